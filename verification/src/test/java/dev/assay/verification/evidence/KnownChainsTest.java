package dev.assay.verification.evidence;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.assay.simulator.SimulatedVendors;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What trust anchors remember saves time, and changes no verdict. */
class KnownChainsTest {

    private static final int MUTATIONS = 25;
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final Digest NONCE = Digest.sha256(new byte[] {1});
    private static final AppraisalPolicy POLICY = Policies.open(Freshness.nonce(NONCE));
    private static final SimulatedVendors VENDORS = SimulatedVendors.create(new SecureRandom(), NOW);

    private static byte[] evidence(EvidenceKind kind) {
        return kind == EvidenceKind.NVIDIA
                ? VENDORS.attest(kind, NONCE).encode()
                : VENDORS.attest(kind, EvidenceVerifierTest.keys(NOW), Optional.of(NONCE))
                        .encode();
    }

    private static Verdict<VerifiedEvidence> verify(byte[] evidence, TrustStore store, Instant now) {
        return EvidenceVerifier.verify(evidence, store, POLICY, now);
    }

    /** Two verdicts are the same if they reject with the same findings, or do not reject. */
    private static String summary(Verdict<VerifiedEvidence> verdict) {
        return verdict instanceof Verdict.Rejected<VerifiedEvidence> rejected
                ? rejected.findings().toString()
                : verdict.getClass().getSimpleName();
    }

    @ParameterizedTest
    @EnumSource
    void changedEvidenceOfAKnownChainHasTheVerdictThatItHasForAStranger(EvidenceKind kind) {
        TrustStore knowing = VENDORS.trust();
        byte[] genuine = evidence(kind);
        simulated(verify(genuine, knowing, NOW));
        simulated(verify(evidence(kind), knowing, NOW));
        Random random = new Random(kind.ordinal());
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = genuine.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertEquals(summary(verify(changed, VENDORS.trust(), NOW)), summary(verify(changed, knowing, NOW)));
        }
        simulated(verify(genuine, knowing, NOW));
    }

    /** Chains of Arm's platforms have no certificates, and the end of an endorsement is the platform's. */
    @ParameterizedTest
    @EnumSource
    void aKnownChainDoesNotOutliveItsValidity(EvidenceKind kind) {
        TrustStore knowing = VENDORS.trust();
        byte[] genuine = evidence(kind);
        simulated(verify(genuine, knowing, NOW));
        for (Instant other : new Instant[] {NOW.minus(Duration.ofDays(20_000)), NOW.plus(Duration.ofDays(20_000))}) {
            Verdict<VerifiedEvidence> stranger = verify(genuine, VENDORS.trust(), other);
            assertEquals(summary(stranger), summary(verify(genuine, knowing, other)));
            if (kind != EvidenceKind.ARM_CCA) {
                assertInstanceOf(Verdict.Rejected.class, stranger);
            }
        }
    }

    @Test
    void aKnownChainOfAnotherRootIsRefused() {
        SimulatedVendors strangers = SimulatedVendors.create(new SecureRandom(), NOW);
        byte[] genuine = evidence(EvidenceKind.AWS_NITRO);
        simulated(verify(genuine, VENDORS.trust(), NOW));
        rejected(Reason.ROOT_UNTRUSTED, verify(genuine, strangers.trust(), NOW));
    }

    @Test
    void onlyWhatIsBelowThePinnedRootsIsRemembered() {
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(NONCE));
        assertSame(anchors.known(), anchors.knownBelow(NONCE));
        assertNotSame(anchors.known(), anchors.knownBelow(Digest.sha256(new byte[] {2})));
    }

    @Test
    void anchorsOfTheSameRootsAreEqualWhateverTheyRemember() {
        assertEquals(TrustAnchors.awsNitro(), TrustAnchors.awsNitro());
        assertNotSame(TrustAnchors.awsNitro().known(), TrustAnchors.awsNitro().known());
        TrustStore store = VENDORS.trust();
        Set<TrustAnchors> different = new HashSet<>();
        for (Authority authority : EnumSet.allOf(Authority.class)) {
            different.add(store.of(authority));
        }
        assertEquals(1, different.size());
    }
}
