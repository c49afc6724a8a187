package dev.assay.enclave.attest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.Attested;
import dev.assay.verification.evidence.EvidenceVerifier;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.hpke.HPKE;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnclaveIdentityTest {
    private static final byte[] INFO = {1};
    private static final byte[] CONTEXT = {2};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dataDir;

    private final TestClock clock = new TestClock();

    @SuppressWarnings("NullAway.Init")
    private SimulatedAttester attester;

    private static final class TestClock implements InstantSource {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    @BeforeEach
    void open() throws IOException {
        attester = SimulatedAttester.open(dataDir, clock);
    }

    @Test
    void standingEvidenceAlwaysVerifiesWhileTheKeysLive() {
        EnclaveIdentity identity = EnclaveIdentity.create(attester, Duration.ofHours(24), clock);
        Instant end = identity.keys().notAfter();
        while (clock.instant().isBefore(end.minus(Duration.ofMinutes(5)))) {
            assertEquals(
                    identity.keys(),
                    verify(identity.evidence().document(), policy()).keys().orElseThrow());
            clock.pass(Duration.ofMinutes(4));
        }
    }

    @Test
    void standingEvidenceIsNotMadeForEveryRequest() {
        EnclaveIdentity identity = EnclaveIdentity.create(attester, Duration.ofHours(24), clock);
        Digest first = identity.evidence().digest();
        clock.pass(Duration.ofMinutes(5));
        assertEquals(first, identity.evidence().digest());
        clock.pass(Duration.ofMinutes(15));
        assertNotEquals(first, identity.evidence().digest());
    }

    @Test
    void keysOfASimulatedTeeLiveThreeHoursAtMost() {
        EnclaveIdentity identity = EnclaveIdentity.create(attester, Duration.ofHours(24), clock);
        assertEquals(Duration.ofHours(3), life(identity));
        assertEquals(Duration.ofHours(1), life(EnclaveIdentity.create(attester, Duration.ofHours(1), clock)));
        assertTrue(identity.renewal().isBefore(identity.keys().notAfter()));
    }

    @Test
    void freshEvidenceCarriesTheNonce() {
        EnclaveIdentity identity = EnclaveIdentity.create(attester, Duration.ofHours(1), clock);
        Digest nonce = Digest.sha256(INFO);
        VerifiedEvidence evidence = verify(identity.evidence(nonce).document(), policy().withNonce(nonce));
        assertArrayEquals(nonce.bytes(), nitro(evidence).nonce().orElseThrow());
    }

    private static VerifiedNitro nitro(VerifiedEvidence evidence) {
        return assertInstanceOf(Attested.Nitro.class, evidence.attested()).claims();
    }

    @Test
    void measuresSomethingAndIsNotInDebugMode() {
        EnclaveIdentity identity = EnclaveIdentity.create(attester, Duration.ofHours(1), clock);
        VerifiedEvidence evidence = verify(identity.evidence().document(), policy());
        assertFalse(evidence.debug());
        assertArrayEquals(
                RuntimeMeasurement.pcrs().get(0), evidence.measurements().get("pcr0"));
    }

    @Test
    void productionAnchorsRejectTheSimulatedTee() {
        EnclaveIdentity identity = EnclaveIdentity.create(attester, Duration.ofHours(1), clock);
        byte[] document = identity.evidence().document();
        for (TrustStore anchors : Set.of(
                TrustStore.production(),
                TrustStore.only(Authority.AWS_NITRO, TrustAnchors.pinned(Set.of(attester.rootDigest()))))) {
            assertTrue(
                    EvidenceVerifier.verify(document, anchors, policy(), clock.instant())
                            instanceof Verdict.Rejected<VerifiedEvidence>);
        }
    }

    @Test
    void opensWhatIsSealedToIt() throws Exception {
        SealingKey key =
                EnclaveIdentity.create(attester, Duration.ofHours(1), clock).sealingKey();
        HPKE suite = SealingKey.suite();
        var sender = suite.setupBaseS(suite.deserializePublicKey(key.publicKey()), INFO);
        byte[] sealed = sender.seal(CONTEXT, new byte[] {1, 2, 3});
        byte[] encapsulation = sender.getEncapsulation();
        assertArrayEquals(
                new byte[] {1, 2, 3},
                key.open(encapsulation, sealed, INFO, CONTEXT).orElseThrow());
        assertEquals(Optional.empty(), key.open(encapsulation, sealed, INFO, INFO));
        assertEquals(Optional.empty(), key.open(new byte[32], sealed, INFO, CONTEXT));
        assertEquals(Optional.empty(), key.open(new byte[3], sealed, INFO, CONTEXT));
        SealingKey other = SealingKey.generate(new SecureRandom());
        assertEquals(Optional.empty(), other.open(encapsulation, sealed, INFO, CONTEXT));
    }

    @Test
    void keepsTheRootForTheOwnerAlone() throws IOException {
        Path file = dataDir.resolve("simulated-root.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(
                attester.rootDigest(), SimulatedAttester.open(dataDir, clock).rootDigest());
        Files.write(file, new byte[] {1, 2, 3});
        assertThrows(IOException.class, () -> SimulatedAttester.open(dataDir, clock));
    }

    private static Duration life(EnclaveIdentity identity) {
        return Duration.between(identity.keys().notBefore(), identity.keys().notAfter());
    }

    private static AppraisalPolicy policy() {
        return AppraisalPolicy.builder()
                .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ofSeconds(30))
                .build();
    }

    private VerifiedEvidence verify(byte[] document, AppraisalPolicy policy) {
        TrustStore anchors = TrustStore.insecureSimulated(Set.of(attester.rootDigest()));
        return switch (EvidenceVerifier.verify(document, anchors, policy, clock.instant())) {
            case Verdict.Simulated<VerifiedEvidence>(VerifiedEvidence evidence) -> evidence;
            case Verdict<VerifiedEvidence> other -> throw new AssertionError(other);
        };
    }
}
