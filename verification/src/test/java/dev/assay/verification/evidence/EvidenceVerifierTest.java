package dev.assay.verification.evidence;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedVendors;
import dev.assay.verification.Digest;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.tee.EndorsementParts;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The front door, with evidence of every kind. */
class EvidenceVerifierTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final Digest NONCE = Digest.sha256(new byte[] {1});
    private static final Digest OTHER_NONCE = Digest.sha256(new byte[] {2});
    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final SimulatedVendors VENDORS = SimulatedVendors.create(new SecureRandom(), NOW);
    private static final EnclaveKeys KEYS = keys(NOW.minus(Duration.ofMinutes(10)));

    static EnclaveKeys keys(Instant from) {
        byte[] hpkeKey = new byte[32];
        hpkeKey[0] = 9;
        return new EnclaveKeys(
                SigningKey.generate(new SecureRandom()).publicKey(), hpkeKey, from, from.plus(Duration.ofHours(12)));
    }

    private static AppraisalPolicy policy(Freshness freshness) {
        return Policies.open(freshness);
    }

    private static AppraisalPolicy recent() {
        return policy(Freshness.keyBinding(MAX_AGE));
    }

    private static Verdict<VerifiedEvidence> verify(EvidenceBundle bundle, AppraisalPolicy policy) {
        return EvidenceVerifier.verify(bundle.encode(), VENDORS.trust(), policy, NOW);
    }

    /** Those by which an enclave binds keys. */
    static Set<EvidenceKind> binding() {
        return EnumSet.complementOf(EnumSet.of(EvidenceKind.NVIDIA));
    }

    /** Those that hash what they bind; Nitro's documents have fields for it. */
    static Set<EvidenceKind> hashing() {
        return EnumSet.complementOf(EnumSet.of(EvidenceKind.AWS_NITRO, EvidenceKind.AWS_NITROTPM, EvidenceKind.NVIDIA));
    }

    /** Those with report data, of whoever chooses it. */
    static Set<EvidenceKind> carrying() {
        return EnumSet.complementOf(EnumSet.of(EvidenceKind.AWS_NITRO, EvidenceKind.AWS_NITROTPM));
    }

    @ParameterizedTest
    @MethodSource("binding")
    void acceptsFreshKeysOfEachKind(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, KEYS, Optional.empty());
        VerifiedEvidence evidence = simulated(verify(bundle, recent()));
        assertEquals(Optional.of(KEYS), evidence.keys());
        assertEquals(kind.label(), evidence.tee());
        assertTrue(evidence.simulated());
        assertFalse(evidence.measurements().isEmpty());
        VerifiedEvidence again = simulated(EvidenceVerifier.verifyAgain(evidence, VENDORS.trust(), recent(), NOW));
        assertEquals(evidence.digest(), again.digest());
    }

    @ParameterizedTest
    @MethodSource("binding")
    void acceptsTheVerifiersNonceOfEachKind(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, KEYS, Optional.of(NONCE));
        assertEquals(
                Optional.of(KEYS),
                simulated(verify(bundle, policy(Freshness.nonce(NONCE)))).keys());
        simulated(verify(bundle, recent()));
    }

    @ParameterizedTest
    @MethodSource("binding")
    void rejectsAnotherNonceOfEachKind(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, KEYS, Optional.of(NONCE));
        rejected(Reason.EVIDENCE_NONCE_MISMATCH, verify(bundle, policy(Freshness.nonce(OTHER_NONCE))));
        rejected(
                Reason.EVIDENCE_NONCE_MISSING,
                verify(VENDORS.attest(kind, KEYS, Optional.empty()), policy(Freshness.nonce(NONCE))));
    }

    @ParameterizedTest
    @MethodSource("carrying")
    void acceptsTheVerifiersNonceOfForeignCodeAndNoOther(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, NONCE);
        assertEquals(
                Optional.empty(),
                simulated(verify(bundle, policy(Freshness.nonce(NONCE)))).keys());
        assertTrue(Set.of(Reason.EVIDENCE_NONCE_MISMATCH, Reason.EVIDENCE_REPORT_DATA)
                .contains(reasons(verify(bundle, policy(Freshness.nonce(OTHER_NONCE))))
                        .getFirst()));
    }

    @ParameterizedTest
    @MethodSource("hashing")
    void acceptsReportDataThatTheCallerKnowsAndNoOther(EvidenceKind kind) {
        byte[] known = new byte[64];
        System.arraycopy(NONCE.bytes(), 0, known, 0, 32);
        EvidenceBundle bundle = VENDORS.attest(kind, NONCE);
        Verdict<VerifiedEvidence> verdict = verify(bundle, policy(Freshness.reportData(known)));
        if (Set.of(EvidenceKind.NVIDIA, EvidenceKind.AZURE_SNP_VTPM, EvidenceKind.AZURE_TDX_VTPM, EvidenceKind.GCP_VTPM)
                .contains(kind)) {
            assertTrue(reasons(verdict).contains(Reason.EVIDENCE_REPORT_DATA));
        } else {
            simulated(verdict);
        }
        known[63]++;
        assertFalse(reasons(verify(bundle, policy(Freshness.reportData(known)))).isEmpty());
        EvidenceBundle binding = VENDORS.attest(kind, KEYS, Optional.empty());
        assertFalse(
                reasons(verify(binding, policy(Freshness.reportData(known)))).isEmpty());
    }

    /** A quote has no time in it: without keys nobody can tell how old it is. */
    @ParameterizedTest
    @MethodSource("carrying")
    void rejectsRecordingsThatOnlyClaimToBeRecent(EvidenceKind kind) {
        rejected(Reason.EVIDENCE_AGE_UNKNOWN, verify(VENDORS.attest(kind, NONCE), recent()));
    }

    @ParameterizedTest
    @MethodSource("binding")
    void rejectsKeysThatHaveEndedOrAreOld(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, keys(NOW.minus(Duration.ofHours(13))), Optional.empty());
        assertTrue(reasons(verify(bundle, recent())).contains(Reason.ENCLAVE_KEYS_EXPIRED));
    }

    @ParameterizedTest
    @MethodSource("hashing")
    void rejectsKeysThatWereMadeLongAgo(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, keys(NOW.minus(Duration.ofHours(2))), Optional.empty());
        rejected(Reason.EVIDENCE_STALE, verify(bundle, recent()));
    }

    /** The attack: genuine evidence, and the attacker's keys beside it. */
    @ParameterizedTest
    @MethodSource("hashing")
    void rejectsKeysThatTheEvidenceDoesNotBind(EvidenceKind kind) {
        EvidenceBundle genuine = VENDORS.attest(kind, KEYS, Optional.empty());
        EvidenceBundle forged = EvidenceBundle.of(kind, genuine.evidence(), genuine.endorsements())
                .binding(keys(NOW.minus(Duration.ofMinutes(1))), Optional.empty());
        assertTrue(Set.of(Reason.EVIDENCE_NONCE_MISMATCH, Reason.EVIDENCE_REPORT_DATA)
                .contains(reasons(verify(forged, recent())).getFirst()));
    }

    /** The attack: a nonce that the TEE never saw, written beside what it signed. */
    @ParameterizedTest
    @MethodSource("hashing")
    void rejectsNoncesThatTheEvidenceDoesNotBind(EvidenceKind kind) {
        EvidenceBundle genuine = VENDORS.attest(kind, KEYS, Optional.empty());
        EvidenceBundle forged = EvidenceBundle.of(kind, genuine.evidence(), genuine.endorsements())
                .binding(KEYS, Optional.of(NONCE));
        assertFalse(reasons(verify(forged, policy(Freshness.nonce(NONCE)))).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("binding")
    void neverBelievesASimulatedMachineUnderHardwaresRoots(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, KEYS, Optional.empty());
        TrustStore pinned = TrustStore.production();
        for (Authority authority : Authority.values()) {
            pinned = pinned.with(authority, TrustAnchors.pinned(VENDORS.roots()));
        }
        for (TrustStore hardware : List.of(TrustStore.production(), pinned)) {
            assertFalse(reasons(EvidenceVerifier.verify(bundle, hardware, recent(), NOW))
                    .isEmpty());
        }
    }

    /** Each authority vouches for its own kind alone. */
    @ParameterizedTest
    @MethodSource("binding")
    void refusesARootOfAnotherAuthority(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, KEYS, Optional.empty());
        Authority other = kind == EvidenceKind.GCP_VTPM ? Authority.AZURE_VTPM : Authority.GOOGLE_VTPM;
        TrustStore wrong = TrustStore.only(other, TrustAnchors.insecureSimulated(VENDORS.roots()));
        rejected(Reason.ROOT_UNTRUSTED, EvidenceVerifier.verify(bundle, wrong, recent(), NOW));
    }

    @ParameterizedTest
    @MethodSource("binding")
    void refusesKindsThatThePolicyDoesNotName(EvidenceKind kind) {
        AppraisalPolicy other = kind == EvidenceKind.ARM_CCA
                ? AppraisalPolicy.builder()
                        .freshness(Freshness.keyBinding(MAX_AGE))
                        .clockSkew(Duration.ZERO)
                        .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
                        .build()
                : AppraisalPolicy.builder()
                        .freshness(Freshness.keyBinding(MAX_AGE))
                        .clockSkew(Duration.ZERO)
                        .cca(cca -> cca.anyMeasurement()
                                .insecureAnyPlatformSoftware()
                                .requireSecured()
                                .anyPersonalizationValue())
                        .build();
        rejected(Reason.EVIDENCE_KIND_REFUSED, verify(VENDORS.attest(kind, KEYS, Optional.empty()), other));
    }

    /** The attack: any GPU signs the hash of keys that a program on any host has made. */
    @Test
    void aGpuAloneBindsNobodysKeys() {
        EvidenceBundle gpu = VENDORS.attest(
                EvidenceKind.NVIDIA, ReportData.of(KEYS, Optional.of(NONCE)).narrow());
        assertThrows(IllegalArgumentException.class, () -> gpu.binding(KEYS, Optional.of(NONCE)));
        EvidenceBundle forged = EvidenceBundle.of(EvidenceKind.INTEL_TDX, gpu.evidence(), gpu.endorsements())
                .binding(KEYS, Optional.of(NONCE));
        assertFalse(reasons(verify(forged, recent())).isEmpty());
        assertThrows(
                IllegalArgumentException.class,
                () -> new EvidenceBundle(
                        EvidenceKind.INTEL_TDX,
                        gpu.evidence(),
                        gpu.endorsements(),
                        Optional.empty(),
                        Optional.of(NONCE)));
    }

    /** The attack: an SGX enclave's quote under the name of a trust domain's, for which other rules hold. */
    @Test
    void rejectsAQuoteOfAnotherKindThanItIsCalled() {
        EvidenceBundle enclave = VENDORS.attest(EvidenceKind.INTEL_SGX, KEYS, Optional.empty());
        EvidenceBundle renamed = EvidenceBundle.of(EvidenceKind.INTEL_TDX, enclave.evidence(), enclave.endorsements())
                .binding(KEYS, Optional.empty());
        rejected(Reason.EVIDENCE_KIND_REFUSED, verify(renamed, recent()));
    }

    @ParameterizedTest
    @MethodSource("hashing")
    void rejectsEvidenceWithoutItsEndorsements(EvidenceKind kind) {
        EvidenceBundle bare = EvidenceBundle.of(
                        kind, VENDORS.attest(kind, KEYS, Optional.empty()).evidence(), EndorsementParts.none())
                .binding(KEYS, Optional.empty());
        assertFalse(reasons(verify(bare, recent())).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("binding")
    void rejectsEndorsementsThatNobodyReads(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, KEYS, Optional.empty());
        EvidenceBundle more = new EvidenceBundle(
                kind,
                bundle.evidence(),
                bundle.endorsements().with("waiver", new byte[1]),
                bundle.keys(),
                bundle.nonce());
        rejected(Reason.MALFORMED, EvidenceVerifier.verify(more, VENDORS.trust(), recent(), NOW));
    }

    @Test
    void reportsFreshnessBesideWhatElseIsWrong() {
        EvidenceBundle old =
                VENDORS.attest(EvidenceKind.AMD_SEV_SNP, keys(NOW.minus(Duration.ofHours(2))), Optional.empty());
        AppraisalPolicy policy = Policies.snpOf(new byte[48], Freshness.keyBinding(MAX_AGE));
        assertEquals(List.of(Reason.EVIDENCE_MEASUREMENT, Reason.EVIDENCE_STALE), reasons(verify(old, policy)));
    }

    @ParameterizedTest
    @MethodSource("binding")
    void inspectsWhatNoPolicyAccepts(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, KEYS, Optional.of(NONCE));
        Attested attested = simulated(EvidenceVerifier.inspect(bundle, VENDORS.trust(), NOW));
        assertEquals(kind.label(), attested.tee());
        assertEquals(
                !Set.of(EvidenceKind.AWS_NITRO, EvidenceKind.AWS_NITROTPM).contains(kind),
                attested.reportData().isPresent());
        rejected(
                Reason.ROOT_UNTRUSTED,
                EvidenceVerifier.inspect(
                        bundle,
                        TrustStore.only(
                                kind == EvidenceKind.GCP_VTPM ? Authority.AWS_NITRO : Authority.GOOGLE_VTPM,
                                TrustAnchors.insecureSimulated(VENDORS.roots())),
                        NOW));
    }

    @ParameterizedTest
    @MethodSource("binding")
    void bundlesComeBackAsTheyWere(EvidenceKind kind) {
        EvidenceBundle bundle = VENDORS.attest(kind, KEYS, Optional.of(NONCE));
        EvidenceBundle read = verified(EvidenceBundle.parse(bundle.encode()));
        assertEquals(kind, read.kind());
        assertEquals(bundle.keys(), read.keys());
        assertEquals(bundle.nonce(), read.nonce());
        assertArrayEquals(bundle.evidence(), read.evidence());
        assertArrayEquals(bundle.encode(), read.encode());
    }

    @Test
    void aStoreNeverMixesHardwareAndSimulation() {
        TrustAnchors simulated = TrustAnchors.insecureSimulated(Set.of(NONCE));
        assertThrows(
                IllegalArgumentException.class, () -> TrustStore.production().with(Authority.AWS_NITRO, simulated));
        assertThrows(
                IllegalArgumentException.class,
                () -> VENDORS.trust().with(Authority.AWS_NITRO, TrustAnchors.awsNitro()));
    }

    static Stream<EvidenceKind> mutated() {
        return binding().stream().filter(kind -> kind != EvidenceKind.AWS_NITRO);
    }

    /** Whatever bytes change, it is a verdict; the labels and lengths of the bundle are under nobody's signature. */
    @ParameterizedTest
    @MethodSource("mutated")
    void mutatedBundlesAlwaysGetAVerdict(EvidenceKind kind) {
        byte[] bundle = VENDORS.attest(kind, KEYS, Optional.of(NONCE)).encode();
        Random random = new Random(kind.ordinal());
        AppraisalPolicy policy = recent();
        for (int i = 0; i < 60; i++) {
            byte[] changed = bundle.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            if (EvidenceVerifier.verify(changed, VENDORS.trust(), policy, NOW)
                    instanceof Verdict.Simulated<VerifiedEvidence>(VerifiedEvidence evidence)) {
                assertEquals(Optional.of(KEYS), evidence.keys());
            }
        }
    }

    /** Only the shape: 20 000 of them, without the cost of signatures. */
    @Test
    void mutatedBundlesAreParsedOrRefused() {
        byte[] bundle = VENDORS.attest(EvidenceKind.AMD_SEV_SNP, KEYS, Optional.of(NONCE))
                .encode();
        Random random = new Random(20_000);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = bundle.clone();
            changed[random.nextInt(i % 2 == 0 ? 600 : changed.length)] = (byte) random.nextInt();
            byte[] cut =
                    random.nextInt(8) == 0 ? java.util.Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
            Verdict<EvidenceBundle> verdict = EvidenceBundle.parse(cut);
            assertInstanceOf(Verdict.class, verdict);
        }
        rejected(Reason.TOO_LARGE, EvidenceBundle.parse(new byte[EvidenceBundle.MAX_BYTES + 1]));
    }

    private static List<Reason> reasons(Verdict<?> verdict) {
        return assertInstanceOf(Verdict.Rejected.class, verdict, verdict::toString).findings().stream()
                .map(finding -> ((Finding) finding).reason())
                .toList();
    }
}
