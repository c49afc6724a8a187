package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.TypedData;
import java.time.Duration;
import java.time.Instant;

/**
 * An enclave's statement of what ran.
 *
 * @param requestId the request's digest, which binds requester and body
 * @param status {@link #SUCCEEDED}, {@link #PROGRAM_FAILED} or {@link #LIMIT_HIT}
 * @param cpu processor time, whole nanoseconds
 * @param memoryBytes the most that the program held
 * @param evidence SHA-256 of the evidence for the key that signs
 * @param tee the kind of TEE, such as "aws-nitro"
 * @param simulated true if no hardware stands behind it
 */
public record Receipt(
        Digest requestId,
        Digest workload,
        Digest inputDigest,
        Digest outputDigest,
        int status,
        Duration cpu,
        long memoryBytes,
        Instant started,
        Instant finished,
        Digest evidence,
        String tee,
        boolean simulated)
        implements Statement {

    public static final int SUCCEEDED = 0;
    public static final int PROGRAM_FAILED = 1;
    public static final int LIMIT_HIT = 2;

    public static final String TYPE =
            "Receipt(bytes32 requestId,bytes32 workload,bytes32 inputDigest,bytes32 outputDigest,uint8 status,"
                    + "uint64 cpuNanos,uint64 memoryBytes,uint64 startedMillis,uint64 finishedMillis,bytes32 evidence,"
                    + "string tee,bool simulated)";

    @Override
    public Digest digest(SigningDomain domain) {
        return new TypedData(TYPE)
                .bytes32(requestId)
                .bytes32(workload)
                .bytes32(inputDigest)
                .bytes32(outputDigest)
                .uint(status)
                .uint(cpu.toNanos())
                .uint(memoryBytes)
                .uint(started.toEpochMilli())
                .uint(finished.toEpochMilli())
                .bytes32(evidence)
                .string(tee)
                .bool(simulated)
                .digest(domain);
    }
}
