package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every shared SNP report has its verdict, and each that is refused is refused at its stage. */
class SnpVectorsTest {

    private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DECADES_LATER = Instant.parse("2050-01-01T00:00:00Z");

    /** Refuses debug mode, migration agents, masked chips, and every privilege level but the highest. */
    private static final SnpPolicy STRICT = policy(0).build();
    /** VLEK vectors are of VMPL 1, and say that a policy must name it. */
    private static final SnpPolicy VMPL_1 = policy(1).build();

    private static LoosePolicy policy(int vmpl) {
        return new LoosePolicy()
                .rule(SnpFlag.DEBUG_ALLOWED, SnpPolicy.Rule.REFUSED)
                .rule(SnpFlag.MIGRATION_AGENT_ALLOWED, SnpPolicy.Rule.REFUSED)
                .mask(SnpPolicyBuilder::refuseMaskedChip)
                .vmpls(vmpl);
    }

    private static final Map<String, Reason> REASONS = Map.ofEntries(
            Map.entry("snp-377e6241", Reason.EVIDENCE_DEBUG),
            Map.entry("snp-corrupt-lit", Reason.MALFORMED),
            Map.entry("snp-badlen-lit", Reason.MALFORMED),
            Map.entry("syn-o-snp-milan-valid-mask-chip", Reason.SNP_CHIP_MASKED),
            Map.entry("syn-o-snp-milan-debug", Reason.EVIDENCE_DEBUG),
            Map.entry("syn-o-snp-milan-migrate-ma", Reason.SNP_MIGRATION_AGENT),
            Map.entry("syn-o-snp-milan-vmpl3", Reason.SNP_VMPL_REFUSED),
            Map.entry("syn-o-snp-milan-vmpl-4", Reason.SNP_VMPL_INVALID),
            Map.entry("syn-o-snp-milan-version-1", Reason.SNP_VERSION),
            Map.entry("syn-o-snp-milan-algo-2", Reason.SNP_ALGORITHM),
            Map.entry("syn-o-snp-milan-cert-tcb-lower", Reason.SNP_TCB_MISMATCH),
            Map.entry("syn-o-snp-milan-cert-tcb-higher", Reason.SNP_TCB_MISMATCH),
            Map.entry("syn-o-snp-milan-hwid-missing", Reason.SNP_CERTIFICATE_EXTENSION),
            Map.entry("syn-o-snp-milan-signing-key-none", Reason.SNP_SIGNING_KEY),
            Map.entry("syn-o-snp-milan-vlek-flag-vcek-cert", Reason.CERTIFICATE_NAME),
            Map.entry("syn-o-snp-milan-fms-mismatch", Reason.SNP_PRODUCT_MISMATCH),
            Map.entry("syn-o-snp-milan-committed-gt-current", Reason.SNP_TCB_INCONSISTENT),
            Map.entry("syn-o-snp-milan-ek-expired", Reason.CERTIFICATE_EXPIRED),
            Map.entry("syn-o-snp-milan-zero-signature", Reason.EVIDENCE_SIGNATURE),
            Map.entry("syn-o-snp-milan-signature-reserved", Reason.SNP_RESERVED),
            Map.entry("syn-o-snp-milan-tampered-measurement", Reason.EVIDENCE_SIGNATURE),
            Map.entry("syn-o-snp-milan-short", Reason.MALFORMED),
            Map.entry("syn-o-snp-milan-long", Reason.MALFORMED),
            Map.entry("syn-o-snp-milan-ask-revoked", Reason.CERTIFICATE_REVOKED),
            Map.entry("syn-o-snp-milan-forged-ark", Reason.ROOT_UNTRUSTED),
            Map.entry("syn-o-snp-milan-asvk-as-ask", Reason.SNP_SIGNING_KEY),
            Map.entry("syn-o-snp-turin-cert-tcb-lower", Reason.SNP_TCB_MISMATCH),
            Map.entry("syn-o-snp-turin-zero-signature", Reason.EVIDENCE_SIGNATURE),
            Map.entry("syn-o-snp-turin-ask-revoked", Reason.CERTIFICATE_REVOKED),
            Map.entry("syn-o-snp-turin-forged-ark", Reason.ROOT_UNTRUSTED),
            Map.entry("syn-o-snp-turin-asvk-as-ask", Reason.SNP_SIGNING_KEY));

    /** Here and not in a factory: a factory that gives up is no test at all, and nobody would see what was skipped. */
    @BeforeAll
    static void needsVectors() {
        SnpVectors.all();
    }

