package dev.assay.verification.tee.nitro;

import dev.assay.verification.Digest;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.TrustAnchors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** The shared Nitro documents, real and synthetic, with the verdict that each must have; they lie outside the repository. */
final class NitroVectors {

    private static final Path FOLDER = Path.of(System.getProperty("assay.root", ".."), "..", "shared", "vectors")
            .normalize();

    /**
     * @param expected starts with {@code valid}, {@code valid-debug} or {@code reject}
     * @param time when to verify; empty where any time does
     */
    record Case(
            String id,
            byte[] evidence,
            TrustAnchors anchors,
            String expected,
            Optional<Instant> time,
            Optional<Instant> validFrom,
            Optional<Instant> validUntil) {

        boolean isValid() {
            return expected.startsWith("valid");
        }

        boolean isDebug() {
            return expected.startsWith("valid-debug");
        }
    }

    private NitroVectors() {}

    static List<Case> all() {
        Path index = FOLDER.resolve("vectors.jsonl");
        Assumptions.assumeTrue(Files.exists(index), "the shared vectors are not here: " + index);
        try {
            return Files.readAllLines(index).stream()
                    .map(line -> (JsonObject) Json.read(line.getBytes(StandardCharsets.UTF_8)))
                    .filter(entry -> Set.of("nitro", "synthetic-nitro")
                            .contains(text(entry, "kind").orElseThrow()))
                    .map(NitroVectors::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case read(JsonObject entry) {
        TrustAnchors anchors = text(entry, "trust_root")
                .map(root -> TrustAnchors.pinned(Set.of(Digest.sha256(file(root)))))
                .orElseGet(TrustAnchors::awsNitro);
        return new Case(
                text(entry, "id").orElseThrow(),
                file(text(entry, "file").orElseThrow()),
                anchors,
                text(entry, "expect").orElseThrow(),
                time(entry, "time"),
                time(entry, "valid_from"),
                time(entry, "valid_until"));
    }

    private static Optional<Instant> time(JsonObject entry, String field) {
        return text(entry, field).map(time -> OffsetDateTime.parse(time).toInstant());
    }

    private static Optional<String> text(JsonObject entry, String field) {
        JsonValue value = entry.members().get(field);
        return value instanceof JsonString string ? Optional.of(string.value()) : Optional.empty();
    }

    private static byte[] file(String path) {
        try {
            return Files.readAllBytes(FOLDER.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
