package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SnpPolicyTest {

    private static final String FILE = """
            {"measurement": ["%s"], "report_data": ["%s"],
             "host_data": "any", "report_id": "any", "report_id_ma": "any", "family_id": "any", "image_id": "any",
             "id_key_digest": "any", "author_key_digest": "any", "chip_id": "any",
             "flags": {%s},
             "products": {"Milan": {"minimum": {"fmc": 0, "bootloader": 4, "tee": 0, "snp": 24, "microcode": 219},
                                    "minimumAtLaunch": "any"}},
             "vmpls": [0], "vcek": "allow", "vlek": ["CN=cloud.example"], "maskedChip": "refuse",
             "provisionalFirmware": "refuse", "revocationList": "waive",
             "minimumFirmware": "1.55.0", "minimumGuestAbi": "0.0", "minimumGuestSvn": 0,
             "mitigations": "0000000000000003"}
            """.formatted(hex(48, 1), hex(64, 2), flags());

    private static String hex(int size, int value) {
        return HexFormat.of().formatHex(FaultySnp.filled(size, value));
    }

    private static String flags() {
        return Stream.of(SnpFlag.values())
                .map(flag -> "\"" + flag.name().toLowerCase(Locale.ROOT) + "\": \""
                        + switch (flag) {
                            case DEBUG_ALLOWED, MIGRATION_AGENT_ALLOWED -> "refuse";
                            case ALIAS_CHECK_COMPLETE -> "require";
                            default -> "any";
                        }
                        + "\"")
                .collect(Collectors.joining(", "));
    }

    private static SnpPolicy parse(String json) {
        return SnpPolicy.parse((JsonObject) Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsAPolicyFromAFile() {
        GenuineSnp healthy = new FaultySnp().genuine();
        verified(healthy.appraise(parse(FILE)));
        rejected(Reason.SNP_TCB_TOO_LOW, healthy.appraise(parse(FILE.replace("219", "220"))));
        rejected(Reason.SNP_FIRMWARE_TOO_OLD, healthy.appraise(parse(FILE.replace("1.55.0", "1.56.0"))));
        rejected(Reason.SNP_MITIGATION, healthy.appraise(parse(FILE.replace("0003", "0004"))));
        rejected(Reason.EVIDENCE_MEASUREMENT, healthy.appraise(parse(FILE.replace(hex(48, 1), hex(48, 3)))));
        GenuineSnp cloud = new FaultySnp(SnpProduct.MILAN, SnpSigningKey.VLEK).genuine();
        verified(cloud.appraise(parse(FILE)));
        rejected(Reason.SNP_CLOUD_REFUSED, cloud.appraise(parse(FILE.replace("cloud.example", "other.example"))));
        rejected(Reason.SNP_KEY_REFUSED, cloud.appraise(parse(FILE.replace("[\"CN=cloud.example\"]", "\"refuse\""))));
    }

    @Test
    void aFileNamesReleasesInline() {
        GenuineSnp healthy = new FaultySnp().genuine();
        String inline = """
                {"referenceValues": [{"name": "1.0", "kind": "amd-sev-snp", "measurements": {"measurement": "%s"}}]}""";
        String file = FILE.replace("[\"" + hex(48, 1) + "\"]", inline.formatted(hex(48, 1)));
        verified(healthy.appraise(parse(file)));
        rejected(Reason.EVIDENCE_MEASUREMENT, healthy.appraise(parse(file.replace(hex(48, 1), hex(48, 9)))));
        assertThrows(IllegalArgumentException.class, () -> parse(file.replace("amd-sev-snp", "intel-tdx")));
        String awaiting = FILE.replace("[\"" + hex(48, 1) + "\"]", "\"reference-values\"");
        assertThrows(IllegalArgumentException.class, () -> parse(awaiting));
    }

    @Test
    void refusesFilesWithFieldsThatAreMissingUnknownOrOutOfRange() {
        for (String[] change : new String[][] {
            {"\"vmpls\": [0], ", ""},
            {"\"vmpls\": [0]", "\"vmpls\": []"},
            {"\"vmpls\": [0]", "\"vmpls\": [4]"},
            {"\"vmpls\": [0]", "\"vmpls\": 0"},
            {"\"vcek\"", "\"vcekk\""},
            {"\"host_data\": \"any\"", "\"host_data\": \"all\""},
            {"\"host_data\": \"any\"", "\"host_data\": []"},
            {"\"host_data\": \"any\"", "\"host_data\": [\"00\"]"},
            {"\"host_data\": \"any\"", "\"host_data\": [\"x\"]"},
            {"\"debug_allowed\": \"refuse\"", "\"debug_allowed\": \"any\""},
            {"\"smt_allowed\": \"any\", ", ""},
            {"\"Milan\"", "\"Rome\""},
            {"219", "256"},
            {"\"minimumAtLaunch\": \"any\"", "\"minimumAtLaunch\": \"none\""},
            {"1.55.0", "1.55"},
            {"1.55.0", "1.55.256"},
            {"\"minimumGuestSvn\": 0", "\"minimumGuestSvn\": -1"},
            {"0000000000000003", "3"},
            {"\"maskedChip\": \"refuse\"", "\"maskedChip\": \"maybe\""},
            {"\"report_data\": [\"" + hex(64, 2) + "\"],", ""}
        }) {
            String changed = FILE.replace(change[0], change[1]);
            assertTrue(!changed.equals(FILE), change[0]);
            assertThrows(IllegalArgumentException.class, () -> parse(changed), change[1]);
        }
    }

    @Test
    void insecureChoicesSaySo() {
        GenuineSnp healthy = new FaultySnp().genuine();
        verified(healthy.appraise(parse(FILE.replace("[\"" + hex(64, 2) + "\"]", "\"insecure-any\""))));
        verified(healthy.appraise(
                parse(FILE.replace("\"debug_allowed\": \"refuse\"", "\"debug_allowed\": \"insecure-any\""))));
    }

    @Test
    void doesNotExistUntilEverythingIsDecided() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> SnpPolicy.builder().build());
        String undecided = String.valueOf(refusal.getMessage());
        for (SnpFlag flag : SnpFlag.values()) {
            assertTrue(undecided.contains(flag.toString()));
        }
        for (SnpField field : SnpField.values()) {
            assertTrue(undecided.contains(field.toString()));
        }
        for (String other : new String[] {"product", "VMPL", "VCEK", "VLEK", "masked", "revocation", "mitigations"}) {
            assertTrue(undecided.contains(other), other);
        }
    }

    @Test
    void decidesNothingTwice() {
        assertThrows(
                IllegalArgumentException.class,
                () -> SnpPolicy.builder().refuseDebug().insecureAllowDebug());
        assertThrows(
                IllegalArgumentException.class,
                () -> SnpPolicy.builder().anyMeasurement().measurement(new byte[48]));
        assertThrows(
                IllegalArgumentException.class,
                () -> SnpPolicy.builder().reportData(new byte[64]).insecureAnyReportData());
        assertThrows(
                IllegalArgumentException.class,
                () -> SnpPolicy.builder().waiveRevocationList().requireRevocationList());
        assertThrows(IllegalArgumentException.class, () -> SnpPolicy.builder().measurement(new byte[47]));
        assertEquals(
                "a VMPL is 0 to 3, not 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SnpPolicy.builder().vmpl(4))
                        .getMessage());
    }
}
