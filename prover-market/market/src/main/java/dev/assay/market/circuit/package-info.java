/** The circuits that jobs can name: registered once, never changed, each with a verification key that was examined. */
@NullMarked
package dev.assay.market.circuit;

import org.jspecify.annotations.NullMarked;
