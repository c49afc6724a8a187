package dev.assay.verification.tee.nitro;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every shared Nitro document has its verdict, and each that is refused is refused at its stage. */
class NitroVectorsTest {

    private static final Instant ANY_TIME = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant YEARS_LATER = Instant.parse("2036-01-01T00:00:00Z");

    private static final NitroPolicy PRODUCTION = undecidedDebug().refuseDebug().build();
    private static final NitroPolicy DEBUG_ALLOWED =
            undecidedDebug().insecureAllowDebug().build();

    private static final Map<String, Reason> REASONS = Map.ofEntries(
            Map.entry("nitro-15d4f223", Reason.EVIDENCE_SIGNATURE),
            Map.entry("nitro-4164bfae", Reason.CERTIFICATE_MALFORMED),
            Map.entry("nitro-7df2cdc0", Reason.EVIDENCE_SIGNATURE),
            Map.entry("nitro-e388022c", Reason.MALFORMED),
            Map.entry("nitro-a05aa73a", Reason.MALFORMED),
            Map.entry("syn-o-nitro-leaf-expired", Reason.CERTIFICATE_EXPIRED),
            Map.entry("syn-o-nitro-leaf-not-yet", Reason.CERTIFICATE_NOT_YET_VALID),
            Map.entry("syn-o-nitro-intermediate-not-ca", Reason.CERTIFICATE_ROLE),
            Map.entry("syn-o-nitro-leaf-is-ca", Reason.CERTIFICATE_ROLE),
            Map.entry("syn-o-nitro-leaf-keycertsign", Reason.CERTIFICATE_ROLE),
            Map.entry("syn-o-nitro-leaf-no-digitalsignature", Reason.CERTIFICATE_ROLE),
            Map.entry("syn-o-nitro-cabundle-no-root", Reason.ROOT_UNTRUSTED),
            Map.entry("syn-o-nitro-cabundle-empty", Reason.EVIDENCE_FIELD_INVALID),
            Map.entry("syn-o-nitro-alg-es256", Reason.EVIDENCE_ALGORITHM),
            Map.entry("syn-o-nitro-alg-unprotected-only", Reason.EVIDENCE_ALGORITHM),
            Map.entry("syn-o-nitro-leaf-p256", Reason.CERTIFICATE_ALGORITHM),
            Map.entry("syn-o-nitro-payload-trailing", Reason.MALFORMED),
            Map.entry("syn-o-nitro-trailing", Reason.MALFORMED),
            Map.entry("syn-o-nitro-pcr-index-32", Reason.EVIDENCE_FIELD_INVALID),
            Map.entry("syn-o-nitro-digest-sha512", Reason.EVIDENCE_FIELD_INVALID),
            Map.entry("syn-o-nitro-module-empty", Reason.EVIDENCE_FIELD_INVALID),
            Map.entry("syn-o-nitro-timestamp-zero", Reason.EVIDENCE_FIELD_INVALID),
            Map.entry("syn-o-nitro-missing-pcrs", Reason.EVIDENCE_FIELD_MISSING),
            Map.entry("syn-o-nitro-missing-certificate", Reason.EVIDENCE_FIELD_MISSING),
            Map.entry("syn-o-nitro-user-data-1025", Reason.EVIDENCE_FIELD_INVALID),
            Map.entry("syn-o-nitro-wrong-key", Reason.EVIDENCE_SIGNATURE),
            Map.entry("syn-o-nitro-zero-signature", Reason.EVIDENCE_SIGNATURE),
            Map.entry("syn-o-nitro-der-signature", Reason.EVIDENCE_SIGNATURE),
            Map.entry("syn-o-nitro-payload-tampered", Reason.EVIDENCE_SIGNATURE),
            Map.entry("syn-o-nitro-cbor-deep-nesting", Reason.TOO_LARGE),
            Map.entry("syn-o-nitro-cbor-huge-length", Reason.MALFORMED),
            Map.entry("syn-o-nitro-forged-root", Reason.ROOT_UNTRUSTED));

