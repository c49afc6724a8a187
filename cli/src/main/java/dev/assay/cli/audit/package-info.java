/** {@code assay audit}: whether a market's log of its auctions is true. */
@NullMarked
package dev.assay.cli.audit;

import org.jspecify.annotations.NullMarked;
