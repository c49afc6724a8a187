package dev.assay.verification.tee.vtpm;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.HclReportWriter;
import dev.assay.simulator.SimulatedAzureVtpm;
import dev.assay.simulator.SimulatedSnp;
import dev.assay.simulator.SoftwareTpm;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.eventlog.SecureBoot;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpField;
import dev.assay.verification.tee.snp.SnpFirmware;
import dev.assay.verification.tee.snp.SnpFlag;
import dev.assay.verification.tee.snp.SnpPolicy;
import dev.assay.verification.tee.snp.SnpPolicyBuilder;
import dev.assay.verification.tee.snp.SnpProduct;
import dev.assay.verification.tee.snp.SnpTcb;
import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SimulatedAzureVtpmTest {

    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    static final byte[] NONCE = "a nonce of this test".getBytes(StandardCharsets.US_ASCII);

    private static final SimulatedSnp PROCESSOR = SimulatedSnp.create(SnpProduct.MILAN, new SecureRandom(), NOW);

    private static final KeyPair KEYS =
            SoftwareTpm.withRsaKey(new SecureRandom()).keys();
    private static final KeyPair OTHER_KEYS =
            SoftwareTpm.withRsaKey(new SecureRandom()).keys();

    private final SimulatedAzureVtpm azure = on(KEYS);

    static SimulatedAzureVtpm create() {
        return on(KEYS);
    }

    private static SimulatedAzureVtpm on(KeyPair keys) {
        SecureRandom random = new SecureRandom();
        return SimulatedAzureVtpm.on(PROCESSOR, SoftwareTpm.with(keys, random), random, NOW);
    }

    private Verdict<GenuineAzureVtpm> verify(String evidence) {
        return verify(azure, evidence, anchors());
    }

    private static Verdict<GenuineAzureVtpm> verify(SimulatedAzureVtpm azure, String evidence, AzureAnchors anchors) {
        return AzureVtpmVerifier.verify(evidence.getBytes(StandardCharsets.UTF_8), endorsements(azure), anchors, NOW);
    }

    static AzureEndorsements endorsements(SimulatedAzureVtpm azure) {
        SnpEndorsements.Certificates processor = azure.processor();
        return new AzureEndorsements.Snp(
                processor.intermediate(),
                processor.root(),
                new byte[0],
                AkEndorsements.insecureWithoutRevocation(List.of(azure.keyAuthority())));
    }

    private AzureAnchors anchors() {
        return new AzureAnchors(
                TrustAnchors.insecureSimulated(Set.of(azure.hardwareRoot())),
                TrustAnchors.insecureSimulated(Set.of(azure.keyRoot())));
    }

    static SnpPolicy anySnp() {
        SnpPolicyBuilder policy = SnpPolicy.builder().any(SnpField.values());
        policy.refuse(SnpFlag.DEBUG_ALLOWED);
        for (SnpFlag flag : SnpFlag.values()) {
            if (flag != SnpFlag.DEBUG_ALLOWED) {
                policy.ignore(flag);
            }
        }
        for (SnpProduct product : SnpProduct.values()) {
            policy.product(product, SnpTcb.ANY, SnpTcb.ANY);
        }
        return policy.vmpl(0)
                .allowVcek()
                .refuseVlek()
                .refuseMaskedChip()
                .allowProvisionalFirmware()
                .waiveRevocationList()
                .minimumFirmware(SnpFirmware.ANY)
                .minimumGuestAbi(0, 0)
                .minimumGuestSvn(0)
                .requireMitigations(0)
                .build();
    }

    static AzurePolicy policy() {
        return AzurePolicy.snp(
                VtpmPolicy.builder()
                        .anyPcrs()
                        .nonce(NONCE)
                        .requireSecureBoot()
                        .waiveKeyRevocationLists()
                        .anyEventLog()
                        .anyInstance()
                        .build(),
                anySnp());
    }

    @Test
    void isSimulatedAndNeverVerified() {
        GenuineAzureVtpm genuine = simulated(verify(azure.attest(NONCE)));
        assertEquals(SecureBoot.ON, genuine.vtpm().secureBoot());
        VerifiedAzureVtpm verified = simulated(genuine.appraise(policy()));
        assertEquals("azure-snp-vtpm", verified.tee());
        assertTrue(verified.simulated());
        assertFalse(verified.debug());
        assertArrayEquals(NONCE, verified.reportData());
        assertEquals(Optional.of("SIMULATED"), verified.vtpm().instance());
        assertTrue(verified.measurements().keySet().containsAll(Set.of("measurement", "sha256:4")));
    }

    @Test
    void productionAnchorsRejectIt() {
        rejected(Reason.EVIDENCE_SIMULATED, verify(azure, azure.attest(NONCE), AzureAnchors.amdSevSnp()));
    }

    @Test
    void rootsOfHardwareAndSimulatedOnesCannotBeMixed() {
        TrustAnchors simulated = TrustAnchors.insecureSimulated(Set.of(azure.hardwareRoot()));
        assertThrows(IllegalArgumentException.class, () -> new AzureAnchors(simulated, TrustAnchors.azureVtpm()));
        assertThrows(IllegalArgumentException.class, () -> new AzureAnchors(TrustAnchors.amdSevSnp(), simulated));
    }

    @Test
    void verifiesTheCertificateOfTheKeyWhereThereIsOne() {
        simulated(verify(azure.attestWithCertificate(NONCE)));
        AzureAnchors others =
                new AzureAnchors(anchors().hardware(), TrustAnchors.insecureSimulated(Set.of(azure.hardwareRoot())));
        rejected(Reason.ROOT_UNTRUSTED, verify(azure, azure.attestWithCertificate(NONCE), others));
    }

    @Test
    void rejectsACertificateOfAnotherKeyThanTheClaims() {
        azure.leaf.keys = SoftwareTpm.withEccKey(new SecureRandom()).keys();
        rejected(Reason.TPM_KEY_MISMATCH, verify(azure.attestWithCertificate(NONCE)));
    }

    /** Azure's authorities certify endorsement keys too. */
    @Test
    void rejectsACertificateThatIsNotForAttestationKeys() {
        azure.leaf.purposes("2.23.133.8.1");
        rejected(Reason.CERTIFICATE_ROLE, verify(azure.attestWithCertificate(NONCE)));
        azure.leaf.withoutPurposes();
        rejected(Reason.CERTIFICATE_ROLE, verify(azure.attestWithCertificate(NONCE)));
    }

    /** The report does not commit to them: with them anybody brings a key of his own. */
    @Test
    void rejectsClaimsThatTheHardwareDoesNotCommitTo() {
        String evidence = azure.attest(NONCE);
        SimulatedAzureVtpm other = on(OTHER_KEYS);
        HclReportWriter forged = new HclReportWriter(2, hardwareReport(evidence), claims(other.attest(NONCE)));
        rejected(Reason.HCL_CLAIMS_MISMATCH, HclReport.parse(forged.toByteArray()));
    }

    private static byte[] hardwareReport(String evidence) {
        return AzureJson.read(evidence.getBytes(StandardCharsets.UTF_8))
                .report()
                .hardwareReport();
    }

    private static byte[] claims(String evidence) {
        return AzureJson.read(evidence.getBytes(StandardCharsets.UTF_8))
                .report()
                .claimsJson();
    }

    @Test
    void rejectsReportDataWithMoreThanTheClaimsHash() {
        azure.restOfReportData[31] = 1;
        rejected(Reason.HCL_CLAIMS_MISMATCH, verify(azure.attest(NONCE)));
    }

    /** A guest at a lower level asks the processor for a report over whatever claims it likes. */
    @Test
    void rejectsAReportThatTheGuestAskedFor() {
        azure.vmpl = 1;
        rejected(Reason.HCL_VMPL, verify(azure.attest(NONCE)));
    }

    @Test
    void rejectsClaimsWithoutTheKeyOrWithTwo() {
        azure.keyName = "HCLEkPub";
        rejected(Reason.HCL_KEY, verify(azure.attest(NONCE)));
        azure.moreKeys = ",{\"kid\":\"HCLAkPub\",\"kty\":\"EC\"}";
        rejected(Reason.HCL_KEY, verify(azure.attest(NONCE)));
        azure.keyName = "HCLAkPub";
        rejected(Reason.HCL_KEY, verify(azure.attest(NONCE)));
    }

    @Test
    void rejectsAQuoteOfAnotherTpm() {
        SimulatedAzureVtpm other = on(OTHER_KEYS);
        String mixed = azure.attest(NONCE).replace(azure.quote(NONCE), other.quote(NONCE));
        rejected(Reason.EVIDENCE_SIGNATURE, verify(mixed));
    }

    @Test
    void rejectsRegistersThatWereNotQuoted() {
        String evidence = azure.attest(NONCE);
        azure.tpm.extend(4, new byte[1]);
        String registers = azure.quote(NONCE).substring(azure.quote(NONCE).indexOf("\"pcrs\""));
        String changed = evidence.substring(0, evidence.indexOf("\"pcrs\""))
                + registers
                + evidence.substring(evidence.indexOf("]}") + 2);
        rejected(Reason.TPM_PCR_DIGEST, verify(changed));
    }

    @Test
    void rejectsEvidenceWithoutTheProcessorsCertificate() {
        String evidence = azure.attest(NONCE);
        rejected(Reason.ENDORSEMENT_MISSING, verify(evidence.substring(0, evidence.indexOf(",\"vcek\"")) + "}"));
    }

    @Test
    void rejectsARecordingByItsNonce() {
        GenuineAzureVtpm old = simulated(verify(azure.attest("yesterday's".getBytes(StandardCharsets.US_ASCII))));
        rejected(Reason.EVIDENCE_NONCE_MISMATCH, old.appraise(policy()));
    }

    @Test
    void rejectsAMachineWithoutSecureBoot() {
        azure.secureBoot = false;
        rejected(Reason.SECURE_BOOT_OFF, simulated(verify(azure.attest(NONCE))).appraise(policy()));
    }

    @Test
    void rejectsReportsWithAnotherHeader() {
        rejectsHeader(Reason.HCL_HEADER, report -> report.signature++);
        rejectsHeader(Reason.HCL_HEADER, report -> report.version = 3);
        rejectsHeader(Reason.HCL_HEADER, report -> report.requestType = 1);
        rejectsHeader(Reason.HCL_HEADER, report -> report.status = 1);
        rejectsHeader(Reason.HCL_HEADER, report -> report.reportType = 3);
        rejectsHeader(Reason.HCL_HEADER, report -> report.hashType = 2);
        rejectsHeader(Reason.HCL_HEADER, report -> report.reportType = 4);
        rejected(Reason.MALFORMED, HclReport.parse(new byte[100]));
        rejected(Reason.TOO_LARGE, HclReport.parse(new byte[HclReport.MAX_BYTES + 1]));
    }

    private void rejectsHeader(Reason reason, Consumer<HclReportWriter> fault) {
        HclReportWriter report = azure.hclReport();
        fault.accept(report);
        rejected(reason, HclReport.parse(report.toByteArray()));
    }

    @Test
    void rejectsBytesWhereThereIsOnlyPadding() {
        byte[] report = azure.hclReport().toByteArray();
        report[report.length - 1] = 1;
        rejected(Reason.MALFORMED, HclReport.parse(report));
    }

    @Test
    void rejectsEvidenceThatSaysAThingTwiceOrAnUnknownOne() {
        String evidence = azure.attest(NONCE);
        rejected(Reason.MALFORMED, verify(evidence.replace("{\"version\"", "{\"quote\":{},\"version\"")));
        rejected(Reason.MALFORMED, verify(evidence.replace("{\"version\"", "{\"unknown\":1,\"version\"")));
        rejected(Reason.MALFORMED, verify(evidence.replace("\"vcek\"", "\"td_quote\"")));
        rejected(Reason.MALFORMED, verify("[]"));
        rejected(Reason.EVIDENCE_FIELD_MISSING, verify("{}"));
    }

    @Test
    void readsTheEnvelopeOfAPlatformOfAzuresAlone() {
        simulated(verify("{\"platform\":\"az-snp\",\"evidence\":" + azure.attest(NONCE) + "}"));
        rejected(Reason.MALFORMED, verify("{\"platform\":\"gcp\",\"evidence\":" + azure.attest(NONCE) + "}"));
    }

    @Test
    void registersThatAreNotSelectedAreDropped() {
        byte[] message = azure.tpm.quote(NONCE, TpmHash.SHA256, new TreeSet<>(List.of(0, 4)));
        String whole = azure.quote(NONCE);
        String some = "{\"signature\":\"" + HexFormat.of().formatHex(azure.tpm.signRaw(message))
                + "\",\"message\":\"" + HexFormat.of().formatHex(message) + "\","
                + whole.substring(whole.indexOf("\"pcrs\""));
        GenuineAzureVtpm genuine = simulated(verify(azure.attest(NONCE).replace(whole, some)));
        assertEquals(
                Set.of("sha256:0", "sha256:4"), genuine.vtpm().measurements().keySet());
    }
}
