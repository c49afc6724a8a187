package dev.assay.edge;

import com.google.protobuf.ByteString;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.time.Duration;
import java.time.Instant;

/** Wire types to domain types and back. What does not fit is a {@link Failure} with INVALID_REQUEST. */
public final class Wire {

    private Wire() {}

    public static ByteString bytes(Digest digest) {
        return ByteString.copyFrom(digest.bytes());
    }

    public static ByteString bytes(Address address) {
        return ByteString.copyFrom(address.bytes());
    }

    public static Digest digest(ByteString bytes) {
        if (bytes.size() != Digest.SIZE_BYTES) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "a digest has 32 bytes, not " + bytes.size());
        }
        return Digest.of(bytes.toByteArray());
    }

    public static Address address(ByteString bytes) {
        if (bytes.size() != Address.SIZE_BYTES) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "an address has 20 bytes, not " + bytes.size());
        }
        return Address.of(bytes.toByteArray());
    }

    public static dev.assay.proto.v1.Request toWire(Signed<Request> signed) {
        Request request = signed.statement();
        return dev.assay.proto.v1.Request.newBuilder()
                .setRequester(bytes(request.requester()))
                .setWorkload(bytes(request.workload()))
                .setInputDigest(bytes(request.inputDigest()))
                .setAssurance(toWire(request.assurance()))
                .setDeadlineMillis(request.deadline().toEpochMilli())
                .setSoftDeadlineMillis(request.softDeadline().toEpochMilli())
                .setMaxPriceMicros(request.maxPriceMicros())
                .setTipMicros(request.tipMicros())
                .setNonce(bytes(request.nonce()))
                .setIdempotencyKey(request.idempotencyKey())
                .setSignature(ByteString.copyFrom(signed.signature()))
                .build();
    }

    /** @throws Failure also with {@link ErrorCode#DEADLINE_INVALID} if the soft deadline is after the deadline */
    public static Request fromWire(dev.assay.proto.v1.Request wire) {
        Instant deadline = Instant.ofEpochMilli(wire.getDeadlineMillis());
        return new Request(
                address(wire.getRequester()),
                digest(wire.getWorkload()),
                digest(wire.getInputDigest()),
                fromWire(wire.getAssurance()),
                deadline,
                softDeadline(wire.getSoftDeadlineMillis(), deadline),
                wire.getMaxPriceMicros(),
                wire.getTipMicros(),
                digest(wire.getNonce()),
                wire.getIdempotencyKey());
    }

    private static Instant softDeadline(long millis, Instant deadline) {
        Instant soft = millis == 0 ? deadline : Instant.ofEpochMilli(millis);
        if (soft.isAfter(deadline)) {
            throw new Failure(
                    ErrorCode.DEADLINE_INVALID, "the soft deadline " + soft + " is after the deadline " + deadline);
        }
        return soft;
    }

    /**
     * The request, its signature checked.
     *
     * @throws Failure with {@link ErrorCode#BAD_SIGNATURE} if the requester did not sign these bytes for this domain
     */
    public static Signed<Request> signedRequest(dev.assay.proto.v1.Request wire, SigningDomain domain) {
        Request request = fromWire(wire);
        Verdict<Signed<Request>> verdict =
                Signed.verify(request, wire.getSignature().toByteArray(), request.requester(), domain);
        if (verdict instanceof Verdict.Verified<Signed<Request>> verified) {
            return verified.value();
        }
        throw new Failure(
                ErrorCode.BAD_SIGNATURE,
                "the request is not signed by its requester for this deployment (chain " + domain.chainId() + ")");
    }

    public static dev.assay.proto.v1.Assurance toWire(Assurance assurance) {
        return switch (assurance) {
            case TEE -> dev.assay.proto.v1.Assurance.ASSURANCE_TEE;
            case PROOF -> dev.assay.proto.v1.Assurance.ASSURANCE_PROOF;
            case BOTH -> dev.assay.proto.v1.Assurance.ASSURANCE_BOTH;
        };
    }

    public static Assurance fromWire(dev.assay.proto.v1.Assurance assurance) {
        return switch (assurance) {
            case ASSURANCE_TEE -> Assurance.TEE;
            case ASSURANCE_PROOF -> Assurance.PROOF;
            case ASSURANCE_BOTH -> Assurance.BOTH;
            case ASSURANCE_UNSPECIFIED, UNRECOGNIZED ->
                throw new Failure(ErrorCode.INVALID_REQUEST, "assurance: none of those defined");
        };
    }

    public static dev.assay.proto.v1.Receipt toWire(Receipt receipt, byte[] signature) {
        return dev.assay.proto.v1.Receipt.newBuilder()
                .setRequestId(bytes(receipt.requestId()))
                .setWorkload(bytes(receipt.workload()))
                .setInputDigest(bytes(receipt.inputDigest()))
                .setOutputDigest(bytes(receipt.outputDigest()))
                .setStatus(receipt.status())
                .setCpuNanos(receipt.cpu().toNanos())
                .setMemoryBytes(receipt.memoryBytes())
                .setStartedMillis(receipt.started().toEpochMilli())
                .setFinishedMillis(receipt.finished().toEpochMilli())
                .setEvidenceDigest(bytes(receipt.evidence()))
                .setTee(receipt.tee())
                .setSimulated(receipt.simulated())
                .setSignature(ByteString.copyFrom(signature))
                .build();
    }

    /** The statement alone; its signature is {@code wire.getSignature()}, for {@code ReceiptVerifier} to check. */
    public static Receipt fromWire(dev.assay.proto.v1.Receipt wire) {
        return new Receipt(
                digest(wire.getRequestId()),
                digest(wire.getWorkload()),
                digest(wire.getInputDigest()),
                digest(wire.getOutputDigest()),
                wire.getStatus(),
                Duration.ofNanos(wire.getCpuNanos()),
                wire.getMemoryBytes(),
                Instant.ofEpochMilli(wire.getStartedMillis()),
                Instant.ofEpochMilli(wire.getFinishedMillis()),
                digest(wire.getEvidenceDigest()),
                wire.getTee(),
                wire.getSimulated());
    }
}
