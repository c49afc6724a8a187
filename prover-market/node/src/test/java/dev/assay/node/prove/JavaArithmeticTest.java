package dev.assay.node.prove;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.node.prove.Polynomials.Coset;
import dev.assay.node.prove.rows.RowEngine;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Java backend offers to benchmarks: the same numbers as by the definition. */
final class JavaArithmeticTest {

    private static final int SIZE = 77;
    private static final int LOG2 = 7;

    static Stream<JavaBackend> backends() {
        return Stream.of(new JavaBackend(), new JavaBackend(RowEngine.oneByOne(2)));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void multipliesAsBigIntegersDo(JavaBackend backend) {
        Fr[] a = random(1);
        Fr[] b = random(2);
        MemorySegment products = memory(a);
        backend.multiplyModuloQ(products, memory(b), 3);
        for (int i = 0; i < SIZE; i++) {
            BigInteger power = b[i].toBigInteger().pow(3);
            BigInteger expected = a[i].toBigInteger().multiply(power).mod(Fq.MODULUS);
            byte[] product = products.asSlice((long) i * Scalars.SIZE_BYTES, Scalars.SIZE_BYTES)
                    .toArray(JAVA_BYTE);
            assertEquals(expected, new BigInteger(1, reversed(product)));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void takesValuesToTheOddCoset(JavaBackend backend) {
        Fr[] coefficients = Arrays.copyOf(random(3), 1 << LOG2);
        Arrays.fill(coefficients, SIZE, coefficients.length, Fr.ONE);
        Polynomials polynomials = backend.polynomials();
        Scalars plain = Scalars.of(coefficients);
        MemorySegment values =
                memory(polynomials.values(Coset.domain(LOG2), plain).toArray());
        backend.toOddCoset(values, LOG2);
        Scalars expected = polynomials.values(new Coset(LOG2, Fr.rootOfUnity(LOG2 + 1)), plain);
        assertEquals(-1, expected.bytes().mismatch(values));
    }

    private static MemorySegment memory(Fr[] numbers) {
        byte[] bytes = Scalars.of(numbers).bytes().toArray(JAVA_BYTE);
        return MemorySegment.ofArray(bytes);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        IntStream.range(0, bytes.length).forEach(i -> reversed[i] = bytes[bytes.length - 1 - i]);
        return reversed;
    }

    private static Fr[] random(int seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return IntStream.range(0, SIZE).mapToObj(i -> Fr.random(random)).toArray(Fr[]::new);
    }
}
