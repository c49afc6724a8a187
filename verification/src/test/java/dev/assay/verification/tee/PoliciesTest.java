package dev.assay.verification.tee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.cca.CcaPolicy;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.nitro.NitroPolicy;
import dev.assay.verification.tee.nvidia.NvidiaPolicy;
import dev.assay.verification.tee.snp.SnpPolicy;
import dev.assay.verification.tee.vtpm.AzurePolicy;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every example of {@code docs/policies.md} is a policy. */
class PoliciesTest {

    private static final Path PAGE = Path.of(System.getProperty("assay.root", ".."), "docs/policies.md");
    private static final Pattern EXAMPLE = Pattern.compile("<!-- (\\S+) -->\n```json\n(.*?)\n```", Pattern.DOTALL);

    @Test
    void everyExampleIsRead() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> kinds = new TreeSet<>();
        int examples = 0;
        for (Matcher example = EXAMPLE.matcher(page); example.find(); examples++) {
            read(example.group(1), example.group(2));
            kinds.add(example.group(1));
        }
        assertEquals(page.split("```json\n", -1).length - 1, examples, "an example without its kind");
        assertTrue(kinds.containsAll(Set.of(
                "aws-nitro",
                "intel-sgx",
                "intel-tdx",
                "amd-sev-snp",
                "gcp-vtpm",
                "azure-snp-vtpm",
                "azure-tdx-vtpm",
                "arm-cca",
                "nvidia")));
    }

    private static void read(String kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonValue json = Json.read(bytes);
        Object policy = switch (kind) {
            case "policy" -> AppraisalPolicy.parse(bytes);
            case "reference-values" -> ReferenceValues.parse(bytes);
            case "aws-nitro" ->
                NitroPolicy.builder()
                        .read(json)
                        .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                        .clockSkew(Duration.ZERO)
                        .build();
            case "intel-sgx", "intel-tdx" ->
                DcapPolicy.builder().read(json).reportData(new byte[64]).build();
            case "amd-sev-snp" ->
                SnpPolicy.builder().read(json).reportData(new byte[64]).build();
            case "gcp-vtpm" ->
                VtpmPolicy.builder().read(json).nonce(new byte[32]).build();
            case "azure-snp-vtpm", "azure-tdx-vtpm" ->
                AzurePolicy.builder().read(json).nonce(new byte[32]).build();
            case "arm-cca" ->
                CcaPolicy.builder().read(json).challenge(new byte[64]).build();
            case "nvidia" ->
                NvidiaPolicy.builder().read(json).insecureAnyNonce().build();
            default -> throw new AssertionError("an example of " + kind);
        };
        assertTrue(!policy.toString().isEmpty());
    }
}
