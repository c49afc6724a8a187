package dev.assay.node.prove.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class InverseTest {

    private static final int ROUNDS = 2000;

    static Stream<BigInteger> primes() {
        return Stream.of(Curve.BN254, Curve.BLS12_381)
                .flatMap(curve -> Stream.of(curve.fq().modulus(), curve.fr().modulus()));
    }

    @ParameterizedTest
    @MethodSource("primes")
    void agreesWithBigIntegersFromBothEndsAndOnAnySize(BigInteger prime) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int i = 1; i <= ROUNDS; i++) {
            check(prime, BigInteger.valueOf(i));
            check(prime, prime.subtract(BigInteger.valueOf(i)));
            byte[] bytes = new byte[1 + i % (prime.bitLength() / Byte.SIZE)];
            random.nextBytes(bytes);
            bytes[0] |= 1;
            check(prime, new BigInteger(1, bytes).mod(prime));
        }
    }

    private static void check(BigInteger prime, BigInteger value) {
        long[] words = words(prime, value);
        new Inverse(prime).invert(words);
        assertArrayEquals(words(prime, value.modInverse(prime)), words, value.toString());
    }

    @ParameterizedTest
    @MethodSource("primes")
    void leavesZero(BigInteger prime) {
        long[] words = words(prime, BigInteger.ZERO);
        new Inverse(prime).invert(words);
        assertEquals(
                0, IntStream.range(0, words.length).filter(i -> words[i] != 0).count());
    }

    private static long[] words(BigInteger prime, BigInteger value) {
        return IntStream.range(0, Math.ceilDiv(prime.bitLength(), Long.SIZE))
                .mapToLong(i -> value.shiftRight(Long.SIZE * i).longValue())
                .toArray();
    }
}
