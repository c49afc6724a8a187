package dev.assay.verification.tee.nitro;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NitroTpmTest {

    private final FaultyNitro nitro = new FaultyNitro();

    private FaultyNitro tpm() {
        nitro.fields.remove("pcrs");
        return nitro.put(
                "nitrotpm_pcrs",
                cbor -> cbor.map(2).uint(4).bytes(FaultyNitro.pcr(4)).uint(7).bytes(FaultyNitro.pcr(7)));
    }

    private static Verdict<VerifiedNitroTpm> verify(FaultyNitro nitro, NitroPolicy policy) {
        return NitroTpmVerifier.verify(nitro.document(), nitro.anchors(), policy, FaultyNitro.NOW);
    }

    private static NitroPolicy pcr4(int fill) {
        return NitroPolicy.builder()
                .measurement(Map.of(4, FaultyNitro.pcr(fill)))
                .refuseDebug()
                .freshness(Freshness.keyBinding(Duration.ofMinutes(10)))
                .clockSkew(Duration.ofSeconds(30))
                .build();
    }

    @Test
    void acceptsAnInstanceByTheRegistersOfItsTpm() {
        VerifiedNitroTpm tpm = verified(verify(tpm(), pcr4(4)));
        assertEquals("aws-nitrotpm", tpm.tee());
        assertArrayEquals(FaultyNitro.pcr(7), tpm.measurements().get("sha384:7"));
    }

    @Test
    void rejectsOtherRegistersThanThePolicyNames() {
        rejected(Reason.EVIDENCE_MEASUREMENT, verify(tpm(), pcr4(5)));
    }

    /** One root signs both kinds. */
    @Test
    void neverReadsATpmsRegistersAsAnEnclaves() {
        rejected(
                Reason.EVIDENCE_FIELD_INVALID,
                tpm().verify(NitroPolicy.builder()
                        .anyMeasurement()
                        .insecureAllowDebug()
                        .freshness(Freshness.keyBinding(Duration.ofMinutes(10)))
                        .clockSkew(Duration.ofSeconds(30))
                        .build()));
    }

    @Test
    void neverReadsAnEnclavesRegistersAsATpms() {
        rejected(Reason.EVIDENCE_FIELD_INVALID, verify(nitro, FaultyNitro.POLICY));
    }

    @Test
    void rejectsADocumentWithBothKindsOfRegisters() {
        tpm().put("pcrs", cbor -> cbor.map(1).uint(0).bytes(FaultyNitro.pcr(1)));
        rejected(Reason.EVIDENCE_FIELD_INVALID, verify(nitro, FaultyNitro.POLICY));
        rejected(Reason.EVIDENCE_FIELD_INVALID, nitro.verify());
    }

    @Test
    void rejectsADocumentUnderAnotherRoot() {
        rejected(
                Reason.ROOT_UNTRUSTED,
                NitroTpmVerifier.verify(
                        tpm().document(), TrustAnchors.awsNitro(), FaultyNitro.POLICY, FaultyNitro.NOW));
    }

    @Test
    void rejectsADocumentChangedAfterSigning() {
        tpm().signatureFault = signature -> {
            signature[0] ^= 1;
            return signature;
        };
        rejected(Reason.EVIDENCE_SIGNATURE, verify(nitro, FaultyNitro.POLICY));
    }
}
