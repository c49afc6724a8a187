package dev.assay.market.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobInputTest {

    private static JobInput parse(String json) {
        return JobInput.parse(json.getBytes(StandardCharsets.UTF_8), Curve.BN254);
    }

    @Test
    void readsNumbersAndStringsInArraysOfAnyShape() {
        Set<BigInteger> expected = Set.of(BigInteger.ONE, BigInteger.TWO, Fr.MODULUS.subtract(BigInteger.ONE));
        assertEquals(expected, parse("{\"a\": [\"1\", [[2], []]], \"b\": -1}").values());
    }

    @Test
    void readsModuloTheOrderOfTheCircuitsCurve() {
        String json = "{\"s\": [\"" + Fr.MODULUS + "\", -2]}";
        BigInteger minusTwo = Curve.BLS12_381.fr().modulus().subtract(BigInteger.TWO);
        assertEquals(
                Set.of(Fr.MODULUS, minusTwo),
                JobInput.parse(json.getBytes(StandardCharsets.UTF_8), Curve.BLS12_381)
                        .values());
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
                "{\"s\": \" 1\"}",
                "{\"s\": \"+1\"}",
                "{\"s\": \"\u0661\"}",
                "{\"s\": true}",
                "{\"s\": null}",
                "{\"s\": {\"t\": 1}}",
                "{\"s\": \"21888242871839275222246405745257275088548364400416034343698204186575808495617\"}",
                "{\"s\": \"-21888242871839275222246405745257275088548364400416034343698204186575808495617\"}"
            })
    void refusesWhatNodesRefuse(String json) {
        Failure refused = assertThrows(Failure.class, () -> parse(json));
        assertEquals(ErrorCode.INPUT_REJECTED, refused.code());
    }

    @Test
    void isTotalOnDamagedInputs() {
        byte[] good = "{\"a\": [\"12\", -3, [[4]]], \"b\": \"56789\"}".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                JobInput ignored = JobInput.parse(bytes, Curve.BN254);
            } catch (Failure refused) {
                assertEquals(ErrorCode.INPUT_REJECTED, refused.code());
            }
        }
    }
}
