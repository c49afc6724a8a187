package dev.assay.cli.verify;

import dev.assay.client.Result.ProofFiles;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A proof in one file, as {@code assay run --receipt} writes it: the texts of snarkjs' three files as the strings
 * {@code proof}, {@code publicInputs} and {@code verificationKey} of one object, byte for byte: a key that is written anew
 * would have another hash.
 */
public record ProofBundle(byte[] proof, byte[] publicInputs, byte[] verificationKey) {

    public static ProofBundle of(ProofFiles files) {
        return new ProofBundle(files.proof(), files.publicInputs(), files.verificationKey());
    }

    /** The file's text, UTF-8. */
    public byte[] encode() {
        JsonObject file = new JsonObject(Map.of(
                "proof", text(proof), "publicInputs", text(publicInputs), "verificationKey", text(verificationKey)));
        return (Json.canonical(file) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonValue text(byte[] json) {
        return new JsonString(new String(json, StandardCharsets.UTF_8));
    }

    /** The three files, if the text is such an object. */
    static Optional<ProofBundle> parse(byte[] text) {
        return Json.parse(text) instanceof Verdict.Verified<JsonValue>(JsonObject(Map<String, JsonValue> members))
                        && members.get("proof") instanceof JsonString(String proof)
                        && members.get("publicInputs") instanceof JsonString(String publicInputs)
                        && members.get("verificationKey") instanceof JsonString(String key)
                ? Optional.of(new ProofBundle(bytes(proof), bytes(publicInputs), bytes(key)))
                : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
