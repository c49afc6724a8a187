package dev.assay.enclave.link;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.EnclaveExecute;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.time.Duration;
import java.time.Instant;

/**
 * A request that its requester signed, with the input that it names. What the relay says of it is not believed: all
 * that is relied on here is under the requester's signature.
 */
record Job(Signed<Request> signed, byte[] input, EvidenceWanted evidence) {
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(1);

    enum EvidenceWanted {
        STANDING,
        FRESH
    }

    /**
     * @throws Failure BAD_SIGNATURE, NOT_SUPPORTED, INPUT_MISMATCH, EXPIRED, DEADLINE_INVALID, or INVALID_REQUEST if the
     *     message is malformed
     */
    static Job check(EnclaveExecute execute, SigningDomain domain, Instant now) {
        Signed<Request> signed = Wire.signedRequest(execute.getRequest(), domain);
        Request request = signed.statement();
        byte[] input = execute.getInput().toByteArray();
        require(request.assurance() != Assurance.PROOF, ErrorCode.NOT_SUPPORTED, "an enclave makes no proofs");
        require(now.isBefore(request.deadline()), ErrorCode.EXPIRED, "the deadline has passed");
        require(
                request.deadline().isBefore(now.plus(LONGEST_DEADLINE)),
                ErrorCode.DEADLINE_INVALID,
                "the deadline is more than a day away");
        require(
                Digest.sha256(input).equals(request.inputDigest()),
                ErrorCode.INPUT_MISMATCH,
                "the input is not the one that the request names");
        return new Job(signed, input, execute.getFreshEvidence() ? EvidenceWanted.FRESH : EvidenceWanted.STANDING);
    }

    Digest id() {
        return signed.digest();
    }

    Request request() {
        return signed.statement();
    }

    private static void require(boolean condition, ErrorCode code, String detail) {
        if (!condition) {
            throw new Failure(code, detail);
        }
    }
}
