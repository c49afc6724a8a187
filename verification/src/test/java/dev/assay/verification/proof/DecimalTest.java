package dev.assay.verification.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTest {

    @Test
    void readsWhatBigIntegerReads() {
        Random random = new Random(20_261_123);
        for (int bits = 0; bits < 400; bits++) {
            String digits = new BigInteger(bits, random).toString();
            assertEquals(new BigInteger(digits), Decimal.parse(digits));
        }
    }

    @Test
    void readsTheLargestNumberOfEachLength() {
        for (int length = 1; length <= 120; length++) {
            String nines = "9".repeat(length);
            assertEquals(new BigInteger(nines), Decimal.parse(nines));
        }
    }

    @Test
    void readsLeadingZeros() {
        assertEquals(BigInteger.TEN, Decimal.parse("00000000000000000010"));
        assertEquals(BigInteger.ZERO, Decimal.parse(""));
    }
}
