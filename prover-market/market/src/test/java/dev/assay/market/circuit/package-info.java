@NullMarked
package dev.assay.market.circuit;

import org.jspecify.annotations.NullMarked;
