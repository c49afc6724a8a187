package dev.assay.verification.tee.cca;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.cca.FaultyCca.CHALLENGE;
import static dev.assay.verification.tee.cca.FaultyCca.RIM;
import static dev.assay.verification.tee.cca.FaultyCca.filled;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CcaAppraisalTest {

    private static final PlatformSoftware SOFTWARE =
            new PlatformSoftware(filled(32, 2), new byte[] {3}, List.of(component(4), component(5)));

    private final FaultyCca cca = new FaultyCca();

    @Test
    void acceptsWhatThePolicyNames() {
        VerifiedCca verified = verified(appraise(policy -> exact(policy)));
        assertEquals("arm-cca", verified.tee());
        assertFalse(verified.simulated());
        assertFalse(verified.debug());
        assertEquals(Lifecycle.SECURED, verified.lifecycle());
        assertArrayEquals(CHALLENGE, verified.challenge());
        assertArrayEquals(filled(64, 6), verified.personalizationValue());
        assertEquals(
                Set.of("rim", "rem0", "rem1", "rem2", "rem3"),
                verified.measurements().keySet());
        assertArrayEquals(RIM, verified.measurements().get("rim"));
        assertArrayEquals(filled(32, 13), verified.measurements().get("rem3"));
        assertArrayEquals(filled(33, 1), verified.instanceId());
        assertArrayEquals(filled(32, 2), verified.implementationId());
        assertArrayEquals(new byte[] {3}, verified.platformConfig());
        assertEquals(
                Optional.of("BL4"), verified.platformComponents().getFirst().type());
    }

    @Test
    void nobodyChangesWhatWasVerified() {
        byte[] token = cca.token();
        VerifiedCca verified = verified(verified(FaultyCca.verify(token)).appraise(FaultyCca.anything()));
        assertEquals(Digest.sha256(token), verified.digest());
        verified.challenge()[0] ^= 1;
        verified.measurements().values().forEach(measurement -> measurement[0] ^= 1);
        verified.platformComponents().getFirst().measurement()[0] ^= 1;
        assertArrayEquals(CHALLENGE, verified.challenge());
        assertArrayEquals(RIM, verified.measurements().get("rim"));
        assertArrayEquals(
                filled(32, 4), verified.platformComponents().getFirst().measurement());
    }

    @Test
    void rejectsEveryLifecycleButTheSecuredOne() {
        for (Lifecycle lifecycle : Lifecycle.values()) {
            int claim = (lifecycle.ordinal() << 12) + 0xFF;
            FaultyCca other = new FaultyCca().putPlatform(2395, cbor -> cbor.uint(claim));
            if (lifecycle == Lifecycle.SECURED) {
                verified(appraise(other, FaultyCca.anything()));
            } else {
                rejected(Reason.CCA_LIFECYCLE, appraise(other, FaultyCca.anything()));
            }
        }
    }

    @Test
    void acceptsADebuggedPlatformOnlyWhenTold() {
        cca.putPlatform(2395, cbor -> cbor.uint(0x4000));
        CcaPolicy policy = any(CcaPolicy.builder().insecureAnyLifecycle()).build();
        VerifiedCca verified = verified(appraise(cca, policy));
        assertTrue(verified.debug());
        assertEquals(Lifecycle.NON_ROOT_OF_TRUST_DEBUG, verified.lifecycle());
    }

    @Test
    void rejectsOtherCode() {
        byte[] other = filled(32, 99);
        rejected(Reason.EVIDENCE_MEASUREMENT, appraise(measured(other, Map.of())));
        rejected(Reason.EVIDENCE_MEASUREMENT, appraise(measured(RIM, Map.of(0, filled(32, 10), 3, other))));
        rejected(Reason.EVIDENCE_MEASUREMENT, appraise(measured(Arrays.copyOf(RIM, 48), Map.of())));
        verified(appraise(measured(RIM, Map.of(0, filled(32, 10), 3, filled(32, 13)))));
        verified(appraise(
                policy -> measured(RIM, Map.of()).apply(policy).measurement(new RealmMeasurements(other, Map.of()))));
    }

    private static UnaryOperator<CcaPolicy.Builder> measured(byte[] rim, Map<Integer, byte[]> rems) {
        return policy -> policy.measurement(new RealmMeasurements(rim, rems))
                .insecureAnyPlatformSoftware()
                .anyPersonalizationValue()
                .insecureAnyChallenge();
    }

    @Test
    void rejectsOtherPlatformSoftware() {
        byte[] config = {3};
        refusedSoftware(new PlatformSoftware(filled(32, 3), config, SOFTWARE.components()));
        refusedSoftware(new PlatformSoftware(filled(32, 2), new byte[] {4}, SOFTWARE.components()));
        refusedSoftware(new PlatformSoftware(filled(32, 2), config, List.of(component(4))));
        refusedSoftware(new PlatformSoftware(filled(32, 2), config, List.of(component(4), component(5), component(6))));
        refusedSoftware(new PlatformSoftware(filled(32, 2), config, List.of(component(4), component(6))));
        refusedSoftware(new PlatformSoftware(filled(32, 2), config, List.of(component(5), component(4))));
        SoftwareComponent otherSigner = new SoftwareComponent(
                Optional.of("BL4"), Optional.empty(), filled(32, 4), filled(32, 8), Optional.empty());
        refusedSoftware(new PlatformSoftware(filled(32, 2), config, List.of(otherSigner, component(5))));
    }

    private void refusedSoftware(PlatformSoftware software) {
        rejected(
                Reason.CCA_PLATFORM_SOFTWARE,
                appraise(policy -> policy.platformSoftware(software)
                        .anyMeasurement()
                        .anyPersonalizationValue()
                        .insecureAnyChallenge()));
    }

    @Test
    void rejectsOtherChallengesAndPersonalizationValues() {
        rejected(Reason.EVIDENCE_NONCE_MISMATCH, appraise(policy -> challenged(policy, filled(64, 8))));
        rejected(Reason.EVIDENCE_NONCE_MISMATCH, appraise(policy -> challenged(policy, filled(32, 7))));
        rejected(
                Reason.CCA_PERSONALIZATION,
                appraise(policy -> policy.personalizationValue(new byte[64])
                        .anyMeasurement()
                        .insecureAnyPlatformSoftware()
                        .insecureAnyChallenge()));
    }

    /** RMM, A7.2.2: a shorter challenge is padded with zeros. */
    @Test
    void comparesShortChallengesWithTheirPadding() {
        byte[] padded = Arrays.copyOf(filled(32, 7), 64);
        cca.putRealm(10, cbor -> cbor.bytes(padded));
        verified(appraise(policy -> challenged(policy, filled(32, 7))));
        rejected(Reason.EVIDENCE_NONCE_MISMATCH, appraise(policy -> challenged(policy, filled(31, 7))));
    }

    private static CcaPolicy.Builder challenged(CcaPolicy.Builder policy, byte[] challenge) {
        return policy.challenge(challenge)
                .anyMeasurement()
                .insecureAnyPlatformSoftware()
                .anyPersonalizationValue();
    }

    @Test
    void namesEveryCheckThatFails() {
        cca.putPlatform(2395, cbor -> cbor.uint(0x6000));
        cca.putPlatform(2401, cbor -> cbor.bytes(new byte[0]));
        cca.putRealm(44238, cbor -> cbor.bytes(filled(48, 1)));
        cca.putRealm(44235, cbor -> cbor.bytes(filled(64, 1)));
        cca.putRealm(10, cbor -> cbor.bytes(filled(64, 1)));
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, appraise(policy -> exact(policy)));
        assertEquals(
                List.of(
                        Reason.CCA_LIFECYCLE,
                        Reason.CCA_PLATFORM_SOFTWARE,
                        Reason.EVIDENCE_MEASUREMENT,
                        Reason.CCA_PERSONALIZATION,
                        Reason.EVIDENCE_NONCE_MISMATCH),
                rejected.findings().stream().map(Finding::reason).toList());
    }

    @Test
    void aPolicyDecidesEveryField() {
        assertThrows(IllegalArgumentException.class, () -> CcaPolicy.builder().build());
        List<UnaryOperator<CcaPolicy.Builder>> decisions = List.of(
                CcaPolicy.Builder::requireSecured,
                CcaPolicy.Builder::anyMeasurement,
                CcaPolicy.Builder::insecureAnyPlatformSoftware,
                CcaPolicy.Builder::anyPersonalizationValue,
                CcaPolicy.Builder::insecureAnyChallenge);
        for (UnaryOperator<CcaPolicy.Builder> omitted : decisions) {
            CcaPolicy.Builder builder = CcaPolicy.builder();
            for (UnaryOperator<CcaPolicy.Builder> decision : decisions) {
                builder = decision == omitted ? builder : decision.apply(builder);
            }
            assertThrows(IllegalArgumentException.class, builder::build);
            omitted.apply(builder).build();
        }
    }

    @Test
    void aPolicyDoesNotDecideBothWays() {
        CcaPolicy.Builder builder = any(CcaPolicy.builder().requireSecured());
        assertThrows(IllegalArgumentException.class, builder::insecureAnyLifecycle);
        builder.measurement(new RealmMeasurements(RIM, Map.of()));
        assertThrows(IllegalArgumentException.class, builder::build);
        CcaPolicy.Builder platforms = any(CcaPolicy.builder().requireSecured()).platformSoftware(SOFTWARE);
        assertThrows(IllegalArgumentException.class, platforms::build);
    }

    @Test
    void aPolicyRefusesWhatNoTokenHas() {
        CcaPolicy.Builder builder = CcaPolicy.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.challenge(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> builder.challenge(new byte[65]));
        assertThrows(IllegalArgumentException.class, () -> builder.personalizationValue(new byte[63]));
        assertThrows(IllegalArgumentException.class, () -> new RealmMeasurements(new byte[20], Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new RealmMeasurements(RIM, Map.of(4, RIM)));
        assertThrows(IllegalArgumentException.class, () -> new PlatformSoftware(RIM, RIM, List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> new PlatformSoftware(new byte[31], RIM, List.of(component(1))));
    }

    private static CcaPolicy.Builder any(CcaPolicy.Builder policy) {
        return policy.anyMeasurement()
                .insecureAnyPlatformSoftware()
                .anyPersonalizationValue()
                .insecureAnyChallenge();
    }

    private static CcaPolicy.Builder exact(CcaPolicy.Builder policy) {
        return policy.measurement(new RealmMeasurements(RIM, Map.of(1, filled(32, 11))))
                .platformSoftware(SOFTWARE)
                .personalizationValue(filled(64, 6))
                .challenge(CHALLENGE);
    }

    private static SoftwareComponent component(int fill) {
        return new SoftwareComponent(
                Optional.empty(), Optional.empty(), filled(32, fill), filled(32, 9), Optional.empty());
    }

    private Verdict<VerifiedCca> appraise(UnaryOperator<CcaPolicy.Builder> decide) {
        return appraise(cca, decide.apply(FaultyCca.policy()).build());
    }

    private static Verdict<VerifiedCca> appraise(FaultyCca cca, CcaPolicy policy) {
        return verified(cca.verify()).appraise(policy);
    }
}
