/**
 * The market's auction as arithmetic: {@link dev.assay.verification.auction.Auction} is a function of one
 * {@link dev.assay.verification.auction.Clearing}, in whole numbers, so that anybody who has the opened bids computes the
 * same winner and the same price.
 */
@NullMarked
package dev.assay.verification.auction;

import org.jspecify.annotations.NullMarked;
