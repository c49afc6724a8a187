package dev.assay.enclave.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.Wire;
import dev.assay.enclave.Enclave;
import dev.assay.enclave.EnclaveConfig;
import dev.assay.proto.v1.AttachEnclaveRequest;
import dev.assay.proto.v1.EnclaveExecute;
import dev.assay.proto.v1.TeeResult;
import dev.assay.sandbox.Samples;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.EvidenceVerifier;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.receipt.Expectation;
import dev.assay.verification.receipt.ReceiptVerifier;
import dev.assay.verification.receipt.VerifiedReceipt;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import dev.assay.verification.workload.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class EnclaveLinkTest {
    private static final byte[] INPUT = "secret input".getBytes(StandardCharsets.UTF_8);
    private static final AppraisalPolicy POLICY = AppraisalPolicy.builder()
            .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
            .freshness(Freshness.keyBinding(Duration.ofHours(1)))
            .clockSkew(Duration.ofSeconds(30))
            .build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dataDir;

    private final Requester requester = new Requester();

    @SuppressWarnings("NullAway.Init")
    private FakeRelay relay;

    @SuppressWarnings("NullAway.Init")
    private Enclave enclave;

    @SuppressWarnings("NullAway.Init")
    private FakeRelay.Attached attached;

    @BeforeEach
    void attach() throws Exception {
        relay = new FakeRelay(0);
        enclave = Enclave.start(config(2));
        attached = relay.awaitAttached();
    }

    @AfterEach
    void stop() throws Exception {
        enclave.close();
        relay.close();
    }

    @Test
    void answersTheChallengeWithEvidenceThatCarriesItsNonce() {
        byte[] evidence = attached.hello.getEvidence().toByteArray();
        switch (EvidenceVerifier.verify(evidence, anchors(), POLICY.withNonce(attached.nonce), Instant.now())) {
            case Verdict.Simulated<VerifiedEvidence>(VerifiedEvidence verified) ->
                assertEquals(enclave.address(), verified.keys().orElseThrow().address());
            case Verdict<VerifiedEvidence> other -> throw new AssertionError(other);
        }
        assertEquals(2, attached.hello.getCapacity());
    }

    @ParameterizedTest
    @FieldSource("dev.assay.sandbox.Samples#NAMES")
    void signsAReceiptThatVerifies(String name) throws Exception {
        byte[] input = Samples.input(name);
        Signed<Request> request = requester.request(publish(Samples.module(name)), input);
        TeeResult result = execute(request, input).getCompleted().getResult();
        assertArrayEquals(Samples.expected(name), result.getOutput().toByteArray());
        VerifiedReceipt receipt = assertSimulated(verify(request, result, anchors(), POLICY));
        assertTrue(receipt.succeeded());
        assertTrue(receipt.receipt().simulated());
        assertTrue(receipt.receipt().cpu().isPositive());
    }

    @Test
    void isRejectedByProductionAnchors() throws Exception {
        Signed<Request> request = requester.request(publish(Samples.echo()), INPUT);
        TeeResult result = execute(request, INPUT).getCompleted().getResult();
        for (TrustStore production : Set.of(
                TrustStore.production(),
                TrustStore.only(Authority.AWS_NITRO, TrustAnchors.pinned(Set.of(enclave.rootDigest()))))) {
            assertInstanceOf(Verdict.Rejected.class, verify(request, result, production, POLICY));
        }
    }

    @Test
    void makesFreshEvidenceForTheRequestsNonce() throws Exception {
        Signed<Request> request = requester.request(publish(Samples.echo()), INPUT);
        EnclaveExecute fresh = Requester.execute(request, INPUT).toBuilder()
                .setFreshEvidence(true)
                .build();
        attached.execute(fresh);
        TeeResult result = attached.awaitAnswer().getCompleted().getResult();
        AppraisalPolicy nonce = POLICY.withNonce(request.statement().nonce());
        assertSimulated(verify(request, result, anchors(), nonce));
    }

    @Test
    void signsATrap() throws Exception {
        assertFailed("PROGRAM_TRAPPED", Receipt.PROGRAM_FAILED, Samples.trap(), limits(Duration.ofSeconds(5)));
    }

    @Test
    void signsATimeLimit() throws Exception {
        assertFailed("LIMIT_TIME", Receipt.LIMIT_HIT, Samples.infiniteLoop(), limits(Duration.ofMillis(200)));
    }

    @Test
    void signsAMemoryLimit() throws Exception {
        assertFailed("LIMIT_MEMORY", Receipt.LIMIT_HIT, Samples.memoryBomb(), limits(Duration.ofSeconds(5)));
        assertFailed("LIMIT_MEMORY", Receipt.LIMIT_HIT, Samples.recursion(), limits(Duration.ofSeconds(5)));
    }

    @Test
    void signsNoLimitThatIsItsOwnAndNotTheManifests() throws Exception {
        Program.Limits more = new Program.Limits(4L << 30, 1_000, Duration.ofSeconds(20));
        Digest bomb = relay.publish(Samples.memoryBomb(), more);
        AttachEnclaveRequest answer = execute(requester.request(bomb, INPUT), INPUT);
        assertEquals("NOT_SUPPORTED", answer.getFailed().getCode());
        assertFalse(answer.getFailed().hasResult());
    }

    @Test
    void signsAnOutputLimit() throws Exception {
        Program.Limits limits = new Program.Limits(1 << 20, 1_000, Duration.ofSeconds(5));
        assertFailed("LIMIT_OUTPUT", Receipt.LIMIT_HIT, Samples.outputBomb(), limits);
    }

    @Test
    void stopsAtTheDeadlineWhereItComesFirst() throws Exception {
        Digest loop = relay.publish(Samples.infiniteLoop(), limits(Duration.ofMinutes(10)));
        Signed<Request> request = requester.request(loop, INPUT, Assurance.TEE, Duration.ofSeconds(2));
        AttachEnclaveRequest answer = execute(request, INPUT);
        assertEquals("EXPIRED", answer.getFailed().getCode());
        // The deadline is no limit of the program's manifest, so there is nothing to sign.
        assertFalse(answer.getFailed().hasResult());
    }

    @Test
    void refusesARequestThatTheRequesterDidNotSign() throws Exception {
        Signed<Request> request = requester.request(publish(Samples.echo()), INPUT);
        EnclaveExecute execute = Requester.execute(request, INPUT);
        EnclaveExecute dearer = execute.toBuilder()
                .setRequest(execute.getRequest().toBuilder().setMaxPriceMicros(1))
                .build();
        assertRefused("BAD_SIGNATURE", dearer);
    }

    @Test
    void refusesAnotherInput() throws Exception {
        Signed<Request> request = requester.request(publish(Samples.echo()), INPUT);
        assertRefused("INPUT_MISMATCH", Requester.execute(request, new byte[] {1}));
    }

    @Test
    void refusesARequestAfterItsDeadline() throws Exception {
        Digest echo = publish(Samples.echo());
        Signed<Request> late = requester.request(echo, INPUT, Assurance.TEE, Duration.ofMillis(-1));
        assertRefused("EXPIRED", Requester.execute(late, INPUT));
        Signed<Request> far = requester.request(echo, INPUT, Assurance.TEE, Duration.ofDays(3));
        assertRefused("DEADLINE_INVALID", Requester.execute(far, INPUT));
    }

    @Test
    void refusesToProve() throws Exception {
        Signed<Request> proof =
                requester.request(publish(Samples.echo()), INPUT, Assurance.PROOF, Duration.ofMinutes(1));
        assertRefused("NOT_SUPPORTED", Requester.execute(proof, INPUT));
    }

    @Test
    void refusesWhatNobodyPublished() throws Exception {
        assertRefused("UNKNOWN_WORKLOAD", Requester.execute(requester.request(Digest.sha256(INPUT), INPUT), INPUT));
        relay.put(INPUT);
        assertRefused("MANIFEST_INVALID", Requester.execute(requester.request(Digest.sha256(INPUT), INPUT), INPUT));
        Digest noCode = publish(Samples.echo(), new byte[] {7});
        assertRefused("ARTIFACT_MISSING", Requester.execute(requester.request(noCode, INPUT), INPUT));
    }

    @Test
    void refusesAModuleThatIsNone() throws Exception {
        assertRefused("PROGRAM_INVALID", Requester.execute(requester.request(publish(INPUT), INPUT), INPUT));
    }

    @Test
    void refusesCodeThatTheRelayChanged() throws Exception {
        Digest workload = publish(Samples.echo());
        relay.corrupt(Digest.sha256(Samples.echo()), Samples.trap());
        assertRefused("ARTIFACT_CORRUPT", Requester.execute(requester.request(workload, INPUT), INPUT));
    }

    @Test
    void givesTheSameRequestTheSameReceipt() throws Exception {
        Signed<Request> request = requester.request(publish(Samples.echo()), INPUT);
        AttachEnclaveRequest first = execute(request, INPUT);
        assertEquals(first, execute(request, INPUT));
        EnclaveExecute fresh = Requester.execute(request, INPUT).toBuilder()
                .setFreshEvidence(true)
                .build();
        attached.execute(fresh);
        assertEquals(first, attached.awaitAnswer());
    }

    @Test
    void runsNoMoreThanItsCapacity() throws Exception {
        Digest loop = relay.publish(Samples.infiniteLoop(), limits(Duration.ofSeconds(3)));
        for (int i = 0; i < 2; i++) {
            attached.execute(Requester.execute(requester.request(loop, INPUT), INPUT));
            attached.awaitRunning();
        }
        assertRefused("OVERLOADED", Requester.execute(requester.request(loop, INPUT), INPUT));
        assertEquals("LIMIT_TIME", attached.awaitAnswer().getFailed().getCode());
        assertEquals("LIMIT_TIME", attached.awaitAnswer().getFailed().getCode());
        execute(requester.request(publish(Samples.echo()), INPUT), INPUT);
    }

    @Test
    void stopsWhatIsCancelled() throws Exception {
        Digest loop = relay.publish(Samples.infiniteLoop(), limits(Duration.ofMinutes(10)));
        Signed<Request> request = requester.request(loop, INPUT);
        attached.execute(Requester.execute(request, INPUT));
        attached.awaitRunning();
        attached.cancel(request.digest());
        AttachEnclaveRequest answer = attached.awaitAnswer();
        assertEquals("CANCELLED", answer.getFailed().getCode());
        assertFalse(answer.getFailed().hasResult());
        assertRefused("CANCELLED", Requester.execute(request, INPUT));
    }

    @Test
    void finishesWhatRunsWhenItIsDrained() throws Exception {
        Digest loop = relay.publish(Samples.infiniteLoop(), limits(Duration.ofSeconds(1)));
        attached.execute(Requester.execute(requester.request(loop, INPUT), INPUT));
        attached.awaitRunning();
        attached.drain();
        assertRefused("OVERLOADED", Requester.execute(requester.request(loop, INPUT), INPUT));
        assertEquals("LIMIT_TIME", attached.awaitAnswer().getFailed().getCode());
        attached.awaitEnd();
        relay.awaitAttached();
    }

    @Test
    void attachesAgainAfterTheRelayIsKilledInTheMiddleOfARun() throws Exception {
        Digest loop = relay.publish(Samples.infiniteLoop(), limits(Duration.ofSeconds(2)));
        Signed<Request> request = requester.request(loop, INPUT);
        attached.execute(Requester.execute(request, INPUT));
        attached.awaitRunning();
        int port = relay.address().port();
        relay.close();
        relay = new FakeRelay(port);
        FakeRelay.Attached again = relay.awaitAttached();
        assertNotEquals(attached.nonce, again.nonce);
        // The run went on meanwhile: asked again, the enclave gives the one answer that there is.
        again.execute(Requester.execute(request, INPUT));
        AttachEnclaveRequest answer = again.awaitAnswer();
        assertEquals("LIMIT_TIME", answer.getFailed().getCode());
        assertSimulated(verify(request, answer.getFailed().getResult(), anchors(), POLICY));
    }

    @Test
    void keepsItsRootOverARestart() throws Exception {
        Digest root = enclave.rootDigest();
        enclave.close();
        assertEquals(
                root.hex(),
                Files.readString(dataDir.resolve("simulated-root.sha256")).strip());
        enclave = Enclave.start(config(1));
        assertEquals(root, enclave.rootDigest());
    }

    private EnclaveConfig config(int capacity) {
        EnclaveConfig defaults = EnclaveConfig.defaults();
        return new EnclaveConfig(
                relay.address(),
                dataDir,
                defaults.chainId(),
                defaults.deployment(),
                capacity,
                5,
                16 << 20,
                defaults.keyLifetime(),
                Duration.ZERO);
    }

    private static Program.Limits limits(Duration time) {
        return new Program.Limits(1 << 20, 1 << 16, time);
    }

    private Digest publish(byte[] module) {
        return relay.publish(module, limits(Duration.ofSeconds(10)));
    }

    /** A manifest whose code is not published. */
    private Digest publish(byte[] published, byte[] named) {
        relay.put(published);
        Program program = new Program("test", Digest.sha256(named), limits(Duration.ofSeconds(1)));
        relay.put(program.manifest());
        return program.id();
    }

    private AttachEnclaveRequest execute(Signed<Request> request, byte[] input) throws InterruptedException {
        attached.execute(Requester.execute(request, input));
        return attached.awaitAnswer();
    }

    private void assertFailed(String code, int status, byte[] module, Program.Limits limits) throws Exception {
        Signed<Request> request = requester.request(relay.publish(module, limits), INPUT);
        AttachEnclaveRequest answer = execute(request, INPUT);
        assertEquals(code, answer.getFailed().getCode());
        VerifiedReceipt receipt =
                assertSimulated(verify(request, answer.getFailed().getResult(), anchors(), POLICY));
        assertEquals(status, receipt.receipt().status());
    }

    private void assertRefused(String code, EnclaveExecute execute) throws InterruptedException {
        attached.execute(execute);
        AttachEnclaveRequest answer = attached.awaitAnswer();
        assertEquals(code, answer.getFailed().getCode());
        assertFalse(answer.getFailed().hasResult());
    }

    private TrustStore anchors() {
        return TrustStore.insecureSimulated(Set.of(enclave.rootDigest()));
    }

    private static Verdict<VerifiedReceipt> verify(
            Signed<Request> request, TeeResult result, TrustStore anchors, AppraisalPolicy policy) {
        return ReceiptVerifier.verify(
                Wire.fromWire(result.getReceipt()),
                result.getReceipt().getSignature().toByteArray(),
                result.getEvidence().toByteArray(),
                new Expectation(
                        request.digest(),
                        request.statement().workload(),
                        request.statement().inputDigest()),
                result.getOutput().toByteArray(),
                anchors,
                policy,
                Requester.DOMAIN,
                Instant.now());
    }

    private static VerifiedReceipt assertSimulated(Verdict<VerifiedReceipt> verdict) {
        return switch (verdict) {
            case Verdict.Simulated<VerifiedReceipt>(VerifiedReceipt receipt) -> receipt;
            case Verdict.Verified<VerifiedReceipt> verified -> throw new AssertionError("verified, though simulated");
            case Verdict.Rejected<VerifiedReceipt> rejected ->
                throw new AssertionError(rejected.reason() + ": " + rejected.detail());
        };
    }
}
