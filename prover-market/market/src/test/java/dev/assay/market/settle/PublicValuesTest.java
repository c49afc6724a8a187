package dev.assay.market.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.market.job.JobInput;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PublicValuesTest {

    private static Optional<String> mismatch(int outputs, String input, long... values) {
        return PublicValues.mismatch(
                LongStream.of(values).mapToObj(BigInteger::valueOf).toList(),
                outputs,
                JobInput.parse(input.getBytes(StandardCharsets.UTF_8), Curve.BN254));
    }

    @Test
    void inputsMustStandInTheJobsInput() {
        assertEquals(Optional.empty(), mismatch(1, "{\"a\": \"7\", \"b\": [1, [\"2\"]]}", 99, 7, 2));
        assertTrue(mismatch(1, "{\"a\": \"7\", \"b\": [1, [\"2\"]]}", 99, 7, 3).isPresent());
    }

    @Test
    void outputsMayBeAnything() {
        assertEquals(Optional.empty(), mismatch(2, "{\"a\": 1}", 5, 6));
        assertTrue(mismatch(0, "{\"a\": 1}", 5).isPresent());
    }

    @Test
    void readsNegativeNumbersModuloTheField() {
        BigInteger minusOne = Fr.MODULUS.subtract(BigInteger.ONE);
        JobInput input = JobInput.parse("{\"a\": -1}".getBytes(StandardCharsets.UTF_8), Curve.BN254);
        assertEquals(Optional.empty(), PublicValues.mismatch(List.of(minusOne), 0, input));
    }
}
