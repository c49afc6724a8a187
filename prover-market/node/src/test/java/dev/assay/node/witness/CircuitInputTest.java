package dev.assay.node.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.node.witness.WitnessException.Code;
import dev.assay.verification.bn254.Fr;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CircuitInputTest {

    private static final BigInteger R = Fr.MODULUS;

    @Test
    void readsNumbersAndStrings() throws WitnessException {
        assertEquals(List.of(Fr.of(123), Fr.of(7)), values("{\"s\": [\"123\", 7]}"));
    }

    @Test
    void readsNestedArraysInRowMajorOrder() throws WitnessException {
        assertEquals(List.of(Fr.of(1), Fr.of(2), Fr.of(3)), values("{\"s\": [[1, 2], [[3]], []]}"));
    }

    @Test
    void readsNumbersThatJavaScriptWouldRound() throws WitnessException {
        assertEquals(List.of(Fr.of(9007199254740993L)), values("{\"s\": 9007199254740993}"));
    }

    @Test
    void takesNegativeIntegersModuloThePrime() throws WitnessException {
        Fr minusOne = Fr.of(R.subtract(BigInteger.ONE));
        assertEquals(List.of(minusOne, Fr.ONE), values("{\"s\": [-1, \"-" + R.subtract(BigInteger.ONE) + "\"]}"));
    }

    @Test
    void refusesIntegersThatAreNotBelowThePrime() {
        assertRejected("{\"s\": \"" + R + "\"}");
        assertRejected("{\"s\": \"-" + R + "\"}");
        assertRejected("{\"s\": " + "9".repeat(1000) + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{\"s\": 1",
                "{\"s\": 1, \"s\": 1}",
                "{\"s\": 1.0}",
                "{\"s\": 1e3}",
                "{\"s\": \"0x10\"}",
                "{\"s\": \"\"}",
                "{\"s\": \"-\"}",
                "{\"s\": \" 1\"}",
                "{\"s\": \"\u0661\"}",
                "{\"s\": true}",
                "{\"s\": null}",
                "{\"s\": {\"t\": 1}}"
            })
    void refusesWhatIsNoIntegerOfASignal(String json) {
        assertRejected(json);
    }

    private static List<Fr> values(String json) throws WitnessException {
        return CircuitInput.parse(json.getBytes(StandardCharsets.UTF_8))
                .signals()
                .getOrDefault("s", List.of());
    }

    private static void assertRejected(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        WitnessException e = assertThrows(WitnessException.class, () -> CircuitInput.parse(bytes));
        assertEquals(Code.INPUT_REJECTED, e.code());
    }
}
