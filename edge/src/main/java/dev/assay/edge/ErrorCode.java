package dev.assay.edge;

import io.grpc.Status;

/**
 * Every failure that crosses the wire: a stable name, the gRPC status that carries it, and whether the same call can
 * succeed later. {@code proto/README.md} lists them for people.
 */
public enum ErrorCode {
    /** A field breaks its rule. */
    INVALID_REQUEST(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The signature is not the requester's or not over this body. */
    BAD_SIGNATURE(Status.Code.UNAUTHENTICATED, Retry.NO),
    /** The input is not the one that the request names. */
    INPUT_MISMATCH(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The input is larger than the service takes. */
    INPUT_TOO_LARGE(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The deadline has passed or is too far away. */
    DEADLINE_INVALID(Status.Code.FAILED_PRECONDITION, Retry.NO),
    /** The idempotency key was used with another body. */
    IDEMPOTENCY_CONFLICT(Status.Code.ALREADY_EXISTS, Retry.NO),
    /** Nobody published this program or circuit. */
    UNKNOWN_WORKLOAD(Status.Code.NOT_FOUND, Retry.NO),
    /** The service does not know this request or job. */
    UNKNOWN_REQUEST(Status.Code.NOT_FOUND, Retry.NO),
    /** The manifest is not one. */
    MANIFEST_INVALID(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** An artifact is not here: upload it first. */
    ARTIFACT_MISSING(Status.Code.NOT_FOUND, Retry.NO),
    /** The bytes do not have the hash that names them. */
    ARTIFACT_CORRUPT(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** An artifact is larger than the service takes. */
    ARTIFACT_TOO_LARGE(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** A key, witness program or constraint file is malformed or unsafe. */
    ARTIFACT_INVALID(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The account holds less than the request may cost. */
    INSUFFICIENT_FUNDS(Status.Code.FAILED_PRECONDITION, Retry.NO),
    /** This service does not do that. */
    NOT_SUPPORTED(Status.Code.UNIMPLEMENTED, Retry.NO),
    /** The enclave's evidence was rejected; the detail names the reason. */
    EVIDENCE_REJECTED(Status.Code.PERMISSION_DENIED, Retry.NO),
    /** No attested enclave took the request before its deadline. */
    NO_ENCLAVE(Status.Code.UNAVAILABLE, Retry.YES),
    /** The enclave went away before it answered. */
    ENCLAVE_LOST(Status.Code.UNAVAILABLE, Retry.YES),
    /** The enclave's receipt did not verify. */
    RECEIPT_REJECTED(Status.Code.UNAVAILABLE, Retry.YES),
    /** No node bid at or below the price before the deadline. */
    NO_BIDS(Status.Code.UNAVAILABLE, Retry.YES),
    /** The lease ended: the submission came too late. */
    LEASE_LOST(Status.Code.ABORTED, Retry.NO),
    /** The node did not accept the award in time. */
    NOT_ACCEPTED(Status.Code.ABORTED, Retry.NO),
    /** The node is likely late, so a second one was asked. */
    AT_RISK(Status.Code.UNAVAILABLE, Retry.YES),
    /** The other one of a job's two nodes delivered first. */
    OUTRUN(Status.Code.ABORTED, Retry.NO),
    /** The node failed too often in a row, and gets no jobs until it has proved again. */
    SUSPENDED(Status.Code.FAILED_PRECONDITION, Retry.NO),
    /** The proof did not verify; the detail names the reason. */
    PROOF_REJECTED(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The circuit's own verifier or validator decided nothing. */
    VERIFIER_FAILED(Status.Code.UNAVAILABLE, Retry.YES),
    /** The circuit's verifier refuses the sample proof, or takes a tampered one; the deposit is lost. */
    SELF_CHECK_FAILED(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The circuit, or its verifier, was removed for good. */
    CIRCUIT_REMOVED(Status.Code.FAILED_PRECONDITION, Retry.NO),
    /** The node gave back an input that the circuit's validator takes. */
    INPUT_ACCEPTED(Status.Code.FAILED_PRECONDITION, Retry.NO),
    /** Nobody could fulfil the job in the attempts that it had. */
    ATTEMPTS_EXHAUSTED(Status.Code.UNAVAILABLE, Retry.YES),
    /** The circuit refuses the input: the detail says where. */
    INPUT_REJECTED(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The program is no WebAssembly module of the documented form. */
    PROGRAM_INVALID(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The program failed on this input. */
    PROGRAM_TRAPPED(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The program ran longer than its manifest allows. */
    LIMIT_TIME(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The program wanted more memory than its manifest allows. */
    LIMIT_MEMORY(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The program's output is larger than its manifest allows. */
    LIMIT_OUTPUT(Status.Code.INVALID_ARGUMENT, Retry.NO),
    /** The requester cancelled. */
    CANCELLED(Status.Code.CANCELLED, Retry.NO),
    /** The deadline passed before there was a result. */
    EXPIRED(Status.Code.DEADLINE_EXCEEDED, Retry.NO),
    /** Too much at once. */
    OVERLOADED(Status.Code.RESOURCE_EXHAUSTED, Retry.YES),
    /** Not reachable now. */
    UNAVAILABLE(Status.Code.UNAVAILABLE, Retry.YES),
    /** A fault of ours. */
    INTERNAL(Status.Code.INTERNAL, Retry.YES);

    /** Whether the same call can succeed later. */
    public enum Retry {
        YES,
        NO
    }

    private final Status.Code status;
    private final Retry retry;

    ErrorCode(Status.Code status, Retry retry) {
        this.status = status;
        this.retry = retry;
    }

    public Status.Code status() {
        return status;
    }

    public boolean retryable() {
        return retry == Retry.YES;
    }

    /** The code of that name; {@link #INTERNAL} if a newer peer sent one that this version does not know. */
    public static ErrorCode named(String name) {
        for (ErrorCode code : values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return INTERNAL;
    }
}