    /** Here and not in a factory: a factory that gives up is no test at all, and nobody would see what was skipped. */
    @BeforeAll
    static void needsVectors() {
        NitroVectors.all();
    }

    @TestFactory
    Stream<DynamicTest> everyDocumentHasItsVerdict() {
        return NitroVectors.all().stream()
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    Verdict<VerifiedNitro> verdict =
                            verify(vector, PRODUCTION, vector.time().orElse(ANY_TIME));
                    if (vector.isDebug()) {
                        rejected(Reason.EVIDENCE_DEBUG, verdict);
                    } else if (isAccepted(vector)) {
                        assertGenuine(vector, verified(verdict));
                    } else {
                        rejected(
                                Objects.requireNonNull(REASONS.get(vector.id()), "a reason for " + vector.id()),
                                verdict);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> debugDocumentsPassWhenAllowed() {
        return NitroVectors.all().stream()
                .filter(NitroVectors.Case::isDebug)
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    VerifiedNitro evidence =
                            verified(verify(vector, DEBUG_ALLOWED, vector.time().orElseThrow()));
                    assertTrue(evidence.debug());
                    assertGenuine(vector, evidence);
                }));
    }

    @TestFactory
    Stream<DynamicTest> genuineDocumentsAreBoundToTheirTime() {
        return NitroVectors.all().stream()
                .filter(NitroVectorsTest::isAccepted)
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    Instant time = vector.time().orElseThrow();
                    Instant before = vector.validFrom()
                            .orElse(time.minus(Duration.ofDays(30)))
                            .minusSeconds(1);
                    Instant after = vector.validUntil()
                            .orElse(time.plus(Duration.ofHours(3)))
                            .plusSeconds(1);
                    rejected(Reason.CERTIFICATE_NOT_YET_VALID, verify(vector, DEBUG_ALLOWED, before));
                    rejected(Reason.CERTIFICATE_EXPIRED, verify(vector, DEBUG_ALLOWED, after));
                    rejected(Reason.CERTIFICATE_EXPIRED, verify(vector, DEBUG_ALLOWED, YEARS_LATER));
                }));
    }

    @TestFactory
    Stream<DynamicTest> genuineDocumentsAreAcceptedAtBothEndsOfTheirValidity() {
        return NitroVectors.all().stream()
                .filter(vector -> isAccepted(vector) && vector.validFrom().isPresent())
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    NitroPolicy patient = NitroPolicy.builder()
                            .anyMeasurement()
                            .insecureAllowDebug()
                            .freshness(Freshness.keyBinding(Duration.ofDays(1)))
                            .clockSkew(Duration.ofDays(1))
                            .build();
                    verified(verify(vector, patient, vector.validFrom().orElseThrow()));
                    verified(verify(vector, patient, vector.validUntil().orElseThrow()));
                }));
    }

    private static void assertGenuine(NitroVectors.Case vector, VerifiedNitro evidence) {
        assertFalse(evidence.simulated());
        assertEquals(Digest.sha256(vector.evidence()), evidence.digest());
    }

    /** The index leaves two cases to the verifier's documentation: open maps and unsigned headers are read, not refused. */
    private static boolean isAccepted(NitroVectors.Case vector) {
        return vector.isValid()
                || vector.id().equals("syn-o-nitro-indefinite-map")
                || vector.id().equals("syn-o-nitro-unprotected-nonempty");
    }

    private static Verdict<VerifiedNitro> verify(NitroVectors.Case vector, NitroPolicy policy, Instant now) {
        return NitroVerifier.verify(vector.evidence(), vector.anchors(), policy, now);
    }

    private static NitroPolicy.Builder undecidedDebug() {
        return NitroPolicy.builder()
                .anyMeasurement()
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ofMinutes(1));
    }
}