    @TestFactory
    Stream<DynamicTest> everyReportHasItsVerdict() {
        return SnpVectors.all().stream()
                .filter(vector -> !vector.id().endsWith("mitigation-alias-unset"))
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    Verdict<VerifiedSnp> verdict =
                            appraised(vector, vector.time().orElse(ANY_TIME));
                    if (vector.expected().startsWith("no endorsement key")) {
                        rejected(Reason.ENDORSEMENT_MISSING, verdict);
                        verified(SnpReport.parse(vector.report()));
                    } else if (isAccepted(vector)) {
                        VerifiedSnp snp = verified(verdict);
                        assertEquals(Digest.sha256(vector.report()), snp.digest());
                    } else {
                        rejected(
                                Objects.requireNonNull(REASONS.get(vector.id()), "a reason for " + vector.id()),
                                verdict);
                    }
                }));
    }

    private static boolean isAccepted(SnpVectors.Case vector) {
        return vector.isValid() && !REASONS.containsKey(vector.id());
    }

    private static Verdict<VerifiedSnp> appraised(SnpVectors.Case vector, Instant now) {
        return switch (vector.verify(now)) {
            case Verdict.Verified<GenuineSnp>(GenuineSnp genuine) ->
                genuine.appraise(
                        vector.id().startsWith("snp-") && genuine.chain().signingKey() == SnpSigningKey.VLEK
                                ? VMPL_1
                                : STRICT);
            case Verdict.Simulated<GenuineSnp>(GenuineSnp genuine) -> genuine.appraise(STRICT);
            case Verdict.Rejected<GenuineSnp> rejected -> new Verdict.Rejected<>(rejected.findings());
        };
    }

    @TestFactory
    Stream<DynamicTest> whatAPolicyDecidesPassesWhereItAllowsIt() {
        Map<String, LoosePolicy> allowing = Map.of(
                "snp-377e6241",
                policy(0).rule(SnpFlag.DEBUG_ALLOWED, SnpPolicy.Rule.ANY),
                "syn-o-snp-milan-valid-mask-chip",
                policy(0).mask(SnpPolicyBuilder::allowMaskedChip),
                "syn-o-snp-milan-vmpl3",
                policy(3),
                "syn-o-snp-milan-mitigation-alias-unset",
                policy(0));
        return SnpVectors.all().stream()
                .filter(vector -> allowing.containsKey(vector.id()))
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    GenuineSnp genuine = verified(vector.verify(vector.time().orElseThrow()));
                    verified(genuine.appraise(
                            Objects.requireNonNull(allowing.get(vector.id())).build()));
                }));
    }

    @Test
    void anUnfinishedAliasCheckIsRefusedWhereItIsRequired() {
        SnpPolicy demanding = policy(0)
                .rule(SnpFlag.ALIAS_CHECK_COMPLETE, SnpPolicy.Rule.REQUIRED)
                .build();
        SnpVectors.all().stream()
                .filter(vector -> vector.id().endsWith("mitigation-alias-unset"))
                .forEach(vector -> rejected(
                        Reason.SNP_PLATFORM,
                        verified(vector.verify(vector.time().orElseThrow())).appraise(demanding)));
    }

    @TestFactory
    Stream<DynamicTest> genuineReportsAreBoundToTheirTime() {
        return SnpVectors.all().stream()
                .filter(vector -> vector.isValid() && vector.validFrom().isPresent())
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    Instant from = vector.validFrom().orElseThrow();
                    Instant until = vector.validUntil().orElseThrow();
                    verified(vector.verify(from));
                    verified(vector.verify(until));
                    rejected(Reason.CERTIFICATE_NOT_YET_VALID, vector.verify(from.minus(Duration.ofSeconds(1))));
                    rejected(Reason.CERTIFICATE_EXPIRED, vector.verify(until.plus(Duration.ofSeconds(1))));
                    rejected(Reason.CERTIFICATE_EXPIRED, vector.verify(DECADES_LATER));
                }));
    }

    @TestFactory
    Stream<DynamicTest> hardwareIsNotSimulated() {
        return SnpVectors.all().stream()
                .filter(vector -> vector.isValid())
                .map(vector -> DynamicTest.dynamicTest(
                        vector.id(),
                        () -> rejected(
                                Reason.EVIDENCE_NOT_SIMULATED,
                                SnpVerifier.verify(
                                        vector.report(),
                                        vector.endorsements(),
                                        TrustAnchors.insecureSimulated(
                                                vector.anchors().roots()),
                                        vector.time().orElseThrow()))));
    }

    @Test
    void certificatesThatAreNotTheReportsAreRefused() {
        byte[] report = SnpVectors.file("snp/open/report-v2-7c614616.bin");
        byte[] ask = SnpVectors.file("snp/open/roots/SEV-Milan.der");
        byte[] ark = SnpVectors.file("snp/open/roots/ark-Milan.der");
        Instant time = Instant.parse("2024-01-01T00:00:00Z");
        for (String name : new String[] {"test-vcek-invalid-legacy.der", "test-vcek-invalid-new.der"}) {
            SnpEndorsements endorsements = SnpEndorsements.vcek(SnpVectors.file("snp/open/" + name), ask, ark);
            rejected(
                    Reason.CERTIFICATE_SIGNATURE,
                    SnpVerifier.verify(report, endorsements, TrustAnchors.amdSevSnp(), time));
        }
    }

    @Test
    void amdsRootsAreThoseThatArePinned() {
        for (String product : new String[] {"Milan", "Genoa", "Turin"}) {
            Digest root = Digest.sha256(SnpVectors.file("snp/open/roots/ark-" + product + ".der"));
            assertTrue(TrustAnchors.amdSevSnp().roots().contains(root), product);
        }
    }
}
