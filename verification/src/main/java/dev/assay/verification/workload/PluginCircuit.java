package dev.assay.verification.workload;

import dev.assay.verification.Digest;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A circuit of a proof system that {@link dev.assay.verification} does not know: a plugin, a WebAssembly module, verifies
 * its proofs ({@code docs/plugins.md}). Keys, proofs, public inputs and inputs are bytes that only the plugin and the
 * provers read. The id commits to the plugin as it does to the key: neither can be exchanged for another.
 *
 * @param proofSystem what engines know it by, and none that is verified without a plugin
 * @param verifier the plugin
 * @param verificationKey SHA-256 of what the plugin verifies with
 * @param files what provers need beside the key, by name: up to 16, SHA-256 each
 * @param terms with a sample
 */
public record PluginCircuit(
        String name,
        String proofSystem,
        Verifier verifier,
        Digest verificationKey,
        Map<String, Digest> files,
        CircuitTerms terms)
        implements Provable {

    static final String KIND = "plugin-circuit/v1";
    private static final int MAX_FILES = 16;

    /**
     * @param code SHA-256 of the module
     * @param memoryBytes linear memory for one proof, 64 KiB to 256 MiB
     * @param cpu processor time for one proof, whole milliseconds from 1 to 30,000
     */
    public record Verifier(Digest code, long memoryBytes, Duration cpu) {
        public Verifier {
            ManifestReader.range("verifierMemoryBytes", memoryBytes, 1 << 16, 256 << 20);
            ManifestReader.range("verifierMillis", cpu.toMillis(), 1, 30_000);
        }
    }

    public PluginCircuit {
        ManifestReader.checkName(name);
        ManifestReader.checkName(proofSystem);
        if (Circuit.VERIFIED.contains(proofSystem)) {
            throw new IllegalArgumentException(proofSystem + " needs no plugin");
        }
        if (files.size() > MAX_FILES) {
            throw new IllegalArgumentException("a circuit has up to " + MAX_FILES + " files");
        }
        files.keySet().forEach(ManifestReader::checkName);
        files = Map.copyOf(files);
        if (terms.sample().isEmpty()) {
            throw new IllegalArgumentException("a circuit with a plugin has a sample proof");
        }
    }

    @Override
    public Set<Digest> artifacts() {
        Set<Digest> all = new LinkedHashSet<>(Set.of(verifier.code()));
        all.add(verificationKey);
        all.addAll(files.values());
        all.addAll(terms.artifacts());
        return all;
    }

    @Override
    public byte[] manifest() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("assay", new JsonString(KIND));
        members.put("name", new JsonString(name));
        members.put("proofSystem", new JsonString(proofSystem));
        members.put("verifier", new JsonString(verifier.code().hex()));
        members.put("verifierMemoryBytes", new JsonNumber(Long.toString(verifier.memoryBytes())));
        members.put(
                "verifierMillis", new JsonNumber(Long.toString(verifier.cpu().toMillis())));
        members.put("verificationKey", new JsonString(verificationKey.hex()));
        Map<String, JsonValue> named = new TreeMap<>();
        files.forEach((file, digest) -> named.put(file, new JsonString(digest.hex())));
        members.put("files", new JsonObject(named));
        terms.write(members);
        return Json.canonical(new JsonObject(members)).getBytes(StandardCharsets.UTF_8);
    }
}
