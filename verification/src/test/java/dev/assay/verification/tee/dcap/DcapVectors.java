package dev.assay.verification.tee.dcap;

import dev.assay.verification.Digest;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
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
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;

/** The shared quotes, real and synthetic, with the verdict that each must have; they lie outside the repository. */
final class DcapVectors {

    private static final Path FOLDER = Path.of(System.getProperty("assay.root", ".."), "..", "shared", "vectors")
            .normalize();

    /** @param entry the line of the index */
    record Case(String id, byte[] quote, DcapEndorsements endorsements, TrustAnchors anchors, JsonObject entry) {

        Optional<Instant> time(String field) {
            return DcapVectors.text(entry, field)
                    .map(time -> OffsetDateTime.parse(time).toInstant());
        }

        /** When to verify; any time will do where none is said. */
        Instant time() {
            return time("time").orElse(Instant.parse("2026-01-01T00:00:00Z"));
        }

        Optional<String> text(String field) {
            return DcapVectors.text(entry, field);
        }

        /** A field of the index's expectation of a real quote. */
        Optional<String> expected(String field) {
            return entry.members().get("expect") instanceof JsonObject expect
                    ? DcapVectors.text(expect, field)
                    : Optional.empty();
        }

        /** What the index expects of a synthetic quote, in words. */
        String expectedWords() {
            return text("expect").orElse("");
        }

        Set<String> expectedAdvisories() {
            Set<String> ids = new TreeSet<>();
            if (entry.members().get("expect") instanceof JsonObject expect
                    && expect.members().get("advisory_ids") instanceof JsonArray advisories) {
                advisories.elements().forEach(id -> ids.add(((JsonString) id).value()));
            }
            return ids;
        }

        boolean hasCollateral() {
            return entry.members().get("collateral") instanceof JsonObject || isSynthetic();
        }

        boolean isSynthetic() {
            return id.startsWith("syn-");
        }
    }

    private DcapVectors() {}

    static List<Case> all() {
        return lines().stream()
                .filter(entry -> Set.of("intel-quote", "synthetic-dcap")
                        .contains(text(entry, "kind").orElseThrow()))
                .map(DcapVectors::read)
                .toList();
    }

    static List<Case> real() {
        return all().stream().filter(vector -> !vector.isSynthetic()).toList();
    }

    static List<Case> synthetic() {
        return all().stream().filter(Case::isSynthetic).toList();
    }

    static Case named(String id) {
        return all().stream()
                .filter(vector -> vector.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonObject> lines() {
        Path index = FOLDER.resolve("vectors.jsonl");
        Assumptions.assumeTrue(Files.exists(index), "the shared vectors are not here: " + index);
        try {
            return Files.readAllLines(index).stream()
                    .map(line -> (JsonObject) Json.read(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case read(JsonObject entry) {
        String id = text(entry, "id").orElseThrow();
        String file = text(entry, "file").orElseThrow();
        Optional<String> root = text(entry, "trust_root");
        if (root.isPresent()) {
            TrustAnchors anchors = TrustAnchors.pinned(Set.of(Digest.sha256(file(root.get()))));
            return new Case(id, file(file + "/quote.bin"), folder(file), anchors, entry);
        }
        DcapEndorsements endorsements = entry.members().get("collateral") instanceof JsonObject paths
                ? collateral(paths)
                : DcapEndorsements.builder().build();
        return new Case(id, file(file), endorsements, TrustAnchors.intelSgx(), entry);
    }

    private static DcapEndorsements folder(String folder) {
        return DcapEndorsements.builder()
                .tcbInfo(file(folder + "/tcbinfo.json"))
                .qeIdentity(file(folder + "/qeidentity.json"))
                .issuerChain(file(folder + "/tcbsigning-chain.pem"))
                .rootCrl(file(folder + "/rootcrl.der"))
                .pckCrl(file(folder + "/pckcrl.der"))
                .build();
    }

    private static DcapEndorsements collateral(JsonObject paths) {
        return DcapEndorsements.builder()
                .tcbInfo(file(text(paths, "tcb_info").orElseThrow()))
                .qeIdentity(file(text(paths, "qe_identity").orElseThrow()))
                .issuerChain(file(text(paths, "tcb_signing_chain").orElseThrow()))
                .rootCrl(file(text(paths, "root_ca_crl").orElseThrow()))
                .pckCrl(file(text(paths, "pck_crl").orElseThrow()))
                .build();
    }

    private static Optional<String> text(JsonObject entry, String field) {
        JsonValue value = entry.members().get(field);
        return value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
    }

    private static byte[] file(String path) {
        try {
            return Files.readAllBytes(FOLDER.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
