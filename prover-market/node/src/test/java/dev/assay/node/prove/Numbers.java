package dev.assay.node.prove;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Numbers of 32 bytes for tests on either curve. */
final class Numbers {

    private static final int SIZE_BYTES = 32;

    private Numbers() {}

    /** Below a bound. */
    static BigInteger random(BigInteger bound, RandomGenerator random) {
        byte[] bytes = new byte[SIZE_BYTES + Long.BYTES];
        random.nextBytes(bytes);
        return new BigInteger(1, bytes).mod(bound);
    }

    static List<BigInteger> random(int count, BigInteger bound, RandomGenerator random) {
        return IntStream.range(0, count).mapToObj(i -> random(bound, random)).toList();
    }

    static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[SIZE_BYTES];
        for (int i = 0; i < SIZE_BYTES; i++) {
            bytes[i] = number.shiftRight(Byte.SIZE * i).byteValue();
        }
        return bytes;
    }

    static Scalars scalars(List<BigInteger> numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        numbers.forEach(number -> bytes.writeBytes(littleEndian(number)));
        return Scalars.of(MemorySegment.ofArray(bytes.toByteArray()));
    }
}
