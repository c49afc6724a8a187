package dev.assay.node.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.node.iden3.Prime;
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
        assertEquals(List.of(BigInteger.valueOf(123), BigInteger.valueOf(7)), values("{\"s\": [\"123\", 7]}"));
    }

    @Test
    void readsNestedArraysInRowMajorOrder() throws WitnessException {
        assertEquals(
                List.of(BigInteger.valueOf(1), BigInteger.valueOf(2), BigInteger.valueOf(3)),
                values("{\"s\": [[1, 2], [[3]], []]}"));
    }

    @Test
    void readsNumbersThatJavaScriptWouldRound() throws WitnessException {
        assertEquals(List.of(BigInteger.valueOf(9007199254740993L)), values("{\"s\": 9007199254740993}"));
    }

    @Test
    void takesNegativeIntegersModuloThePrime() throws WitnessException {
        BigInteger minusOne = R.subtract(BigInteger.ONE);
        assertEquals(
                List.of(minusOne, BigInteger.ONE), values("{\"s\": [-1, \"-" + R.subtract(BigInteger.ONE) + "\"]}"));
    }

    @Test
    void refusesIntegersThatAreNotBelowThePrime() {
        assertRejected("{\"s\": \"" + R + "\"}");
        assertRejected("{\"s\": \"-" + R + "\"}");
        assertRejected("{\"s\": " + "9".repeat(1000) + "}");
    }

    /** r of BN254 is below that of BLS12-381. */
    @Test
    void takesWhatIsBelowThePrimeOfTheCircuit() throws WitnessException {
        CircuitInput input = CircuitInput.parse(("{\"s\": [\"" + R + "\", -1]}").getBytes(StandardCharsets.UTF_8));
        BigInteger minusOne = Prime.BLS12_381_SCALAR.value().subtract(BigInteger.ONE);
        assertEquals(
                List.of(R, minusOne),
                input.modulo(Prime.BLS12_381_SCALAR).signals().get("s"));
        assertThrows(WitnessException.class, () -> input.modulo(Prime.BN254_SCALAR));
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

    private static List<BigInteger> values(String json) throws WitnessException {
        return read(json).signals().getOrDefault("s", List.of());
    }

    private static CircuitInput read(String json) throws WitnessException {
        return CircuitInput.parse(json.getBytes(StandardCharsets.UTF_8)).modulo(Prime.BN254_SCALAR);
    }

    private static void assertRejected(String json) {
        WitnessException e = assertThrows(WitnessException.class, () -> read(json));
        assertEquals(Code.INPUT_REJECTED, e.code());
    }
}
