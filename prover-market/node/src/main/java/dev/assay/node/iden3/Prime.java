package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The two primes of BN254, as the files hold numbers: 32 bytes, little-endian. */
enum Prime {
    /** q, of the coordinates. */
    BASE(Fq.MODULUS),
    /** r, of the signals; the order of the groups. */
    SCALAR(Fr.MODULUS);

    static final int SIZE_BYTES = 32;
    private static final int LIMBS = 4;
    private static final ValueLayout.OfLong LIMB = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final long[] limbs = new long[LIMBS];

    Prime(BigInteger value) {
        for (int i = 0; i < LIMBS; i++) {
            limbs[i] = value.shiftRight(Long.SIZE * i).longValue();
        }
    }

    /** Whether the number at the offset is below this prime. */
    boolean exceeds(MemorySegment bytes, long offset) {
        return compare(bytes, offset) < 0;
    }

    boolean matches(MemorySegment bytes, long offset) {
        return compare(bytes, offset) == 0;
    }

    private int compare(MemorySegment bytes, long offset) {
        for (int i = LIMBS - 1; i >= 0; i--) {
            int order = Long.compareUnsigned(limb(bytes, offset, i), limbs[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    byte[] littleEndian() {
        ByteBuffer out = ByteBuffer.allocate(SIZE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long limb : limbs) {
            out.putLong(limb);
        }
        return out.array();
    }

    /** The element of the scalar field at an offset, already known to be below r. */
    static Fr toFr(MemorySegment bytes, long offset) {
        return Fr.fromLittleEndian(copy(bytes, offset), 0).orElseThrow();
    }

    /** The same, but the number is a Montgomery form: the element times 2^256. */
    static Fr montgomeryToFr(MemorySegment bytes, long offset) {
        return Fr.fromMontgomeryLittleEndian(copy(bytes, offset), 0).orElseThrow();
    }

    private static byte[] copy(MemorySegment bytes, long offset) {
        byte[] copy = new byte[SIZE_BYTES];
        MemorySegment.copy(bytes, JAVA_BYTE, offset, copy, 0, SIZE_BYTES);
        return copy;
    }

    static long limb(MemorySegment bytes, long offset, int index) {
        return bytes.get(LIMB, offset + (long) Long.BYTES * index);
    }
}
