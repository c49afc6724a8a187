package dev.assay.verification.tee.snp;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
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

/** The shared SNP reports, real and synthetic, with the verdict that each must have; they lie outside the repository. */
final class SnpVectors {

    private static final Path FOLDER = Path.of(System.getProperty("assay.root", ".."), "..", "shared", "vectors")
            .normalize();
    private static final Set<String> KINDS = Set.of("snp", "synthetic-snp");

    /**
     * @param expected starts with {@code valid}, {@code valid-debug} or {@code reject}, or says what is missing
     * @param time when to verify; empty where any time does
     */
    record Case(
            String id,
            byte[] report,
            SnpEndorsements endorsements,
            TrustAnchors anchors,
            String expected,
            Optional<Instant> time,
            Optional<Instant> validFrom,
            Optional<Instant> validUntil) {

        boolean isValid() {
            return expected.startsWith("valid");
        }

        Verdict<GenuineSnp> verify(Instant now) {
            return SnpVerifier.verify(report, endorsements, anchors, now);
        }
    }

    private SnpVectors() {}

    static List<Case> all() {
        Path index = FOLDER.resolve("vectors.jsonl");
        Assumptions.assumeTrue(Files.exists(index), "the shared vectors are not here: " + index);
        try {
            return Files.readAllLines(index).stream()
                    .map(line -> (JsonObject) Json.read(line.getBytes(StandardCharsets.UTF_8)))
                    .filter(entry -> KINDS.contains(text(entry, "kind").orElseThrow()))
                    .map(entry -> text(entry, "kind").orElseThrow().equals("snp") ? real(entry) : synthetic(entry))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case real(JsonObject entry) {
        byte[] report = file(text(entry, "file").orElseThrow());
        SnpEndorsements endorsements = entry.members().get("certs") instanceof JsonObject certs
                ? endorse(report, member(certs, "ek"), member(certs, "intermediate"), member(certs, "root"))
                : SnpEndorsements.none();
        return read(entry, report, endorsements, TrustAnchors.amdSevSnp());
    }

    private static byte[] member(JsonObject certs, String name) {
        return file(text(certs, name).orElseThrow());
    }

    private static Case synthetic(JsonObject entry) {
        String own = text(entry, "file").orElseThrow() + "/";
        String root = text(entry, "trust_root").orElseThrow();
        String shared = root.substring(0, root.lastIndexOf('/') + 1);
        byte[] report = file(own + "report.bin");
        byte[] ark = file(Files.exists(FOLDER.resolve(own + "ark.der")) ? own + "ark.der" : root);
        SnpEndorsements endorsements = Files.exists(FOLDER.resolve(own + "ask.der"))
                ? SnpEndorsements.vcek(file(own + "ek.der"), file(own + "ask.der"), ark)
                : endorse(report, file(own + "ek.der"), file(shared + intermediate(report)), ark);
        String list = own.contains("ask-revoked") ? "crl-ask-revoked.der" : "crl-empty.der";
        return read(
                entry,
                report,
                endorsements.withRevocationList(file(shared + list)),
                TrustAnchors.pinned(Set.of(Digest.sha256(file(root)))));
    }

    private static String intermediate(byte[] report) {
        return key(report) == SnpSigningKey.VCEK ? "ask.der" : "asvk.der";
    }

    private static SnpSigningKey key(byte[] report) {
        return SnpReport.parse(report) instanceof Verdict.Verified<SnpReport>(SnpReport parsed)
                ? parsed.signingKey()
                : SnpSigningKey.VCEK;
    }

    private static SnpEndorsements endorse(byte[] report, byte[] ek, byte[] intermediate, byte[] root) {
        return switch (key(report)) {
            case VCEK -> SnpEndorsements.vcek(ek, intermediate, root);
            case VLEK -> SnpEndorsements.vlek(ek, intermediate, root);
        };
    }

    private static Case read(JsonObject entry, byte[] report, SnpEndorsements endorsements, TrustAnchors anchors) {
        return new Case(
                text(entry, "id").orElseThrow(),
                report,
                endorsements,
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

    static byte[] file(String path) {
        try {
            return Files.readAllBytes(FOLDER.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
