package dev.assay.verification.tee;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.simulator.QuoteWriter;
import dev.assay.simulator.SimulatedCca;
import dev.assay.simulator.SimulatedCorim;
import dev.assay.simulator.SimulatedDcap;
import dev.assay.simulator.SimulatedGcpVtpm;
import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.cca.CcaEndorsements;
import dev.assay.verification.tee.cca.CcaPolicy;
import dev.assay.verification.tee.cca.CcaVerifier;
import dev.assay.verification.tee.cca.GenuineCca;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.dcap.DcapVerifier;
import dev.assay.verification.tee.dcap.GenuineQuote;
import dev.assay.verification.tee.nitro.NitroPolicy;
import dev.assay.verification.tee.nitro.NitroVerifier;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import dev.assay.verification.tee.snp.SnpPolicy;
import dev.assay.verification.tee.tpm.TpmHash;
import dev.assay.verification.tee.vtpm.AkEndorsements;
import dev.assay.verification.tee.vtpm.AzurePolicy;
import dev.assay.verification.tee.vtpm.GcpVtpmVerifier;
import dev.assay.verification.tee.vtpm.GenuineVtpm;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From what a provider says, by a policy, to what a simulated TEE shows. */
class ReferenceValuesTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SimulatedCorim PROVIDER = new SimulatedCorim();

    private static final SimulatedNitro NITRO = SimulatedNitro.create(RANDOM, NOW);
    private static final SimulatedDcap INTEL = SimulatedDcap.create(RANDOM, NOW);

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Read from a manifest that the provider has signed. */
    private static ReferenceValues signed(ReferenceKind kind, Map<String, byte[]> registers) {
        byte[] manifest = PROVIDER.sign(SimulatedCorim.manifest("release 1", registers));
        return verified(ReferenceValues.corim(manifest, List.of(PROVIDER.signer()), kind, NOW));
    }

    /** The same as a file. */
    private static String file(ReferenceKind kind, Map<String, byte[]> registers) {
        StringBuilder measurements = new StringBuilder();
        registers.forEach((name, value) -> measurements
                .append(measurements.isEmpty() ? "" : ", ")
                .append("\"%s\": \"%s\"".formatted(name, HexFormat.of().formatHex(value))));
        return "{\"referenceValues\": [{\"name\": \"release 1\", \"kind\": \"%s\", \"measurements\": {%s}}]}"
                .formatted(kind.label(), measurements);
    }

    private static ReferenceValues parse(String file) {
        return ReferenceValues.parse(file.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonValue json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void enclavesOfNitro() {
        Map<String, byte[]> registers = Map.of("0", filled(48, 1), "2", filled(48, 3));
        for (ReferenceValues values :
                List.of(signed(ReferenceKind.AWS_NITRO, registers), parse(file(ReferenceKind.AWS_NITRO, registers)))) {
            simulated(verify(filled(48, 1), nitro().refuseDebug().referenceValues(values)));
            rejected(
                    Reason.EVIDENCE_MEASUREMENT,
                    verify(filled(48, 9), nitro().refuseDebug().referenceValues(values)));
        }
        String inline = "{\"measurements\": " + file(ReferenceKind.AWS_NITRO, registers) + ", \"debug\": \"refuse\"}";
        simulated(verify(filled(48, 1), nitro().read(json(inline))));
        rejected(Reason.EVIDENCE_MEASUREMENT, verify(filled(48, 9), nitro().read(json(inline))));
        NitroPolicy.Builder awaiting =
                nitro().read(json("{\"measurements\": \"reference-values\", \"debug\": \"refuse\"}"));
        assertThrows(IllegalArgumentException.class, awaiting::build);
        simulated(verify(filled(48, 1), awaiting.referenceValues(signed(ReferenceKind.AWS_NITRO, registers))));
    }

    private static NitroPolicy.Builder nitro() {
        return NitroPolicy.builder()
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ZERO);
    }

    private static Verdict<VerifiedNitro> verify(byte[] pcr0, NitroPolicy.Builder policy) {
        byte[] document = NITRO.attest(Map.of(0, pcr0, 2, filled(48, 3)), null, null, null, NOW);
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(NITRO.rootDigest()));
        return NitroVerifier.verify(document, anchors, policy.build(), NOW);
    }

    @Test
    void enclavesAndDomainsOfIntel() {
        Map<String, byte[]> registers = new HashMap<>();
        for (String name : List.of("mrtd", "rtmr0", "rtmr1", "rtmr2")) {
            registers.put(name, filled(48, registers.size() + 1));
        }
        GenuineQuote domain = genuine(INTEL.domain(5, registers, new byte[64]));
        GenuineQuote other = genuine(INTEL.domain(5, Map.of("mrtd", filled(48, 1)), new byte[64]));
        DcapPolicy policy = intel(signed(ReferenceKind.INTEL_TDX, registers));
        assertEquals(true, policy.namesCode());
        simulated(domain.appraise(policy));
        rejected(Reason.EVIDENCE_MEASUREMENT, other.appraise(policy));

        GenuineQuote enclave = genuine(INTEL.enclave(filled(32, 7), filled(32, 8), new byte[64]));
        simulated(enclave.appraise(intel(signed(ReferenceKind.INTEL_SGX, Map.of("mrenclave", filled(32, 7))))));
        rejected(
                Reason.EVIDENCE_MEASUREMENT,
                enclave.appraise(intel(parse(file(ReferenceKind.INTEL_SGX, Map.of("mrenclave", filled(32, 6)))))));
        // A signer's register without the code's own is no code.
        ReferenceValues signer = signed(ReferenceKind.INTEL_SGX, Map.of("mrsigner", filled(32, 8)));
        assertThrows(IllegalArgumentException.class, () -> intel(signer));
    }

    private static GenuineQuote genuine(QuoteWriter quote) {
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(INTEL.rootDigest()));
        return simulated(DcapVerifier.verify(quote.quote(), INTEL.endorsements(quote.tee), anchors, NOW));
    }

    private static DcapPolicy intel(ReferenceValues values) {
        return DcapPolicy.strict()
                .referenceValues(values)
                .minEvaluation(0)
                .anyPlatform()
                .insecureAnyReportData()
                .build();
    }

    @Test
    void virtualTpms() {
        SimulatedGcpVtpm google = SimulatedGcpVtpm.create(RANDOM, NOW);
        byte[] nonce = filled(32, 1);
        GenuineVtpm machine = simulated(GcpVtpmVerifier.verify(
                google.attest(nonce),
                AkEndorsements.insecureWithoutRevocation(google.authorities()),
                TrustAnchors.insecureSimulated(Set.of(google.rootDigest())),
                NOW));
        Map<String, byte[]> sha256 = Map.of("8", google.tpm.bank(TpmHash.SHA256).get(8));
        Map<String, byte[]> sha384 = Map.of("8", google.tpm.bank(TpmHash.SHA384).get(8));
        simulated(machine.appraise(google(signed(ReferenceKind.GCP_VTPM, sha256))));
        simulated(machine.appraise(google(signed(ReferenceKind.GCP_VTPM, sha384))));
        rejected(
                Reason.EVIDENCE_MEASUREMENT,
                machine.appraise(google(signed(ReferenceKind.GCP_VTPM, Map.of("8", filled(32, 5))))));
        // Of the resettable registers alone anybody makes what he wants.
        ReferenceValues resettable = signed(ReferenceKind.GCP_VTPM, Map.of("23", filled(32, 5)));
        assertThrows(IllegalArgumentException.class, () -> google(resettable));

        AzurePolicy.builder().referenceValues(signed(ReferenceKind.AZURE_TDX_VTPM, sha256));
        ReferenceValues others = signed(ReferenceKind.GCP_VTPM, sha256);
        assertThrows(IllegalArgumentException.class, () -> AzurePolicy.builder().referenceValues(others));
        ReferenceValues azures = signed(ReferenceKind.AZURE_SNP_VTPM, sha256);
        assertThrows(IllegalArgumentException.class, () -> google(azures));
        byte[] manifest = SimulatedCorim.manifest("x", sha384);
        rejected(
                Reason.REFERENCE_VALUES_UNSUPPORTED,
                ReferenceValues.unsignedCorim(manifest, ReferenceKind.AZURE_SNP_VTPM, NOW));
    }

    private static VtpmPolicy google(ReferenceValues values) {
        return VtpmPolicy.builder()
                .referenceValues(values)
                .nonce(filled(32, 1))
                .requireSecureBoot()
                .waiveKeyRevocationLists()
                .requireEventLog()
                .anyInstance()
                .build();
    }

    @Test
    void realmsOfArm() {
        SimulatedCca arm = SimulatedCca.create(RANDOM);
        byte[] token = arm.attest(filled(64, 1), filled(64, 2), filled(32, 3), Collections.nCopies(4, filled(32, 4)));
        GenuineCca realm = simulated(CcaVerifier.verify(
                token,
                CcaEndorsements.of(List.of(arm.endorsement())),
                TrustAnchors.insecureSimulated(Set.of(arm.keyDigest())),
                NOW));
        Map<String, byte[]> registers = Map.of("rim", filled(32, 3), "rem3", filled(32, 4));
        simulated(realm.appraise(arm(signed(ReferenceKind.ARM_CCA, registers))));
        rejected(
                Reason.EVIDENCE_MEASUREMENT,
                realm.appraise(arm(parse(file(ReferenceKind.ARM_CCA, Map.of("rim", filled(32, 9)))))));
        ReferenceValues withoutCode = signed(ReferenceKind.ARM_CCA, Map.of("rem3", filled(32, 4)));
        assertThrows(IllegalArgumentException.class, () -> arm(withoutCode));
    }

    private static CcaPolicy arm(ReferenceValues values) {
        return CcaPolicy.builder()
                .referenceValues(values)
                .insecureAnyPlatformSoftware()
                .requireSecured()
                .personalizationValue(filled(64, 2))
                .challenge(filled(64, 1))
                .build();
    }

    /** What an accepted guest is, its report's tests show. */
    @Test
    void guestsOfAmd() {
        ReferenceValues values = signed(ReferenceKind.AMD_SEV_SNP, Map.of("measurement", filled(48, 5)));
        assertArrayEquals(
                filled(48, 5),
                values.registersOf(ReferenceKind.AMD_SEV_SNP).getFirst().get("measurement"));
        SnpPolicy.builder().referenceValues(values);
        assertThrows(
                IllegalArgumentException.class,
                () -> SnpPolicy.builder().anyMeasurement().referenceValues(values));
        String hostData = file(ReferenceKind.AMD_SEV_SNP, Map.of("host_data", filled(32, 5)));
        assertThrows(IllegalArgumentException.class, () -> parse(hostData));
    }

    @Test
    void manifestsAreSignedByAKeyThatTheCallerTrusts() {
        byte[] manifest = SimulatedCorim.manifest("m", Map.of("0", filled(48, 1)));
        byte[] signed = PROVIDER.sign(manifest);
        SimulatedCorim other = new SimulatedCorim();
        ReferenceKind nitro = ReferenceKind.AWS_NITRO;
        rejected(Reason.REFERENCE_VALUES_SIGNATURE, ReferenceValues.corim(signed, List.of(other.signer()), nitro, NOW));
        verified(ReferenceValues.corim(signed, List.of(other.signer(), PROVIDER.signer()), nitro, NOW));
        assertThrows(IllegalArgumentException.class, () -> ReferenceValues.corim(signed, List.of(), nitro, NOW));
        rejected(Reason.MALFORMED, ReferenceValues.unsignedCorim(signed, nitro, NOW));
        ReferenceValues unsigned = verified(ReferenceValues.unsignedCorim(manifest, nitro, NOW));
        assertEquals("SIMULATED m", unsigned.releases().getFirst().name());
    }

    @Test
    void registersThatAKindHasNotAreErrors() {
        Reason unsupported = Reason.REFERENCE_VALUES_UNSUPPORTED;
        rejected(unsupported, unsigned("32", 48, ReferenceKind.AWS_NITRO));
        rejected(unsupported, unsigned("24", 48, ReferenceKind.AWS_NITRO_TPM));
        rejected(unsupported, unsigned("0", 32, ReferenceKind.AWS_NITRO));
        rejected(unsupported, unsigned("pcr0", 48, ReferenceKind.AWS_NITRO));
        rejected(unsupported, unsigned("rtmr4", 48, ReferenceKind.INTEL_TDX));
        rejected(unsupported, unsigned("mrtd", 48, ReferenceKind.INTEL_SGX));
        rejected(unsupported, unsigned("24", 32, ReferenceKind.GCP_VTPM));
        rejected(unsupported, unsigned("rem4", 32, ReferenceKind.ARM_CCA));
        for (String name : List.of("32", "00", "pcr0", "-1", "")) {
            String file = file(ReferenceKind.AWS_NITRO, Map.of(name, filled(48, 1)));
            assertThrows(IllegalArgumentException.class, () -> parse(file), name);
        }
    }

    private static Verdict<ReferenceValues> unsigned(String register, int size, ReferenceKind kind) {
        byte[] manifest = SimulatedCorim.manifest("m", Map.of(register, filled(size, 1)));
        return ReferenceValues.unsignedCorim(manifest, kind, NOW);
    }

    @Test
    void releasesOfAnotherKindAreErrorsUntilTheyAreLeftOut() {
        ReferenceValues both = new ReferenceValues(List.of(
                parse(file(ReferenceKind.AWS_NITRO, Map.of("0", filled(48, 1))))
                        .releases()
                        .getFirst(),
                parse(file(ReferenceKind.INTEL_TDX, Map.of("mrtd", filled(48, 1))))
                        .releases()
                        .getFirst()));
        assertThrows(IllegalArgumentException.class, () -> nitro().referenceValues(both));
        nitro().refuseDebug()
                .referenceValues(both.only(ReferenceKind.AWS_NITRO))
                .build();
        assertThrows(IllegalArgumentException.class, () -> both.only(ReferenceKind.ARM_CCA));
        String inline = "{\"measurements\": " + file(ReferenceKind.INTEL_TDX, Map.of("mrtd", filled(48, 1)))
                + ", \"debug\": \"refuse\"}";
        assertThrows(IllegalArgumentException.class, () -> nitro().read(json(inline)));
    }

    @Test
    void refusesFilesThatAreNotOfReferenceValues() {
        String file = file(ReferenceKind.AWS_NITRO, Map.of("0", filled(48, 1)));
        parse(file);
        for (String[] change : new String[][] {
            {"\"referenceValues\"", "\"values\""},
            {"{\"referenceValues\"", "{\"version\": 1, \"referenceValues\""},
            {"\"name\": \"release 1\", ", ""},
            {"\"name\": \"release 1\"", "\"name\": 1"},
            {"\"name\"", "\"debug\": true, \"name\""},
            {"aws-nitro", "aws"},
            {"aws-nitro", "nvidia-gpu"},
            {"\"0\": \"01", "\"0\": \"1"},
            {"\"0\": \"", "\"1\": 1, \"0\": \""},
            {"}]}", "}], }"}
        }) {
            String changed = file.replace(change[0], change[1]);
            assertNotEquals(file, changed);
            assertThrows(IllegalArgumentException.class, () -> parse(changed), change[1]);
        }
        assertThrows(IllegalArgumentException.class, () -> parse("{\"referenceValues\": []}"));
        assertThrows(IllegalArgumentException.class, () -> parse(file(ReferenceKind.AWS_NITRO, Map.of())));
        assertThrows(IllegalArgumentException.class, () -> parse(" ".repeat((1 << 20) + 1)));
        // As long as its kind's registers are not.
        ReferenceValues small = parse(file(ReferenceKind.AWS_NITRO, Map.of("0", filled(32, 1))));
        assertThrows(IllegalArgumentException.class, () -> nitro().referenceValues(small));
    }
}
