package dev.assay.verification.tee.vtpm;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.simulator.SimulatedAzureVtpm;
import dev.assay.verification.Reason;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.snp.SnpFlag;
import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Policies for Azure from a file, and piece by piece. */
class AzurePolicyTest {

    private static final byte[] NONCE = SimulatedAzureVtpmTest.NONCE;

    private static final String FLAGS = Arrays.stream(SnpFlag.values())
            .map(flag -> "\"%s\": \"%s\""
                    .formatted(flag.name().toLowerCase(Locale.ROOT), flag == SnpFlag.DEBUG_ALLOWED ? "refuse" : "any"))
            .collect(Collectors.joining(", "));

    private static final String SNP = """
            {"measurement": "any", "host_data": "any", "report_id": "any", "report_id_ma": "any", "family_id": "any",
             "image_id": "any", "id_key_digest": "any", "author_key_digest": "any", "chip_id": "any",
             "flags": {%s},
             "products": {"Milan": {"minimum": "any", "minimumAtLaunch": "any"}},
             "vmpls": [0], "vcek": "allow", "vlek": "refuse", "maskedChip": "refuse",
             "provisionalFirmware": "allow", "revocationList": "waive", "minimumFirmware": "0.0.0",
             "minimumGuestAbi": "0.0", "minimumGuestSvn": 0, "mitigations": "0000000000000000"}""".formatted(FLAGS);

    private static final String TDX = """
            {"measurements": "any", "debug": "refuse", "septVe": "require-disabled", "serviceTd": "refuse",
             "tcbStatuses": ["UpToDate"], "advisories": [], "minTcbEvaluation": 0, "tcbEvaluations": "same",
             "platforms": {"allow": "any", "deny": []}, "deniedSigners": []}""";

    private static final String VTPM =
            "{\"registers\": %s, \"secureBoot\": \"require\", \"eventLog\": \"any\", \"instance\": \"SIMULATED\","
                    + " \"keyRevocationLists\": \"require\"}";

    private final SimulatedAzureVtpm azure = SimulatedAzureVtpmTest.create();

    private static AzurePolicy.Builder read(String file) {
        JsonValue json = Json.read(file.getBytes(StandardCharsets.UTF_8));
        return AzurePolicy.builder().read(json).nonce(NONCE);
    }

    private static String file(String registers) {
        return "{\"vtpm\": " + VTPM.formatted(registers) + ", \"snp\": " + SNP + ", \"tdx\": " + TDX + "}";
    }

    private GenuineAzureVtpm genuine() {
        byte[] evidence = azure.attest(NONCE).getBytes(StandardCharsets.UTF_8);
        AzureAnchors anchors = new AzureAnchors(
                TrustAnchors.insecureSimulated(Set.of(azure.hardwareRoot())),
                TrustAnchors.insecureSimulated(Set.of(azure.keyRoot())));
        return simulated(AzureVtpmVerifier.verify(
                evidence, SimulatedAzureVtpmTest.endorsements(azure), anchors, SimulatedAzureVtpmTest.NOW));
    }

    @Test
    void acceptsWhatAFileSays() {
        String pcr4 = HexFormat.of().formatHex(azure.tpm.bank(TpmHash.SHA256).get(4));
        simulated(genuine()
                .appraise(read(file("[{\"sha256:4\": \"" + pcr4 + "\"}]")).build()));
        simulated(genuine().appraise(read(file("\"any\"")).build()));
        AzurePolicy other =
                read(file("[{\"sha256:4\": \"" + "ab".repeat(32) + "\"}]")).build();
        rejected(Reason.EVIDENCE_MEASUREMENT, genuine().appraise(other));
        AzurePolicy level3 = read(file("\"any\"").replace("\"vmpls\": [0]", "\"vmpls\": [3]"))
                .build();
        rejected(Reason.SNP_VMPL_REFUSED, genuine().appraise(level3));
    }

    @Test
    void hardwareThatAFileSaysNothingOfIsRefused() {
        AzurePolicy intel = read("{\"vtpm\": " + VTPM.formatted("\"any\"") + ", \"tdx\": " + TDX + "}")
                .build();
        rejected(Reason.EVIDENCE_KIND_REFUSED, genuine().appraise(intel));
    }

    @Test
    void refusesFilesWithOtherFieldsThanTheirs() {
        String file = file("\"any\"");
        read(file).build();
        for (String[] change : new String[][] {
            {"\"vtpm\"", "\"tpm\""},
            {"\"snp\"", "\"sev\""},
            {"\"tdx\"", "\"td\""},
            {"\"secureBoot\": \"require\", ", ""},
            {"\"secureBoot\"", "\"nonce\": \"insecure-any\", \"secureBoot\""},
            {"\"measurement\": \"any\"", "\"measurement\": \"any\", \"report_data\": \"insecure-any\""},
            {"\"deniedSigners\": []", "\"deniedSigners\": [], \"reportData\": \"insecure-any\""},
            {"\"deniedSigners\": []", "\"denied\": []"},
            {"\"registers\": \"any\"", "\"registers\": [{\"sha256:4\": \"0\"}]"},
            {"\"registers\": \"any\"", "\"registers\": [{\"sha256:23\": \"" + "00".repeat(32) + "\"}]"}
        }) {
            String changed = file.replace(change[0], change[1]);
            assertNotEquals(file, changed);
            assertThrows(IllegalArgumentException.class, () -> read(changed), change[1]);
        }
        String noHardware = "{\"vtpm\": " + VTPM.formatted("\"any\"") + "}";
        assertThrows(IllegalArgumentException.class, () -> read(noHardware));
    }

    @Test
    void doesNotExistUntilEverythingIsDecided() {
        assertThrows(IllegalArgumentException.class, () -> AzurePolicy.builder().build());
        assertThrows(
                IllegalArgumentException.class,
                () -> AzurePolicy.builder().tdx(tdx -> DcapPolicy.strict()).build());
        JsonValue json = Json.read(file("\"any\"").getBytes(StandardCharsets.UTF_8));
        AzurePolicy.Builder awaiting = AzurePolicy.builder().read(json);
        String refusal = String.valueOf(
                assertThrows(IllegalArgumentException.class, awaiting::build).getMessage());
        assertEquals("the policy is undecided: call nonce() or insecureAnyNonce()", refusal);
        awaiting.insecureAnyNonce().build();
    }
}
