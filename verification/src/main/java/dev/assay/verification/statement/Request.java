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
        long maxPriceMicros,
        long tipMicros,
        Digest nonce,
        String idempotencyKey)
        implements Statement {

    public static final String TYPE =
            "Request(address requester,bytes32 workload,bytes32 inputDigest,uint8 assurance,uint64 deadlineMillis,"
                    + "uint64 maxPriceMicros,uint64 tipMicros,bytes32 nonce,string idempotencyKey)";

    @Override
    public Digest digest(SigningDomain domain) {
        return new TypedData(TYPE)
                .address(requester)
                .bytes32(workload)
                .bytes32(inputDigest)
                .uint(assurance.code())
                .uint(deadline.toEpochMilli())
                .uint(maxPriceMicros)
                .uint(tipMicros)
                .bytes32(nonce)
                .string(idempotencyKey)
                .digest(domain);
    }
}
