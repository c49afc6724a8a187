package dev.assay.client;

import static dev.assay.client.FakeEnclave.NOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.SubmitRequest;
import dev.assay.proto.v1.TeeResult;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.statement.Request;
import dev.assay.verification.tee.Freshness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttestedResultTest {

    private static final Digest WORKLOAD = Digest.sha256("a program".getBytes(StandardCharsets.UTF_8));
    private static final byte[] INPUT = "stressed".getBytes(StandardCharsets.UTF_8);
    private static final Submission SUBMISSION =
            Submission.attested(WORKLOAD, INPUT).deadline(NOW.plus(Duration.ofMinutes(5)));

    private final FakeEnclave enclave = new FakeEnclave();
    private FakeRelay relay;

    @BeforeEach
    void start() throws IOException {
        relay = new FakeRelay();
        answer((request, input) -> enclave.run(request, input, enclave.evidence(new byte[0])));
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private void answer(BiFunction<Request, byte[], TeeResult> run) {
        relay.answer = submitted -> dev.assay.proto.v1.Result.newBuilder()
                .setTee(run.apply(
                        Wire.fromWire(submitted.getRequest()),
                        submitted.getInput().toByteArray()))
                .build();
    }

    private void bend(UnaryOperator<TeeResult> change) {
        answer((request, input) -> change.apply(enclave.run(request, input, enclave.evidence(new byte[0]))));
    }

    static AppraisalPolicy policy() {
        return AppraisalPolicy.builder()
                .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ofMinutes(1))
                .build();
    }

    private Trust simulated() {
        return Trust.insecureSimulated(Set.of(enclave.root()), policy());
    }

    private Result await(Trust trust, Submission submission) throws Exception {
        SigningKey key = SigningKey.generate(new SecureRandom());
        try (AssayClient client = AssayClient.over(relay.channel(), key, trust, () -> NOW)) {
            return client.submit(submission).await();
        }
    }

    private Reason rejection() {
        return assertThrows(VerificationException.class, () -> await(simulated(), SUBMISSION))
                .reason();
    }

    private static ByteString flipped(ByteString bytes, int at) {
        byte[] copy = bytes.toByteArray();
        copy[at] ^= 1;
        return ByteString.copyFrom(copy);
    }

    @Test
    void returnsTheOutputOfASimulatedEnclaveAsSimulated() throws Exception {
        Result.SimulatedAttested result =
                assertInstanceOf(Result.SimulatedAttested.class, await(simulated(), SUBMISSION));
        assertArrayEquals("desserts".getBytes(StandardCharsets.UTF_8), result.output());
        assertEquals(WORKLOAD, result.receipt().receipt().workload());
    }

    @Test
    void refusesToCallASimulatedRunAttested() throws Exception {
        Result.SimulatedAttested result = (Result.SimulatedAttested) await(simulated(), SUBMISSION);
        assertThrows(IllegalArgumentException.class, () -> new Result.Attested(result.receipt(), result.file()));
    }

    @Test
    void rejectsASimulatedEnclaveUnderProductionTrust() {
        VerificationException e =
                assertThrows(VerificationException.class, () -> await(Trust.production(policy()), SUBMISSION));
        assertEquals(Reason.EVIDENCE_SIMULATED, e.reason());
    }

    @Test
    void rejectsAFlippedByteInTheOutput() {
        bend(result ->
                result.toBuilder().setOutput(flipped(result.getOutput(), 2)).build());
        assertEquals(Reason.RECEIPT_OUTPUT_MISMATCH, rejection());
    }

    @Test
    void rejectsAFlippedByteInTheReceipt() {
        bend(result -> result.toBuilder()
                .setReceipt(result.getReceipt().toBuilder()
                        .setMemoryBytes(result.getReceipt().getMemoryBytes() ^ 1))
                .build());
        assertEquals(Reason.RECEIPT_SIGNER_MISMATCH, rejection());
    }

    @Test
    void rejectsAReceiptThatIsNone() {
        bend(result -> result.toBuilder()
                .setReceipt(result.getReceipt().toBuilder().setRequestId(ByteString.copyFrom(new byte[31])))
                .build());
        assertEquals(Reason.MALFORMED, rejection());
    }

    @Test
    void rejectsAFlippedByteInTheEvidence() {
        bend(result -> result.toBuilder()
                .setEvidence(flipped(result.getEvidence(), result.getEvidence().size() - 1))
                .build());
        assertEquals(Reason.EVIDENCE_SIGNATURE, rejection());
    }

    @Test
    void rejectsEvidenceThatTheReceiptDoesNotName() {
        bend(result -> result.toBuilder()
                .setEvidence(ByteString.copyFrom(enclave.evidence(new byte[32])))
                .build());
        assertEquals(Reason.RECEIPT_EVIDENCE_MISMATCH, rejection());
    }

    @Test
    void rejectsEvidenceThatAttestsNoKey() {
        answer((request, input) -> enclave.run(request, input, enclave.evidenceWithoutKeys()));
        assertEquals(Reason.RECEIPT_KEY_UNATTESTED, rejection());
    }

    @Test
    void rejectsAReceiptSignedByAKeyThatIsNotAttested() {
        SigningKey stranger = SigningKey.generate(new SecureRandom());
        answer((request, input) ->
                enclave.run(request, input, enclave.evidence(new byte[0]), stranger, Receipt.SUCCEEDED));
        assertEquals(Reason.RECEIPT_SIGNER_MISMATCH, rejection());
    }

    @Test
    void rejectsTheReceiptOfAnotherRequest() {
        answer((request, input) -> enclave.run(other(request), input, enclave.evidence(new byte[0])));
        assertEquals(Reason.RECEIPT_REQUEST_MISMATCH, rejection());
    }

    private static Request other(Request request) {
        return new Request(
                request.requester(),
                request.workload(),
                request.inputDigest(),
                request.assurance(),
                request.deadline(),
                request.maxPriceMicros(),
                request.tipMicros(),
                request.nonce(),
                request.idempotencyKey() + "-other");
    }

    @Test
    void demandsItsOwnNonceInFreshEvidence() throws Exception {
        answer((request, input) ->
                enclave.run(request, input, enclave.evidence(request.nonce().bytes())));
        assertInstanceOf(Result.SimulatedAttested.class, await(simulated(), SUBMISSION.freshEvidence()));
        SubmitRequest sent = relay.submitted.getLast();
        assertEquals(true, sent.getFreshEvidence());
    }

    @Test
    void rejectsStandingEvidenceWhereFreshWasAskedFor() {
        VerificationException e =
                assertThrows(VerificationException.class, () -> await(simulated(), SUBMISSION.freshEvidence()));
        assertEquals(Reason.EVIDENCE_NONCE_MISSING, e.reason());
    }

    @Test
    void rejectsAStaleNonce() {
        answer((request, input) -> enclave.run(request, input, enclave.evidence(new byte[32])));
        Trust nonceTrust = Trust.insecureSimulated(
                Set.of(enclave.root()),
                AppraisalPolicy.builder()
                        .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
                        .freshness(new Freshness.NonceAwaited())
                        .clockSkew(Duration.ofMinutes(1))
                        .build());
        VerificationException e = assertThrows(VerificationException.class, () -> await(nonceTrust, SUBMISSION));
        assertEquals(Reason.EVIDENCE_NONCE_MISMATCH, e.reason());
    }

    @Test
    void rejectsAProofWhereARunWasAskedFor() {
        relay.answer = submitted -> dev.assay.proto.v1.Result.newBuilder()
                .setProof(dev.assay.proto.v1.ProofResult.getDefaultInstance())
                .build();
        assertEquals(Reason.RESULT_KIND_MISMATCH, rejection());
    }

    @Test
    void rejectsAFulfilledRequestWithoutAResult() {
        relay.answer = submitted -> dev.assay.proto.v1.Result.getDefaultInstance();
        assertEquals(Reason.RESULT_KIND_MISMATCH, rejection());
    }

    @Test
    void tellsAnAttestedFailureAsAFailedJob() {
        answer((request, input) ->
                enclave.run(request, input, enclave.evidence(new byte[0]), enclave.key, Receipt.PROGRAM_FAILED));
        JobFailedException e = assertThrows(JobFailedException.class, () -> await(simulated(), SUBMISSION));
        assertEquals(ErrorCode.PROGRAM_TRAPPED, e.code());
    }

    @Test
    void aFailureThatTheEnclaveSignedIsTheEnclavesWord() {
        failAs(Receipt.PROGRAM_FAILED);
        JobFailedException failure = assertThrows(JobFailedException.class, () -> await(simulated(), SUBMISSION));
        assertEquals(ErrorCode.PROGRAM_TRAPPED, failure.code());
        assertEquals(JobFailedException.Word.ENCLAVE, failure.word());
    }

    @Test
    void aFailureThatNobodySignedIsTheRelaysWord() {
        failAs(Receipt.PROGRAM_FAILED);
        relay.answer = submitted -> dev.assay.proto.v1.Result.getDefaultInstance();
        JobFailedException failure = assertThrows(JobFailedException.class, () -> await(simulated(), SUBMISSION));
        assertEquals(ErrorCode.PROGRAM_TRAPPED, failure.code());
        assertEquals(JobFailedException.Word.RELAY, failure.word());
    }

    @Test
    void refusesAFailureThatAnUnattestedKeySigned() {
        failAs(Receipt.PROGRAM_FAILED);
        answer((request, input) -> enclave.run(
                request,
                input,
                enclave.evidence(new byte[0]),
                SigningKey.generate(new SecureRandom()),
                Receipt.PROGRAM_FAILED));
        assertEquals(Reason.RECEIPT_SIGNER_MISMATCH, rejection());
    }

    private void failAs(int status) {
        relay.events.removeLast();
        relay.events.add(FakeRelay.event(3, Fulfilment.FULFILMENT_FAILED, Execution.EXECUTION_FAILED).toBuilder()
                .setCode("PROGRAM_TRAPPED")
                .build());
        answer((request, input) -> enclave.run(request, input, enclave.evidence(new byte[0]), enclave.key(), status));
    }
}
