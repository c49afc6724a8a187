@NullMarked
package dev.assay.edge.artifact;

import org.jspecify.annotations.NullMarked;
