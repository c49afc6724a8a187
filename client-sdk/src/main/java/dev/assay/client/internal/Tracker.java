package dev.assay.client.internal;

import com.google.protobuf.ByteString;
import dev.assay.client.JobEvent;
import dev.assay.client.JobFailedException;
import dev.assay.client.Result;
import dev.assay.client.Submission;
import dev.assay.client.Trust;
import dev.assay.client.VerificationException;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.CancelRequest;
import dev.assay.proto.v1.GetRequest;
import dev.assay.proto.v1.GetResponse;
import dev.assay.proto.v1.SubmitRequest;
import dev.assay.proto.v1.SubmitResponse;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Cancel;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.tee.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** One signed request, from its submission to its verified result. */
public final class Tracker {

    // The relay may tell of an expired request a little after its deadline.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Relay relay;
    private final SigningKey key;
    private final Trust trust;
    private final ResultVerifier verifier;
    private final Signed<Request> request;
    private final byte[] input;
    private final SubmitRequest message;
    private final AppraisalPolicy policy;

    public Tracker(Relay relay, SigningKey key, Trust trust, ResultVerifier verifier, Submission submission) {
        this.relay = relay;
        this.key = key;
        this.trust = trust;
        this.verifier = verifier;
        this.request = Signed.sign(requestOf(submission, key), key, trust.domain());
        boolean fresh = wantsFresh(submission, trust);
        this.policy = fresh ? trust.policy().withNonce(submission.nonce()) : trust.policy();
        this.input = submission.input();
        this.message = SubmitRequest.newBuilder()
                .setRequest(Wire.toWire(request))
                .setInput(ByteString.copyFrom(submission.input()))
                .setFreshEvidence(fresh)
                .build();
    }

    private static Request requestOf(Submission submission, SigningKey key) {
        return new Request(
                key.address(),
                submission.workload(),
                Digest.sha256(submission.input()),
                submission.assurance(),
                submission.deadline(),
                submission.softDeadline(),
                submission.maxPriceMicros(),
                submission.tipMicros(),
                submission.nonce(),
                submission.idempotencyKey());
    }

    private static boolean wantsFresh(Submission submission, Trust trust) {
        return submission.evidence() == Submission.EvidenceWanted.FRESH
                || !(trust.policy().freshness() instanceof Freshness.KeyBinding);
    }

    public Digest id() {
        return request.digest();
    }

    private Instant deadline() {
        return request.statement().deadline();
    }

    /** Sends the same signed bytes until the relay has them. */
    public void submit() throws JobFailedException, VerificationException, InterruptedException {
        SubmitResponse response =
                relay.calls().until(deadline(), () -> relay.computeCall().submit(message));
        if (!response.getRequestId().equals(Wire.bytes(id()))) {
            throw new VerificationException(
                    Reason.REQUEST_ID_MISMATCH, "the relay answered for another request than " + id().hex());
        }
    }

    /** Tells every event until the final one, and returns that. */
    public JobEvent watch(Consumer<JobEvent> listener)
            throws JobFailedException, VerificationException, InterruptedException {
        return new EventStream(relay, id(), deadline().plus(GRACE), this::submit).watch(listener);
    }

    /** The verified result, once there is one. */
    public Result await(Consumer<JobEvent> listener)
            throws JobFailedException, VerificationException, InterruptedException {
        JobEvent last = watch(listener);
        if (last.fulfilment() == JobEvent.Fulfilment.FULFILLED) {
            return verifier.verify(request, input, policy, last, result());
        }
        if (last.fulfilment() == JobEvent.Fulfilment.FAILED) {
            dev.assay.proto.v1.Result failed = result();
            // An enclave's signed failure is worth more than the relay's word; a relay that hides it only loses weight.
            if (failed.hasTee()) {
                return verifier.verify(request, input, policy, last, failed);
            }
        }
        throw unfulfilled(last);
    }

    private dev.assay.proto.v1.Result result() throws JobFailedException, InterruptedException {
        GetRequest get = GetRequest.newBuilder().setRequestId(Wire.bytes(id())).build();
        GetResponse response = relay.calls()
                .until(deadline().plus(GRACE), () -> relay.computeCall().get(get));
        return response.getResult();
    }

    private static JobFailedException unfulfilled(JobEvent last) {
        ErrorCode code = switch (last.fulfilment()) {
            case CANCELLED -> ErrorCode.CANCELLED;
            case EXPIRED -> last.code().isEmpty() ? ErrorCode.EXPIRED : ErrorCode.named(last.code());
            default -> ErrorCode.named(last.code());
        };
        String detail = last.detail().isEmpty() ? "the request is " + last.fulfilment() : last.detail();
        return new JobFailedException(code, detail, code.retryable());
    }

    /** Asks the relay to stop the request; returns its newest event. */
    public JobEvent cancel() throws JobFailedException, InterruptedException {
        CancelRequest cancel = CancelRequest.newBuilder()
                .setRequestId(Wire.bytes(id()))
                .setSignature(ByteString.copyFrom(key.sign(new Cancel(id()).digest(trust.domain()))))
                .build();
        return Events.of(relay.calls()
                .until(deadline(), () -> relay.computeCall().cancel(cancel))
                .getEvent());
    }
}
