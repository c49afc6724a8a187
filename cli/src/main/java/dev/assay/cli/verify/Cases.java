package dev.assay.cli.verify;

import dev.assay.cli.CommandFailure;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.proof.ProofVerifier;
import dev.assay.verification.tee.AppraisalPolicy;
import dev.assay.verification.tee.EvidenceVerifier;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs cases of the kinds that there are verifiers for. */
final class Cases {

    // For a document that is malformed at any time.
    private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;

    Cases(Path folder) {
        this.folder = folder;
    }

    CaseOutcome run(String line) throws IOException {
        if (!(Json.parse(line.getBytes(StandardCharsets.UTF_8))
                instanceof Verdict.Verified<JsonValue>(JsonObject(Map<String, JsonValue> members)))) {
            throw CommandFailure.usage("a line is no JSON object: " + shortened(line), "One case stands on one line.");
        }
        Fields fields = new Fields(members);
        String id = fields.text("id");
        String expected = Expected.of(members.get("expect"));
        return switch (fields.text("kind")) {
            case "nitro" -> nitro(id, expected, fields, TrustAnchors.awsNitro());
            case "synthetic-nitro" -> nitro(id, expected, fields, pinned(fields.text("trust_root")));
            case "proof" -> proof(id, expected, fields);
            default -> unsupported(id, expected);
        };
    }

    private static CaseOutcome unsupported(String id, String expected) {
        return new CaseOutcome(id, CaseOutcome.UNSUPPORTED, "-", expected);
    }

    private static CaseOutcome outcome(String id, Verdict<?> verdict, String rejected, String expected) {
        return verdict instanceof Verdict.Rejected<?> rejection
                ? new CaseOutcome(id, rejected, rejection.reason().name(), expected)
                : new CaseOutcome(id, CaseOutcome.ACCEPT, "-", expected);
    }

    private TrustAnchors pinned(String rootFile) throws IOException {
        return TrustAnchors.pinned(Set.of(Digest.sha256(Files.readAllBytes(folder.resolve(rootFile)))));
    }

    private CaseOutcome nitro(String id, String expected, Fields fields, TrustAnchors anchors) throws IOException {
        byte[] evidence = Files.readAllBytes(folder.resolve(fields.text("file")));
        Verdict<?> verdict = EvidenceVerifier.verify(evidence, anchors, policy(), fields.time("time"));
        return outcome(id, verdict, CaseOutcome.REJECT, expected);
    }

    /** Documents of others: any code, but no debug mode. */
    private static AppraisalPolicy policy() {
        return AppraisalPolicy.builder()
                .anyMeasurement()
                .refuseDebug()
                .freshness(Freshness.keyBinding(Duration.ofHours(3)))
                .clockSkew(Duration.ofMinutes(1))
                .build();
    }

    private CaseOutcome proof(String id, String expected, Fields fields) throws IOException {
        if (!fields.text("format").equals("snarkjs")) {
            return unsupported(id, expected);
        }
        Verdict<ProofKey> loaded = ProofVerifier.load(bytes(fields.get("vk")));
        if (!(loaded instanceof Verdict.Verified<ProofKey>(ProofKey key))) {
            return outcome(id, loaded, CaseOutcome.REJECT_KEY, expected);
        }
        Verdict<?> verdict = ProofVerifier.verify(key, bytes(fields.get("proof")), bytes(fields.get("public")));
        return outcome(id, verdict, CaseOutcome.REJECT, expected);
    }

    /** A path relative to the cases' folder, or the JSON itself. */
    private byte[] bytes(JsonValue value) throws IOException {
        return value instanceof JsonString(String path)
                ? Files.readAllBytes(folder.resolve(path))
                : Json.canonical(value).getBytes(StandardCharsets.UTF_8);
    }

    private static String shortened(String line) {
        return line.substring(0, Math.min(60, line.length()));
    }

    private record Fields(Map<String, JsonValue> members) {

        JsonValue get(String name) {
            @Nullable JsonValue value = members.get(name);
            if (value == null) {
                throw CommandFailure.usage("a case lacks \"" + name + "\"", "See 'assay verify cases --help'.");
            }
            return value;
        }

        String text(String name) {
            if (get(name) instanceof JsonString(String text)) {
                return text;
            }
            throw CommandFailure.usage("\"" + name + "\" of a case is no string", "See 'assay verify cases --help'.");
        }

        Instant time(String name) {
            return members.get(name) instanceof JsonString(String text)
                    ? OffsetDateTime.parse(text).toInstant()
                    : ANY_TIME;
        }
    }
}
