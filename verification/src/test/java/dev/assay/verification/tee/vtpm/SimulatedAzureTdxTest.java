package dev.assay.verification.tee.vtpm;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.QuoteWriter;
import dev.assay.simulator.SimulatedAzureTdx;
import dev.assay.simulator.SimulatedAzureVtpm;
import dev.assay.simulator.SimulatedDcap;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import dev.assay.verification.tee.dcap.DcapPolicy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedAzureTdxTest {

    private static final Instant NOW = SimulatedAzureVtpmTest.NOW;
    private static final byte[] NONCE = SimulatedAzureVtpmTest.NONCE;

    private final SimulatedAzureVtpm vm = SimulatedAzureVtpmTest.create();
    private final SimulatedDcap platform = SimulatedDcap.create(new SecureRandom(), NOW);
    private final SimulatedAzureTdx azure = new SimulatedAzureTdx(vm, platform);
    private final AzureAnchors anchors = new AzureAnchors(
            TrustAnchors.insecureSimulated(Set.of(platform.rootDigest())),
            TrustAnchors.insecureSimulated(Set.of(vm.keyRoot())));

    private Verdict<GenuineAzureVtpm> verify(String evidence) {
        return verify(evidence, tdx(platform.endorsements(QuoteWriter.TDX)), anchors, NOW);
    }

    private static Verdict<GenuineAzureVtpm> verify(
            String evidence, AzureEndorsements endorsements, AzureAnchors anchors, Instant now) {
        return AzureVtpmVerifier.verify(evidence.getBytes(StandardCharsets.UTF_8), endorsements, anchors, now);
    }

    private static AzureEndorsements tdx(DcapEndorsements collateral) {
        return new AzureEndorsements.Tdx(collateral, AkEndorsements.insecureWithoutRevocation(List.of()));
    }

    private String attest(QuoteWriter quote) {
        return azure.attest(NONCE, azure.tdReport(quote), quote.quote());
    }

    private static VtpmPolicy vtpm() {
        return VtpmPolicy.builder()
                .anyPcrs()
                .nonce(NONCE)
                .requireSecureBoot()
                .waiveKeyRevocationLists()
                .anyEventLog()
                .anyInstance()
                .build();
    }

    private static AzurePolicy policy() {
        return AzurePolicy.tdx(
                vtpm(),
                DcapPolicy.strict()
                        .anyMeasurement()
                        .minEvaluation(0)
                        .anyPlatform()
                        .insecureAnyReportData()
                        .build());
    }

    @Test
    void isSimulatedAndNeverVerified() {
        for (int version : new int[] {4, 5}) {
            VerifiedAzureVtpm verified =
                    simulated(simulated(verify(attest(azure.quote(version)))).appraise(policy()));
            assertEquals("azure-tdx-vtpm", verified.tee());
            assertTrue(verified.simulated());
            assertFalse(verified.debug());
            assertArrayEquals(NONCE, verified.reportData());
            assertTrue(verified.measurements().keySet().containsAll(Set.of("mrtd", "rtmr3", "sha256:4")));
        }
    }

    @Test
    void productionAnchorsRejectIt() {
        AzureEndorsements endorsements = tdx(platform.endorsements(QuoteWriter.TDX));
        Verdict<GenuineAzureVtpm> verdict = verify(attest(azure.quote(4)), endorsements, AzureAnchors.intelTdx(), NOW);
        rejected(Reason.EVIDENCE_SIMULATED, verdict);
    }

    /** Only the processor that made a TDREPORT can check it. */
    @Test
    void rejectsATdReportWithoutAQuote() {
        rejected(Reason.ENDORSEMENT_MISSING, verify(azure.attestWithoutQuote(NONCE, azure.tdReport(azure.quote(4)))));
    }

    @Test
    void rejectsAGenuineQuoteOverOtherClaims() {
        for (int at : new int[] {520, 551, 552, 583}) {
            QuoteWriter quote = azure.quote(4);
            byte[] tdReport = azure.tdReport(quote);
            quote.body[at] ^= 1;
            rejected(Reason.HCL_QUOTE_MISMATCH, verify(azure.attest(NONCE, tdReport, quote.quote())));
        }
    }

    /** TEE_TCB_SVN, MRSEAM, MRSIGNERSEAM, SEAM attributes, TD_ATTRIBUTES, XFAM, MRTD, MRCONFIGID, MROWNER, MROWNERCONFIG and RTMR 0 to 3. */
    @Test
    void rejectsAGenuineQuoteOfAnotherDomain() {
        for (int at : new int[] {264, 279, 280, 328, 376, 383, 512, 520, 528, 576, 624, 672, 720, 768, 816, 864, 911}) {
            QuoteWriter quote = azure.quote(4);
            byte[] tdReport = azure.tdReport(quote);
            tdReport[at] ^= 1;
            rejected(Reason.HCL_QUOTE_MISMATCH, verify(azure.attest(NONCE, tdReport, quote.quote())));
        }
    }

    @Test
    void rejectsAGenuineQuoteWithOtherServiceDomainsOrAnotherTcb() {
        for (int at : new int[] {384, 912}) {
            QuoteWriter quote = azure.quote(5);
            byte[] tdReport = azure.tdReport(quote);
            tdReport[at] ^= 1;
            rejected(Reason.HCL_QUOTE_MISMATCH, verify(azure.attest(NONCE, tdReport, quote.quote())));
        }
    }

    @Test
    void rejectsAQuoteOfAnEnclave() {
        byte[] tdReport = azure.tdReport(azure.quote(4));
        byte[] enclave =
                platform.enclave(new byte[32], new byte[32], new byte[64]).quote();
        rejected(Reason.HCL_QUOTE_MISMATCH, verify(azure.attest(NONCE, tdReport, enclave)));
    }

    @Test
    void rejectsAQuoteThatItsKeyHasNotSigned() {
        QuoteWriter quote = azure.quote(4);
        quote.quoteSigner = platform.pck.keys;
        rejected(Reason.EVIDENCE_SIGNATURE, verify(attest(quote)));
    }

    @Test
    void rejectsAQuoteWithoutCollateralOrWithThatOfAnotherHardware() {
        String evidence = attest(azure.quote(4));
        rejected(
                Reason.ENDORSEMENT_MISSING,
                verify(evidence, tdx(DcapEndorsements.builder().build()), anchors, NOW));
        rejected(Reason.ENDORSEMENT_MISSING, verify(evidence, SimulatedAzureVtpmTest.endorsements(vm), anchors, NOW));
    }

    @Test
    void rejectsCollateralThatHasExpired() {
        AzureEndorsements endorsements = tdx(platform.endorsements(QuoteWriter.TDX));
        Instant later = NOW.plus(Duration.ofDays(60));
        assertTrue(verify(attest(azure.quote(4)), endorsements, anchors, later) instanceof Verdict.Rejected);
    }

    @Test
    void rejectsADomainInDebugMode() {
        QuoteWriter quote = azure.quote(4);
        quote.body[120] |= 1;
        rejected(Reason.EVIDENCE_DEBUG, simulated(verify(attest(quote))).appraise(policy()));
    }

    @Test
    void rejectsEvidenceThatThePolicyHasNoRulesFor() {
        GenuineAzureVtpm genuine = simulated(verify(attest(azure.quote(4))));
        rejected(
                Reason.EVIDENCE_KIND_REFUSED,
                genuine.appraise(AzurePolicy.snp(vtpm(), SimulatedAzureVtpmTest.anySnp())));
    }

    /** As far as the certificates, whose text may be broken into lines in more ways than one. */
    @Test
    void rejectsAnyOtherByteOfTheQuote() {
        QuoteWriter writer = azure.quote(4);
        byte[] tdReport = azure.tdReport(writer);
        byte[] quote = writer.quote();
        int end = new String(quote, StandardCharsets.ISO_8859_1).indexOf("-----BEGIN");
        Random random = new Random(20);
        for (int i = 0; i < 200; i++) {
            byte[] other = quote.clone();
            other[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
            assertTrue(verify(azure.attest(NONCE, tdReport, other)) instanceof Verdict.Rejected);
        }
    }
}
