package dev.assay.verification.tee.vtpm;

import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.QuoteWriter;
import dev.assay.simulator.SimulatedAzureTdx;
import dev.assay.simulator.SimulatedAzureVtpm;
import dev.assay.simulator.SimulatedDcap;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import dev.assay.verification.tee.TrustAnchors;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Evidence of one simulated machine of Azure's on SEV-SNP; on TDX it is read, and refused for want of collateral. */
public final class AzureFuzz implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final byte[] NONCE = new byte[16];
    private static final String HARDWARE_ROOT = "hardware-root.der";
    private static final String INTERMEDIATE = "intermediate.der";
    private static final String KEY_ROOT = "key-root.der";

    @Override
    public Map<String, byte[]> make() {
        SecureRandom random = new SecureRandom();
        SimulatedAzureVtpm azure = SimulatedAzureVtpm.create(random, NOW);
        Map<String, byte[]> files = new HashMap<>();
        files.put(HARDWARE_ROOT, azure.processor().root());
        files.put(INTERMEDIATE, azure.processor().intermediate());
        files.put(KEY_ROOT, azure.keyAuthority());
        SimulatedAzureTdx tdx = new SimulatedAzureTdx(azure, SimulatedDcap.create(random, NOW));
        QuoteWriter quote = tdx.quote(4);
        seed(files, "snp", azure.attest(NONCE));
        seed(files, "snp-with-certificate", azure.attestWithCertificate(NONCE));
        seed(files, "tdx", tdx.attest(NONCE, tdx.tdReport(quote), quote.quote()));
        return files;
    }

    private static void seed(Map<String, byte[]> files, String name, String json) {
        files.put(SEED + name, json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Property over(Corpus files) {
        AzureAnchors anchors = new AzureAnchors(pinned(files.given(HARDWARE_ROOT)), pinned(files.given(KEY_ROOT)));
        AzureEndorsements endorsements = new AzureEndorsements.Snp(
                files.given(INTERMEDIATE),
                files.given(HARDWARE_ROOT),
                new byte[0],
                AkEndorsements.insecureWithoutRevocation(List.of(files.given(KEY_ROOT))));
        Set<Map<String, String>> statements = files.seeds().stream()
                .map(seed -> AzureVtpmVerifier.verify(seed, endorsements, anchors, NOW))
                .filter(verdict -> !(verdict instanceof Verdict.Rejected))
                .map(verdict -> statement(simulated(verdict).vtpm()))
                .collect(Collectors.toSet());
        assertFalse(statements.isEmpty(), "the seeds are evidence");
        return input -> {
            Verdict<GenuineAzureVtpm> verdict = AzureVtpmVerifier.verify(input, endorsements, anchors, NOW);
            if (!(verdict instanceof Verdict.Rejected)) {
                assertTrue(statements.contains(statement(simulated(verdict).vtpm())));
            }
        };
    }

    private static TrustAnchors pinned(byte[] root) {
        return TrustAnchors.insecureSimulated(Set.of(Digest.sha256(root)));
    }

    private static Map<String, String> statement(GenuineVtpm vtpm) {
        Map<String, String> statement = new TreeMap<>();
        vtpm.measurements()
                .forEach((name, value) -> statement.put(name, HexFormat.of().formatHex(value)));
        statement.put("nonce", HexFormat.of().formatHex(vtpm.nonce()));
        statement.put("boot", vtpm.secureBoot().name());
        statement.put("instance", vtpm.instance().orElse("none"));
        return statement;
    }
}
