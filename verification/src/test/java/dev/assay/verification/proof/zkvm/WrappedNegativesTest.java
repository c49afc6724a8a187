package dev.assay.verification.proof.zkvm;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.proof.gnark.ZkVectors;
import dev.assay.verification.proof.gnark.ZkVectors.Negative;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The derived vectors that change the proof's points, once more as a zkVM's users hold them. Those that change the public
 * inputs or the key have no such form, as both are computed or configured; they are in the tests of snarkjs' files.
 */
class WrappedNegativesTest {

    private static final Map<String, Reason> REASONS = Map.ofEntries(
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
            Map.entry("AC-swapped", Reason.PROOF_INVALID),
            Map.entry("A-negated", Reason.PROOF_INVALID),
            Map.entry("C-negated", Reason.PROOF_INVALID),
            Map.entry("B-coords-swapped", Reason.POINT_NOT_ON_CURVE));

    /** A third coordinate has no place in eight words. */
    private static final String PROJECTIVE = "A-projective-z2";

    @TestFactory
    Stream<DynamicTest> sealsOfRisc0() throws IOException {
        Risc0Sample sample = Risc0Sample.load("risc0-receipt-v3_0");
        return tests("negatives-risc0-v3", words -> {
            byte[] seal = concat(sample.parameters().selector(), words);
            return sample.withSeal(seal).verify();
        });
    }

    @TestFactory
    Stream<DynamicTest> proofsOfSp1() throws IOException {
        Sp1Sample sample = Sp1Sample.of4();
        return tests("negatives-sp1-v4", words -> {
            byte[] proof = concat(sample.parameters().selector(), words);
            return sample.withProof(proof).verify();
        });
    }

    private static Stream<DynamicTest> tests(String folder, Function<byte[], Verdict<?>> verify) throws IOException {
        List<Negative> negatives = ZkVectors.negatives(folder).stream()
                .filter(negative -> !negative.hasOtherKey() && !negative.name().startsWith("public-"))
                .filter(negative -> !negative.name().equals(PROJECTIVE))
                .toList();
        assertEquals(REASONS.size() + 3, negatives.size());
        return negatives.stream()
                .map(negative -> DynamicTest.dynamicTest(
                        folder + " " + negative.name(), () -> check(negative, verify.apply(words(negative.proof())))));
    }

    private static void check(Negative negative, Verdict<?> verdict) {
        if (negative.expected().equals("accept")) {
            value(verdict);
        } else {
            assertReason(Objects.requireNonNull(REASONS.get(negative.name()), negative.name()), verdict);
        }
    }

    private static byte[] words(JsonObject proof) {
        return concat(g1(proof, "pi_a"), g2(proof, "pi_b"), g1(proof, "pi_c"));
    }

    private static byte[] g1(JsonObject proof, String name) {
        List<JsonValue> point = elements(proof.members().get(name));
        List<String> numbers = ZkVectors.strings(new JsonArray(point));
        return numbers.get(2).equals("0") ? new byte[64] : concat(word(numbers.get(0)), word(numbers.get(1)));
    }

    private static byte[] g2(JsonObject proof, String name) {
        List<JsonValue> point = elements(proof.members().get(name));
        List<String> x = ZkVectors.strings(point.get(0));
        List<String> y = ZkVectors.strings(point.get(1));
        return ZkVectors.strings(point.get(2)).equals(List.of("0", "0"))
                ? new byte[128]
                : concat(word(x.get(1)), word(x.get(0)), word(y.get(1)), word(y.get(0)));
    }

    private static List<JsonValue> elements(@org.jspecify.annotations.Nullable JsonValue array) {
        return ((JsonArray) Objects.requireNonNull(array)).elements();
    }

    private static byte[] word(String decimal) {
        return HexFormat.of().parseHex(String.format("%064x", new BigInteger(decimal)));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
