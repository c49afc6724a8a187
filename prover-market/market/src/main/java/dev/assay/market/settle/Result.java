package dev.assay.market.settle;

import dev.assay.verification.sign.Address;

/** What a requester gets for the price. */
public record Result(byte[] proof, byte[] publicInputs, Address node, long priceMicros) {}
