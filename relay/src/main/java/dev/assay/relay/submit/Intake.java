package dev.assay.relay.submit;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.SubmitRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Cancel;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What a request must pass before anything is done for it. */
public final class Intake {

    private final SigningDomain domain;
    private final Duration furthestDeadline;
    private final InstantSource clock;

    /** @param furthestDeadline bounds how long a request, once ended, must be remembered against replay */
    public Intake(SigningDomain domain, Duration furthestDeadline, InstantSource clock) {
        this.domain = domain;
        this.furthestDeadline = furthestDeadline;
        this.clock = clock;
    }

    /**
     * Checks that the input is the one that was signed for, and that the requester signed: the id is made anew from the
     * fields, nobody's word is taken for it.
     *
     * @throws Failure INPUT_MISMATCH or BAD_SIGNATURE
     */
    Signed<Request> verify(SubmitRequest submitted) {
        checkInput(submitted.getInput(), Wire.digest(submitted.getRequest().getInputDigest()));
        return Wire.signedRequest(submitted.getRequest(), domain);
    }

    private static void checkInput(ByteString input, Digest named) {
        if (!Digest.sha256(input.toByteArray()).equals(named)) {
            throw new Failure(ErrorCode.INPUT_MISMATCH, "the input's SHA-256 is not the request's input digest");
        }
    }

    /**
     * For a new request only: one that is here already may be asked for after its deadline.
     *
     * @throws Failure DEADLINE_INVALID
     */
    void checkDeadline(Request request) {
        Instant now = clock.instant();
        if (!request.deadline().isAfter(now)) {
            throw new Failure(ErrorCode.DEADLINE_INVALID, "the deadline has passed; here it is " + now);
        }
        if (request.deadline().isAfter(now.plus(furthestDeadline))) {
            throw new Failure(ErrorCode.DEADLINE_INVALID, "the deadline is further away than " + furthestDeadline);
        }
    }

    /** @throws Failure BAD_SIGNATURE unless the requester wants the request stopped */
    void checkCancel(Digest id, ByteString signature, Address requester) {
        Verdict<Signed<Cancel>> verdict = Signed.verify(new Cancel(id), signature.toByteArray(), requester, domain);
        if (!(verdict instanceof Verdict.Verified<Signed<Cancel>>)) {
            throw new Failure(ErrorCode.BAD_SIGNATURE, "only the requester's key cancels a request");
        }
    }
}
