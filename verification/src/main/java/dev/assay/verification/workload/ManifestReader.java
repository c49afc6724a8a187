package dev.assay.verification.workload;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.sign.Address;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One manifest's members. */
final class ManifestReader {

    private final Map<String, JsonValue> members;

    private ManifestReader(Map<String, JsonValue> members) {
        this.members = members;
    }

    static Workload read(byte[] manifest) {
        if (manifest.length > Workload.MAX_MANIFEST_BYTES) {
            throw new Rejection(
                    Reason.TOO_LARGE,
                    "a manifest of " + manifest.length + " bytes; the limit is " + Workload.MAX_MANIFEST_BYTES);
        }
        if (!(Json.read(manifest) instanceof JsonObject object)) {
            throw invalid("a manifest is a JSON object");
        }
        Workload workload = readWorkload(new ManifestReader(object.members()));
        // Also catches unknown members, spare white space and numbers written in another way.
        if (!Arrays.equals(workload.manifest(), manifest)) {
            throw invalid("not the canonical encoding, which would be "
                    + new String(workload.manifest(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return workload;
    }

    private static Workload readWorkload(ManifestReader in) {
        try {
            return switch (in.string("assay")) {
                case Program.KIND -> in.program();
                case Circuit.KIND -> in.circuit();
                case PluginCircuit.KIND -> in.pluginCircuit();
                case String other ->
                    throw invalid("\"assay\" is \"" + other + "\"; known are " + Program.KIND + ", " + Circuit.KIND
                            + " and " + PluginCircuit.KIND);
            };
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private Program program() {
        if (!string("engine").equals("wasm")) {
            throw invalid("\"engine\" is \"" + string("engine") + "\"; known is wasm");
        }
        Program.Limits limits = new Program.Limits(
                integer("memoryBytes"), integer("outputBytes"), Duration.ofMillis(integer("timeMillis")));
        return new Program(string("name"), digest("code"), limits);
    }

    private Circuit circuit() {
        return new Circuit(
                string("name"),
                string("proofSystem"),
                digest("verificationKey"),
                digest("zkey"),
                digest("wasm"),
                optional("r1cs"),
                Math.toIntExact(range("publicInputs", integer("publicInputs"), 0, 4096)),
                terms());
    }

    private PluginCircuit pluginCircuit() {
        PluginCircuit.Verifier verifier = new PluginCircuit.Verifier(
                digest("verifier"), integer("verifierMemoryBytes"), Duration.ofMillis(integer("verifierMillis")));
        return new PluginCircuit(
                string("name"), string("proofSystem"), verifier, digest("verificationKey"), files(), terms());
    }

    private Map<String, Digest> files() {
        if (!(member("files") instanceof JsonObject object)) {
            throw invalid("\"files\" must be an object");
        }
        ManifestReader files = new ManifestReader(object.members());
        Map<String, Digest> digests = new LinkedHashMap<>();
        object.members().keySet().forEach(name -> digests.put(name, files.digest(name)));
        return digests;
    }

    private CircuitTerms terms() {
        Optional<Address> owner =
                members.containsKey("owner") ? Optional.of(Address.ofHex(string("owner"))) : Optional.empty();
        Optional<CircuitTerms.Sample> sample =
                members.containsKey("sampleProof") || members.containsKey("samplePublicInputs")
                        ? Optional.of(new CircuitTerms.Sample(digest("sampleProof"), digest("samplePublicInputs")))
                        : Optional.empty();
        return new CircuitTerms(owner, optional("inputValidator"), sample);
    }

    private Optional<Digest> optional(String key) {
        return members.containsKey(key) ? Optional.of(digest(key)) : Optional.empty();
    }

    private String string(String key) {
        if (member(key) instanceof JsonString string) {
            return string.value();
        }
        throw invalid("\"" + key + "\" must be a string");
    }

    private long integer(String key) {
        if (member(key) instanceof JsonNumber number && number.literal().length() <= 18) {
            try {
                return Long.parseLong(number.literal());
            } catch (NumberFormatException e) {
                throw invalid("\"" + key + "\" must be a whole number");
            }
        }
        throw invalid("\"" + key + "\" must be a whole number");
    }

    private Digest digest(String key) {
        try {
            return Digest.ofHex(string(key));
        } catch (IllegalArgumentException e) {
            throw invalid("\"" + key + "\" must be a SHA-256 in 64 hexadecimal digits");
        }
    }

    private JsonValue member(String key) {
        @Nullable JsonValue value = members.get(key);
        if (value == null) {
            throw invalid("\"" + key + "\" is missing");
        }
        return value;
    }

    static long range(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " is " + value + ", not in " + min + ".." + max);
        }
        return value;
    }

    static void checkName(String name) {
        boolean printable = name.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (name.isEmpty() || name.length() > 64 || !printable) {
            throw new IllegalArgumentException("a name has 1 to 64 printable ASCII characters");
        }
    }

    private static Rejection invalid(String what) {
        return new Rejection(Reason.MANIFEST_INVALID, what);
    }
}
