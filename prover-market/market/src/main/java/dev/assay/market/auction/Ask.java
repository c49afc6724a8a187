package dev.assay.market.auction;

import dev.assay.verification.sign.Address;

/**
 * What a node asks for a job.
 *
 * @param priceMicros not negative
 */
public record Ask(Address node, long priceMicros) {

    public Ask {
        if (priceMicros < 0) {
            throw new IllegalArgumentException("a negative price: " + priceMicros);
        }
    }
}
