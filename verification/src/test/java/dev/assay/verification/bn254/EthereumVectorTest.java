package dev.assay.verification.bn254;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.bn254.Pairing.Pair;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The published vectors of the precompiles of EIP-196 and EIP-197. */
class EthereumVectorTest {

    private record Vector(String name, String input, String expected) {}

    @Test
    void additionsMatchBitForBit() throws IOException {
        for (Vector vector : vectors("bn256Add.json", 16)) {
            byte[] input = padded(vector.input, 128);
            G1 sum = g1(input, 0).toJacobian().add(g1(input, 64).toJacobian());
            assertEquals(vector.expected, hex(sum), vector.name);
            assertEquals(vector.expected, hex(g1(input, 0).toJacobian().add(g1(input, 64))), vector.name);
        }
    }

    @Test
    void scalarMultiplicationsMatchBitForBit() throws IOException {
        for (Vector vector : vectors("bn256ScalarMul.json", 19)) {
            byte[] input = padded(vector.input, 96);
            // The precompile takes any 256-bit scalar, also above r.
            G1 product = g1(input, 0).toJacobian().multiply(word(input, 64));
            assertEquals(vector.expected, hex(product), vector.name);
        }
    }

    @Test
    void pairingsMatch() throws IOException {
        int rejected = 0;
        for (Vector vector : vectors("bn256Pairing.json", 14)) {
            boolean expected = vector.expected.endsWith("1");
            assertEquals(expected, Pairing.productIsOne(pairs(vector.input)), vector.name);
            rejected += expected ? 0 : 1;
        }
        assertTrue(rejected > 0, "some of the published pairings are not one");
    }

    /** Each pairing that is one stops being so when one of its points moves. */
    @Test
    void pairingsOfOtherPointsAreNotOne() throws IOException {
        for (Vector vector : vectors("bn256Pairing.json", 14)) {
            List<Pair> pairs = new ArrayList<>(pairs(vector.input));
            if (vector.expected.endsWith("1") && !pairs.isEmpty()) {
                G1 moved = pairs.getFirst().g1().toJacobian().add(G1.GENERATOR);
                pairs.set(0, new Pair(moved.toAffine(), pairs.getFirst().g2()));
                assertFalse(Pairing.productIsOne(pairs), vector.name);
            }
        }
    }

    private static List<Pair> pairs(String hex) {
        byte[] input = HexFormat.of().parseHex(hex);
        List<Pair> pairs = new ArrayList<>();
        for (int at = 0; at < input.length; at += 192) {
            G2.Affine q = new G2.Affine(fq2(input, at + 64), fq2(input, at + 128));
            assertTrue(q.isOnCurve() && q.isInSubgroup());
            pairs.add(Pair.of(g1(input, at), q));
        }
        return pairs;
    }

    private static G1.Affine g1(byte[] input, int at) {
        G1.Affine point = new G1.Affine(Fq.of(word(input, at)), Fq.of(word(input, at + 32)));
        assertTrue(point.isOnCurve());
        return point;
    }

    /** EIP-197 writes the imaginary part first. */
    private static Fq2 fq2(byte[] input, int at) {
        return new Fq2(Fq.of(word(input, at + 32)), Fq.of(word(input, at)));
    }

    private static BigInteger word(byte[] input, int at) {
        return new BigInteger(1, Arrays.copyOfRange(input, at, at + 32));
    }

    private static byte[] padded(String hex, int sizeBytes) {
        return Arrays.copyOf(HexFormat.of().parseHex(hex), sizeBytes);
    }

    private static String hex(G1 point) {
        G1.Affine affine = point.toAffine();
        return String.format("%064x%064x", affine.x().toBigInteger(), affine.y().toBigInteger());
    }

    private static List<Vector> vectors(String file, int count) throws IOException {
        Path path = Path.of(System.getProperty("assay.root"), "../shared/vectors/zk/geth-bn254", file);
        Assumptions.assumeTrue(Files.exists(path), "needs the shared vectors: " + file);
        List<Vector> vectors = new ArrayList<>();
        for (var element : ((JsonArray) Json.read(Files.readAllBytes(path))).elements()) {
            JsonObject vector = (JsonObject) element;
            vectors.add(new Vector(text(vector, "Name"), text(vector, "Input"), text(vector, "Expected")));
        }
        assertEquals(count, vectors.size());
        return vectors;
    }

    private static String text(JsonObject object, String key) {
        return Optional.ofNullable(object.members().get(key))
                .map(value -> ((JsonString) value).value())
                .orElseThrow();
    }
}
