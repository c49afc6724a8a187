package dev.assay.node.prove;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Multiplication in each field of both curves, at each level that this processor has, against BigInteger. */
final class NativeFieldTest {

    /** In the order of {@code assay_field}. */
    private static final List<BigInteger> MODULI = Stream.of(
                    "30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001",
                    "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47",
                    "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001",
                    "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab")
            .map(hex -> new BigInteger(hex, 16))
            .toList();

    private static final int SIZE = 77;

    @BeforeAll
    static void needsTheEngine() {
        NativeLevels.assume(CpuLevel.PORTABLE);
    }

    static Stream<Arguments> fieldsAndLevels() {
        return NativeLevels.levels().stream()
                .flatMap(level -> Stream.of(0, 1, 2, 3).map(field -> Arguments.of(level, field)));
    }

    @ParameterizedTest
    @MethodSource("fieldsAndLevels")
    void multipliesAsBigIntegersDo(CpuLevel level, int field) {
        BigInteger modulus = MODULI.get(field);
        int bytes = modulus.bitLength() > 256 ? 48 : 32;
        List<BigInteger> a = numbers(modulus, new Random(1));
        List<BigInteger> b = numbers(modulus, new Random(2));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment products = arena.allocate((long) SIZE * bytes, Long.BYTES);
            NativeLibrary.check(NativeLibrary.call(
                    NativeLevels.library().fieldMultiply(),
                    level.ordinal(),
                    field,
                    write(a, bytes, arena),
                    write(b, bytes, arena),
                    (long) SIZE,
                    3L,
                    products));
            for (int i = 0; i < SIZE; i++) {
                BigInteger expected = a.get(i).multiply(b.get(i).pow(3)).mod(modulus);
                assertEquals(expected, read(products, i, bytes));
            }
        }
    }

    /** Extremes first, then random ones. */
    private static List<BigInteger> numbers(BigInteger modulus, Random random) {
        List<BigInteger> extremes = List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                modulus.subtract(BigInteger.ONE),
                BigInteger.ONE.shiftLeft(modulus.bitLength() - 1).subtract(BigInteger.ONE));
        List<BigInteger> numbers = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            boolean extreme = i < 48;
            numbers.add(
                    extreme
                            ? extremes.get(random.nextInt(extremes.size()))
                            : new BigInteger(modulus.bitLength() + 64, random).mod(modulus));
        }
        return numbers;
    }

    private static MemorySegment write(List<BigInteger> numbers, int bytes, Arena arena) {
        MemorySegment out = arena.allocate((long) numbers.size() * bytes, Long.BYTES);
        for (int i = 0; i < numbers.size(); i++) {
            for (int at = 0; at < bytes; at++) {
                byte digit = numbers.get(i).shiftRight(8 * at).byteValue();
                out.set(JAVA_BYTE, (long) i * bytes + at, digit);
            }
        }
        return out;
    }

    private static BigInteger read(MemorySegment numbers, int index, int bytes) {
        BigInteger number = BigInteger.ZERO;
        for (int at = bytes - 1; at >= 0; at--) {
            int digit = numbers.get(JAVA_BYTE, (long) index * bytes + at) & 0xff;
            number = number.shiftLeft(8).or(BigInteger.valueOf(digit));
        }
        return number;
    }
}
