package dev.assay.verification.tee.vtpm;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.eventlog.SecureBoot;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GcpVectorsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String INSTANCE =
            "projects/google.com:wuale-gcp-testing/zones/us-central1-a/instances/6797026933021542085";

    @BeforeAll
    static void vectorsAreHere() {
        Vectors.assumePresent();
    }

    private static byte[] noNonce() {
        return Vectors.file("gcp-vtpm/open/gce-cos-85-no-nonce.pb");
    }

    private static Verdict<GenuineVtpm> verify(byte[] evidence, Instant now) {
        return GcpVtpmVerifier.verify(
                evidence,
                AkEndorsements.insecureWithoutRevocation(Vectors.googleAuthorities()),
                TrustAnchors.googleVtpm(),
                now);
    }

    @Test
    void acceptsAMachineOfGooglesWithItsEventLog() {
        GenuineVtpm vtpm = verified(verify(noNonce(), NOW));
        assertEquals("gcp-vtpm", vtpm.tee());
        assertFalse(vtpm.simulated());
        assertEquals(3, vtpm.quotes().size());
        assertEquals(SecureBoot.ON, vtpm.secureBoot());
        assertEquals(Optional.of(INSTANCE), vtpm.instance());
        assertArrayEquals(
                HexFormat.of().parseHex("0f35c214608d93c7a6e68ae7359b4a8be5a0e99eea9107ece427c4dea4e439cf"),
                vtpm.measurements().get("sha256:0"));
        VtpmPolicy policy = VtpmPolicy.builder()
                .pcrs(Map.of("sha256:0", vtpm.measurements().get("sha256:0")))
                .insecureAnyNonce()
                .requireSecureBoot()
                .waiveKeyRevocationLists()
                .requireEventLog()
                .instance(INSTANCE)
                .build();
        assertEquals(INSTANCE, verified(vtpm.appraise(policy)).instance().orElseThrow());
    }

    @Test
    void readsTheNonceThatWasQuoted() {
        GenuineVtpm vtpm = verified(verify(Vectors.file("gcp-vtpm/open/gce-cos-85-nonce9009.pb"), NOW));
        assertArrayEquals(new byte[] {(byte) 0x90, 0x09}, vtpm.nonce());
    }

    @Test
    void rejectsItOutOfTheCertificatesTime() {
        rejected(Reason.CERTIFICATE_NOT_YET_VALID, verify(noNonce(), Instant.parse("2021-08-31T23:11:04Z")));
        rejected(Reason.CERTIFICATE_EXPIRED, verify(noNonce(), Instant.parse("2051-08-24T23:16:06Z")));
        verified(verify(noNonce(), Instant.parse("2021-08-31T23:11:05Z")));
        verified(verify(noNonce(), Instant.parse("2051-08-24T23:16:05Z")));
    }

    @Test
    void rejectsItWithoutTheIssuersCertificate() {
        AkEndorsements none = AkEndorsements.insecureWithoutRevocation(List.of());
        rejected(Reason.ENDORSEMENT_MISSING, GcpVtpmVerifier.verify(noNonce(), none, TrustAnchors.googleVtpm(), NOW));
    }

    @Test
    void rejectsItWhereListsOfRevocationAreAskedForAndMissing() {
        AkEndorsements lists = AkEndorsements.withRevocation(Vectors.googleAuthorities(), List.of());
        rejected(Reason.ENDORSEMENT_MISSING, GcpVtpmVerifier.verify(noNonce(), lists, TrustAnchors.googleVtpm(), NOW));
    }

    @Test
    void rejectsItUnderAnotherCloudsRoots() {
        AkEndorsements given = AkEndorsements.insecureWithoutRevocation(Vectors.googleAuthorities());
        rejected(Reason.ROOT_UNTRUSTED, GcpVtpmVerifier.verify(noNonce(), given, TrustAnchors.azureVtpm(), NOW));
    }

    @Test
    void simulatedAnchorsRefuseAMachineOfGoogles() {
        AkEndorsements given = AkEndorsements.insecureWithoutRevocation(Vectors.googleAuthorities());
        TrustAnchors simulated =
                TrustAnchors.insecureSimulated(TrustAnchors.googleVtpm().roots());
        rejected(Reason.EVIDENCE_NOT_SIMULATED, GcpVtpmVerifier.verify(noNonce(), given, simulated, NOW));
    }
}
