package dev.assay.enclave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.Wire;
import dev.assay.enclave.attest.EnclaveIdentity;
import dev.assay.enclave.attest.SimulatedAttester;
import dev.assay.proto.v1.EnclaveFailed;
import dev.assay.proto.v1.TeeResult;
import dev.assay.sandbox.Samples;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.receipt.Expectation;
import dev.assay.verification.receipt.ReceiptVerifier;
import dev.assay.verification.receipt.VerifiedReceipt;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.workload.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyRenewalTest {
    private static final byte[] INPUT = {1};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dataDir;

    private final InstantSource clock = InstantSource.system();

    @Test
    void attachesWithNewKeysBeforeTheOldOnesEndAndFinishesUnderTheOldOnes() throws Exception {
        SimulatedAttester attester = SimulatedAttester.open(dataDir, clock);
        try (FakeRelay relay = new FakeRelay(0);
                EnclaveLink link = start(relay, () -> create(attester, Duration.ofSeconds(10)), clock)) {
            FakeRelay.Attached first = relay.awaitAttached();
            Address firstAddress = link.address();
            Signed<Request> request = requestOfALoop(relay, Duration.ofSeconds(5));
            first.execute(Requester.execute(request, INPUT));
            first.awaitRunning();
            relay.awaitAttached();
            assertNotEquals(firstAddress, link.address());
            EnclaveFailed answer = first.awaitAnswer().getFailed();
            assertEquals("LIMIT_TIME", answer.getCode());
            assertVerifies(request, answer.getResult(), attester);
            first.awaitEnd();
        }
    }

    @Test
    void refusesARunThatMayOutliveItsKeys() throws Exception {
        SimulatedAttester attester = SimulatedAttester.open(dataDir, clock);
        try (FakeRelay relay = new FakeRelay(0);
                EnclaveLink link = start(relay, () -> create(attester, Duration.ofSeconds(10)), clock)) {
            FakeRelay.Attached first = relay.awaitAttached();
            first.execute(Requester.execute(requestOfALoop(relay, Duration.ofSeconds(11)), INPUT));
            EnclaveFailed answer = first.awaitAnswer().getFailed();
            assertEquals("OVERLOADED", answer.getCode());
            assertFalse(answer.hasResult());
        }
    }

    @Test
    void attachesAgainAfterAnAttesterThatFailedOnce() throws Exception {
        SimulatedAttester attester = SimulatedAttester.open(dataDir, clock);
        AtomicInteger made = new AtomicInteger();
        Supplier<EnclaveIdentity> failing = () -> {
            if (made.getAndIncrement() == 1) {
                throw new IllegalStateException("planted");
            }
            return create(attester, Duration.ofSeconds(2));
        };
        try (FakeRelay relay = new FakeRelay(0);
                EnclaveLink link = start(relay, failing, clock)) {
            relay.awaitAttached();
            relay.awaitAttached();
            assertTrue(made.get() > 2);
        }
    }

    @Test
    void signsTimesThatDoNotRunBackwardsWhenTheClockIsSetBack() throws Exception {
        SimulatedAttester attester = SimulatedAttester.open(dataDir, clock);
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ofSeconds(20));
        InstantSource stepping = () -> clock.instant().plus(ahead.get());
        try (FakeRelay relay = new FakeRelay(0);
                EnclaveLink link = start(relay, () -> create(attester, Duration.ofHours(1)), stepping)) {
            FakeRelay.Attached first = relay.awaitAttached();
            Signed<Request> request = requestOfALoop(relay, Duration.ofSeconds(1));
            first.execute(Requester.execute(request, INPUT));
            first.awaitRunning();
            ahead.set(Duration.ZERO);
            assertVerifies(request, first.awaitAnswer().getFailed().getResult(), attester);
        }
    }

    private EnclaveLink start(FakeRelay relay, Supplier<EnclaveIdentity> identities, InstantSource time)
            throws IOException {
        return EnclaveLink.start(settings(relay), identities, dataDir.resolve("artifacts"), time);
    }

    private EnclaveIdentity create(SimulatedAttester attester, Duration life) {
        return EnclaveIdentity.create(attester, life, clock);
    }

    private static Signed<Request> requestOfALoop(FakeRelay relay, Duration limit) {
        Program.Limits limits = new Program.Limits(1 << 20, 1 << 16, limit);
        return new Requester().request(relay.publish(Samples.infiniteLoop(), limits), INPUT);
    }

    private static void assertVerifies(Signed<Request> request, TeeResult result, SimulatedAttester attester) {
        AppraisalPolicy policy = AppraisalPolicy.builder()
                .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ofSeconds(30))
                .build();
        Verdict<VerifiedReceipt> verdict = ReceiptVerifier.verify(
                Wire.fromWire(result.getReceipt()),
                result.getReceipt().getSignature().toByteArray(),
                result.getEvidence().toByteArray(),
                Expectation.of(request.statement(), Requester.DOMAIN),
                result.getOutput().toByteArray(),
                TrustStore.insecureSimulated(Set.of(attester.rootDigest())),
                policy,
                Requester.DOMAIN,
                Instant.now());
        assertInstanceOf(Verdict.Simulated.class, verdict, verdict::toString);
    }

    private static EnclaveLink.Settings settings(FakeRelay relay) {
        return new EnclaveLink.Settings(relay.address(), Requester.DOMAIN, 2, 0, 1 << 20, Duration.ZERO);
    }
}
