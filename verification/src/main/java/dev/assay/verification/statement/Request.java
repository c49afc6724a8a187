package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.TypedData;
import java.time.Instant;

/**
 * One computation that somebody asks for and pays. Its digest is its id.
 *
 * @param workload the id of a program or a circuit
 * @param inputDigest SHA-256 of the input
 * @param deadline after which the result is worth nothing; whole milliseconds since 1970
 * @param softDeadline until when it is worth its full price, which falls evenly from there to nothing at the deadline; not
 *     later than the deadline; whole milliseconds since 1970
 * @param maxPriceMicros the most to pay, tip not included
 * @param nonce random; fresh evidence carries it
 * @param idempotencyKey 1 to 128 characters
 */
public record Request(
        Address requester,
        Digest workload,
        Digest inputDigest,
        Assurance assurance,
        Instant deadline,
        Instant softDeadline,
        long maxPriceMicros,
        long tipMicros,
        Digest nonce,
        String idempotencyKey)
        implements Statement {

    public static final String TYPE =
            "Request(address requester,bytes32 workload,bytes32 inputDigest,uint8 assurance,uint64 deadlineMillis,"
                    + "uint64 softDeadlineMillis,uint64 maxPriceMicros,uint64 tipMicros,bytes32 nonce,string idempotencyKey)";

    /** @throws IllegalArgumentException if the soft deadline is later than the deadline */
    public Request {
        if (softDeadline.isAfter(deadline)) {
            throw new IllegalArgumentException("the soft deadline " + softDeadline + " is after " + deadline);
        }
    }

    /** A request whose result is worth its full price until the deadline. */
    public Request(
            Address requester,
            Digest workload,
            Digest inputDigest,
            Assurance assurance,
            Instant deadline,
            long maxPriceMicros,
            long tipMicros,
            Digest nonce,
            String idempotencyKey) {
        this(
                requester,
                workload,
                inputDigest,
                assurance,
                deadline,
                deadline,
                maxPriceMicros,
                tipMicros,
                nonce,
                idempotencyKey);
    }

    @Override
    public Digest digest(SigningDomain domain) {
        return new TypedData(TYPE)
                .address(requester)
                .bytes32(workload)
                .bytes32(inputDigest)
                .uint(assurance.code())
                .uint(deadline.toEpochMilli())
                .uint(softDeadline.toEpochMilli())
                .uint(maxPriceMicros)
                .uint(tipMicros)
                .bytes32(nonce)
                .string(idempotencyKey)
                .digest(domain);
    }
}
