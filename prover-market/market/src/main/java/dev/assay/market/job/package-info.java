/** Jobs and what happens to them: admission with the price in escrow, a gapless list of events, the end without a proof. */
@NullMarked
package dev.assay.market.job;

import org.jspecify.annotations.NullMarked;
