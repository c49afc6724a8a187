package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.TypedData;

/**
 * A node's offer to prove one job.
 *
 * @param expectedMillis how long the node thinks that it takes
 * @param salt random, so that a commitment to a bid tells nothing of it
 */
public record Bid(Digest jobId, long priceMicros, long expectedMillis, Digest salt) implements Statement {

    public static final String TYPE = "Bid(bytes32 jobId,uint64 priceMicros,uint64 expectedMillis,bytes32 salt)";

    @Override
    public Digest digest(SigningDomain domain) {
        return new TypedData(TYPE)
                .bytes32(jobId)
                .uint(priceMicros)
                .uint(expectedMillis)
                .bytes32(salt)
                .digest(domain);
    }
}
