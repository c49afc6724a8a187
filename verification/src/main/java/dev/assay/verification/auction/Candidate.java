package dev.assay.verification.auction;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;

/**
 * A node in one round: what it offers and what is known of it.
 *
 * @param bid the EIP-712 digest of the bid or standing quote that it signed
 * @param askMicros what it asks for this job
 * @param expectedMillis how long it says that it needs; the market's estimate where it says nothing
 */
public record Candidate(Address node, Digest bid, long askMicros, long expectedMillis, History history) {

    public Candidate {
        if (askMicros < 0 || expectedMillis < 0) {
            throw new IllegalArgumentException("a negative ask or time");
        }
    }
}
