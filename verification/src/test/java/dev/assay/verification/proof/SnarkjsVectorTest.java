package dev.assay.verification.proof;

import static dev.assay.verification.proof.ReservesSample.bytes;
import static dev.assay.verification.proof.ReservesSample.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.proof.Groth16Verifier.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The shared vectors: proofs by RISC Zero, SP1 and snarkjs, and what others made of them. snarkjs or rapidsnark accept a
 * good part of those that are rejected here.
 */
class SnarkjsVectorTest {

    private static final Map<String, Reason> REASONS = Map.ofEntries(
            Map.entry("public-plus-one", Reason.PROOF_INVALID),
            Map.entry("public-plus-r", Reason.INPUT_NOT_CANONICAL),
            Map.entry("public-minus-r-negative", Reason.INPUT_NOT_CANONICAL),
            Map.entry("public-missing-last", Reason.INPUT_COUNT_MISMATCH),
            Map.entry("public-extra", Reason.INPUT_COUNT_MISMATCH),
            Map.entry("public-empty", Reason.INPUT_COUNT_MISMATCH),
            Map.entry("public-swapped", Reason.PROOF_INVALID),
            Map.entry("A-x-plus-p", Reason.COORDINATE_NOT_CANONICAL),
            Map.entry("B-x0-plus-p", Reason.COORDINATE_NOT_CANONICAL),
            Map.entry("A-not-on-curve", Reason.POINT_NOT_ON_CURVE),
            Map.entry("B-not-on-curve", Reason.POINT_NOT_ON_CURVE),
            Map.entry("C-not-on-curve", Reason.POINT_NOT_ON_CURVE),
            Map.entry("B-on-twist-not-in-subgroup", Reason.POINT_NOT_IN_SUBGROUP),
            Map.entry("B-plus-cofactor-torsion", Reason.POINT_NOT_IN_SUBGROUP),
            Map.entry("A-infinity", Reason.POINT_AT_INFINITY),
            Map.entry("B-infinity", Reason.POINT_AT_INFINITY),
            Map.entry("C-infinity", Reason.POINT_AT_INFINITY),
            Map.entry("all-infinity", Reason.POINT_AT_INFINITY),
            Map.entry("A-zero-encoding", Reason.POINT_AT_INFINITY),
            Map.entry("A-projective-z2", Reason.POINT_NOT_AFFINE),
            Map.entry("AC-swapped", Reason.PROOF_INVALID),
            Map.entry("A-negated", Reason.PROOF_INVALID),
            Map.entry("C-negated", Reason.PROOF_INVALID),
            Map.entry("B-coords-swapped", Reason.POINT_NOT_ON_CURVE),
            Map.entry("toxic-vk-gamma-eq-delta-forged", Reason.KEY_GAMMA_EQUALS_DELTA),
            Map.entry("toxic-vk-delta-infinity", Reason.POINT_AT_INFINITY),
            Map.entry("toxic-vk-alpha-ic-infinity", Reason.POINT_AT_INFINITY),
            // Two faults in one: its nPublic leaves the added point out. VerifiedKeyTest has the infinity alone.
            Map.entry("vk-ic-infinity-extra-input", Reason.KEY_IC_COUNT_MISMATCH),
            Map.entry("vk-npublic-mismatch", Reason.KEY_IC_COUNT_MISMATCH));

    private static final Path FOLDER = Path.of(System.getProperty("assay.root"), "../shared/vectors/zk");

    private record Case(String id, byte[] key, byte[] proof, byte[] inputs, String verdict) {

        /** Whether it was the key that was refused, and the verdict of whichever decided. */
        Verdict<?> decide() {
            return switch (VerifiedKey.load(key)) {
                case Verdict.Verified<VerifiedKey> loaded -> Groth16Verifier.verify(loaded.value(), proof, inputs);
                case Verdict.Simulated<VerifiedKey> simulated -> simulated;
                case Verdict.Rejected<VerifiedKey> refused -> refused;
            };
        }

        /** The verdict as one of a batch with itself, where the key is good. */
        Verdict<?> decideAmongOthers() {
            return VerifiedKey.load(key) instanceof Verdict.Verified<VerifiedKey> loaded
                    ? Groth16Verifier.verifyAll(loaded.value(), Collections.nCopies(3, new Submission(proof, inputs)))
                            .get(1)
                    : decide();
        }

        boolean refusesKey() {
            return VerifiedKey.load(key) instanceof Verdict.Rejected;
        }
    }

    @BeforeAll
    static void needsVectors() {
        Assumptions.assumeTrue(Files.exists(FOLDER.resolve("vectors.jsonl")), "needs the shared vectors");
    }

    @Test
    void thereAreAllTheVectorsThatTheIndexNames() throws IOException {
        List<Case> cases = cases();
        assertEquals(18, cases.stream().filter(c -> c.verdict.equals("accept")).count());
        assertEquals(71, cases.stream().filter(c -> c.verdict.equals("reject")).count());
        assertEquals(
                15, cases.stream().filter(c -> c.verdict.equals("reject-vk")).count());
    }

    @TestFactory
    Stream<DynamicTest> verdictsAndReasonsAreThoseExpected() throws IOException {
        return cases().stream().map(vector -> DynamicTest.dynamicTest(vector.id, () -> check(vector)));
    }

    @Test
    void acceptsTheKeyOfRapidsnarksOwnTests() throws IOException {
        value(VerifiedKey.load(Files.readAllBytes(FOLDER.resolve("rapidsnark-testdata/verification_key.json"))));
    }

    private static void check(Case vector) {
        Verdict<?> verdict = vector.decide();
        assertEquals(vector.verdict.equals("reject-vk"), vector.refusesKey());
        if (vector.verdict.equals("accept")) {
            value(verdict);
            value(vector.decideAmongOthers());
        } else {
            Groth16VerifierTest.assertReason(reason(vector.id), verdict);
            Groth16VerifierTest.assertReason(reason(vector.id), vector.decideAmongOthers());
        }
    }

    private static Reason reason(String id) {
        List<Reason> reasons = REASONS.entrySet().stream()
                .filter(entry -> id.endsWith("-" + entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        assertEquals(1, reasons.size(), "one reason is expected of " + id);
        return reasons.getFirst();
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("vectors.jsonl"))) {
            Map<String, JsonValue> members = ((JsonObject) Json.read(bytes(line))).members();
            if (text(members, "format").equals("snarkjs")
                    && text(members, "system").equals("groth16")) {
                cases.add(new Case(
                        text(members, "id"),
                        content(members, "vk"),
                        content(members, "proof"),
                        content(members, "public"),
                        text(((JsonObject) Objects.requireNonNull(members.get("expect"))).members(), "verdict")));
            }
        }
        assertTrue(cases.size() > 100);
        return cases;
    }

    /** The JSON itself, or the file that is named. */
    private static byte[] content(Map<String, JsonValue> members, String name) throws IOException {
        return Objects.requireNonNull(members.get(name)) instanceof JsonString path
                ? Files.readAllBytes(FOLDER.resolve(path.value()))
                : bytes(Json.canonical(Objects.requireNonNull(members.get(name))));
    }

    private static String text(Map<String, JsonValue> members, String name) {
        return members.get(name) instanceof JsonString string ? string.value() : "";
    }
}
