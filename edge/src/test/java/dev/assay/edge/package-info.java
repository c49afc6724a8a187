@NullMarked
package dev.assay.edge;

import org.jspecify.annotations.NullMarked;
