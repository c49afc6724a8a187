/** Who gets a job and at what price: sealed bids in one short window, the second price paid. */
@NullMarked
package dev.assay.market.auction;

import org.jspecify.annotations.NullMarked;
