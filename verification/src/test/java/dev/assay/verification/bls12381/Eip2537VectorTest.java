package dev.assay.verification.bls12381;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The vectors of EIP-2537, bit for bit. */
class Eip2537VectorTest {

    private record Vector(String name, byte[] input, byte[] expected) {}

    @Test
    void additionsMatch() throws IOException {
        check("add_G1_bls.json", 9, Eip2537::addG1);
        check("add_G2_bls.json", 9, Eip2537::addG2);
    }

    @Test
    void multiplicationsMatch() throws IOException {
        check("mul_G1_bls.json", 11, Eip2537::msmG1);
        check("mul_G2_bls.json", 11, Eip2537::msmG2);
    }

    @Test
    void pairingsMatch() throws IOException {
        check("pairing_check_bls.json", 15, Eip2537::pairing);
    }

    @Test
    void inputsThatMustFailDo() throws IOException {
        checkFailures("fail-add_G1_bls.json", 7, Eip2537::addG1);
        checkFailures("fail-add_G2_bls.json", 7, Eip2537::addG2);
        checkFailures("fail-mul_G1_bls.json", 8, Eip2537::msmG1);
        checkFailures("fail-mul_G2_bls.json", 8, Eip2537::msmG2);
        checkFailures("fail-msm_G1_bls.json", 8, Eip2537::msmG1);
        checkFailures("fail-msm_G2_bls.json", 8, Eip2537::msmG2);
        checkFailures("fail-pairing_check_bls.json", 25, Eip2537::pairing);
    }

    private static void check(String file, int count, UnaryOperator<byte[]> precompile) throws IOException {
        List<Vector> vectors = vectors(file);
        assertEquals(count, vectors.size(), file);
        for (Vector vector : vectors) {
            assertArrayEquals(vector.expected, precompile.apply(vector.input), vector.name);
        }
    }

    private static void checkFailures(String file, int count, UnaryOperator<byte[]> precompile) throws IOException {
        List<Vector> vectors = vectors(file);
        assertEquals(count, vectors.size(), file);
        for (Vector vector : vectors) {
            assertThrows(IllegalArgumentException.class, () -> precompile.apply(vector.input), vector.name);
        }
    }

    private static List<Vector> vectors(String file) throws IOException {
        Path path = Path.of(System.getProperty("assay.root"), "../shared/vectors/zk/eip2537", file);
        Assumptions.assumeTrue(Files.exists(path), "needs the shared vectors: " + file);
        List<Vector> vectors = new ArrayList<>();
        for (JsonValue element : ((JsonArray) Json.read(Files.readAllBytes(path))).elements()) {
            JsonObject vector = (JsonObject) element;
            vectors.add(new Vector(text(vector, "Name"), hex(vector, "Input"), hex(vector, "Expected")));
        }
        return vectors;
    }

    private static byte[] hex(JsonObject object, String key) {
        return HexFormat.of().parseHex(text(object, key));
    }

    private static String text(JsonObject object, String key) {
        return object.members().get(key) instanceof JsonString string ? string.value() : "";
    }
}
