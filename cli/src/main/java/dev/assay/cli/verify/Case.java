package dev.assay.cli.verify;

import dev.assay.cli.CommandFailure;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file of cases.
 *
 * @param folder the file's, where the paths in the line start
 */
record Case(Path folder, Map<String, JsonValue> members) {

    // For a document that is malformed at any time.
    private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** @param at takes the place of the line's own time */
    static Case parse(Path folder, String line, Optional<Instant> at) {
        if (Json.parse(line.getBytes(StandardCharsets.UTF_8))
                instanceof Verdict.Verified<JsonValue>(JsonObject(Map<String, JsonValue> members))) {
            Map<String, JsonValue> changed = new HashMap<>(members);
            at.ifPresent(time -> changed.put("time", new JsonString(time.toString())));
            return new Case(folder, changed);
        }
        throw wrong("a line is no JSON object: " + line.substring(0, Math.min(60, line.length())));
    }

    String id() {
        return text("id");
    }

    private JsonValue get(String name) {
        @Nullable JsonValue value = members.get(name);
        if (value == null) {
            throw wrong("a case lacks \"" + name + "\"");
        }
        return value;
    }

    String text(String name) {
        if (get(name) instanceof JsonString(String text)) {
            return text;
        }
        throw wrong("\"" + name + "\" of a case is no string");
    }

    /** The string at the end of these names, one in the other's object. */
    Optional<String> optionalText(String... names) {
        @Nullable JsonValue value = new JsonObject(members);
        for (String name : names) {
            value = value instanceof JsonObject(Map<String, JsonValue> inner) ? inner.get(name) : null;
        }
        return value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
    }

    Instant time(String name) {
        return members.get(name) instanceof JsonString(String text)
                ? OffsetDateTime.parse(text).toInstant()
                : ANY_TIME;
    }

    byte[] hex(String name) {
        try {
            return HexFormat.of().parseHex(text(name));
        } catch (IllegalArgumentException e) {
            throw wrong("\"" + name + "\" of a case is no hexadecimal number");
        }
    }

    Digest digest(String name) {
        byte[] bytes = hex(name);
        if (bytes.length != Digest.SIZE_BYTES) {
            throw wrong("\"" + name + "\" of a case has not " + Digest.SIZE_BYTES + " bytes");
        }
        return Digest.of(bytes);
    }

    /** An object in the line, read like a line itself; empty if there is none. */
    Optional<Case> object(String name) {
        return members.get(name) instanceof JsonObject(Map<String, JsonValue> inner)
                ? Optional.of(new Case(folder, inner))
                : Optional.empty();
    }

    /** A file of the folder that the line names. */
    byte[] fileIn(String name, String file) throws IOException {
        return Files.readAllBytes(folder.resolve(text(name)).resolve(file));
    }

    /** The file that the line names. */
    byte[] file(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(text(name)));
    }

    /** The file that the line names, or the JSON itself. */
    byte[] fileOrJson(String name) throws IOException {
        return get(name) instanceof JsonString
                ? file(name)
                : Json.canonical(get(name)).getBytes(StandardCharsets.UTF_8);
    }

    CaseOutcome unsupported() {
        return new CaseOutcome(id(), CaseOutcome.UNSUPPORTED, "-", expected());
    }

    /** No verdict for want of something that the case does not bring. */
    CaseOutcome unsupported(Reason reason) {
        return new CaseOutcome(id(), CaseOutcome.UNSUPPORTED, reason.name(), expected());
    }

    /** A piece of evidence that was found in order. */
    CaseOutcome component() {
        return new CaseOutcome(id(), CaseOutcome.COMPONENT, "-", expected());
    }

    CaseOutcome outcome(Verdict<?> verdict) {
        return outcome(verdict, CaseOutcome.REJECT);
    }

    /** What becomes of a proof: its key's rejection, or the verdict under that key. */
    <K> CaseOutcome outcome(Verdict<K> key, Function<K, Verdict<?>> verify) {
        return key instanceof Verdict.Verified<K>(K verified)
                ? outcome(verify.apply(verified))
                : outcome(key, CaseOutcome.REJECT_KEY);
    }

    private CaseOutcome outcome(Verdict<?> verdict, String rejected) {
        return verdict instanceof Verdict.Rejected<?> rejection
                ? new CaseOutcome(id(), rejected, rejection.reason().name(), expected())
                : new CaseOutcome(id(), CaseOutcome.ACCEPT, "-", expected());
    }

    private String expected() {
        return Expected.of(members.get("expect"));
    }

    private static CommandFailure wrong(String what) {
        return CommandFailure.usage(what, "One case stands on one line; see 'assay verify cases --help'.");
    }
}
