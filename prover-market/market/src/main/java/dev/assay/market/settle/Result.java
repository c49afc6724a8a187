package dev.assay.market.settle;

import dev.assay.verification.sign.Address;

/**
 * What a requester gets for the price.
 *
 * @param priceMicros agreed, for a proof in time, tip not included
 * @param paidMicros in the end, tip included
 */
public record Result(byte[] proof, byte[] publicInputs, Address node, long priceMicros, long paidMicros) {}
