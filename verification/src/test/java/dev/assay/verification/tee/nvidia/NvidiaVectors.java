package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Digest;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The shared NVIDIA reports and manifests with the verdict that each must have; they lie outside the repository. */
final class NvidiaVectors {

    private static final Path FOLDER = Path.of(System.getProperty("assay.root", ".."), "..", "shared", "vectors")
            .normalize();

    /** One line of the index. */
    record Case(JsonObject entry) {

        String id() {
            return text("id").orElseThrow();
        }

        String kind() {
            return text("kind").orElseThrow();
        }

        boolean isRejected() {
            return text("expect").orElseThrow().startsWith("reject");
        }

        Instant time() {
            return OffsetDateTime.parse(text("time").orElseThrow()).toInstant();
        }

        Optional<String> text(String field) {
            return entry.members().get(field) instanceof JsonString(String value)
                    ? Optional.of(value)
                    : Optional.empty();
        }

        byte[] file(String field) {
            try {
                return Files.readAllBytes(FOLDER.resolve(text(field).orElseThrow()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Digest nonce() {
            return Digest.ofHex(text("nonce").orElseThrow());
        }

        @Override
        public String toString() {
            return id();
        }
    }

    private NvidiaVectors() {}

    static List<Case> of(String kind) {
        Path index = FOLDER.resolve("vectors.jsonl");
        Assumptions.assumeTrue(Files.exists(index), "the shared vectors are not here: " + index);
        try {
            return Files.readAllLines(index).stream()
                    .map(line -> new Case((JsonObject) Json.read(line.getBytes(StandardCharsets.UTF_8))))
                    .filter(vector -> vector.kind().equals(kind))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Case named(String id) {
        return List.of("nvidia-spdm", "nvidia-evidence-json", "nvidia-rim").stream()
                .flatMap(kind -> of(kind).stream())
                .filter(vector -> vector.id().equals(id))
                .findAny()
                .orElseThrow();
    }
}
