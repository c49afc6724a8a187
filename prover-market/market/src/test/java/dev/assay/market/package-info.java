@NullMarked
package dev.assay.market;

import org.jspecify.annotations.NullMarked;
