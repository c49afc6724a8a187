package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.TypedData;
import java.time.Instant;

/**
 * A node's standing offer to prove any job of a circuit until a time: a bid for each of them, without a word more.
 *
 * @param circuitId the circuit; {@link #ANY_CIRCUIT} for all that no other quote names
 * @param baseMicros asked for every job
 * @param unitMicros asked on top for every {@link #UNIT_BYTES} of input that are begun
 * @param baseMillis how long the node thinks that a job takes; with {@code unitMillis} 0 if it does not say
 * @param unitMillis on top for every unit of input
 * @param validUntil whole milliseconds since 1970
 * @param salt random, so that a commitment to a quote tells nothing of it
 */
public record Quote(
        Digest circuitId,
        long baseMicros,
        long unitMicros,
        long baseMillis,
        long unitMillis,
        Instant validUntil,
        Digest salt)
        implements Statement {

    public static final String TYPE = "Quote(bytes32 circuitId,uint64 baseMicros,uint64 unitMicros,uint64 baseMillis,"
            + "uint64 unitMillis,uint64 validUntilMillis,bytes32 salt)";

    public static final int UNIT_BYTES = 1024;

    /** 32 bytes of zero, which no manifest has as its SHA-256. */
    public static final Digest ANY_CIRCUIT = Digest.of(new byte[Digest.SIZE_BYTES]);

    @Override
    public Digest digest(SigningDomain domain) {
        return new TypedData(TYPE)
                .bytes32(circuitId)
                .uint(baseMicros)
                .uint(unitMicros)
                .uint(baseMillis)
                .uint(unitMillis)
                .uint(validUntil.toEpochMilli())
                .bytes32(salt)
                .digest(domain);
    }

    /** What it asks for a job with an input of that size; more than anybody pays, where that is no 64-bit number. */
    public long askMicros(long inputSizeBytes) {
        return linear(baseMicros, unitMicros, inputSizeBytes);
    }

    /** How long it thinks that such a job takes. */
    public long expectedMillis(long inputSizeBytes) {
        return linear(baseMillis, unitMillis, inputSizeBytes);
    }

    private static long linear(long base, long perUnit, long inputSizeBytes) {
        long units = Math.ceilDiv(inputSizeBytes, UNIT_BYTES);
        try {
            return Math.addExact(base, Math.multiplyExact(perUnit, units));
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
