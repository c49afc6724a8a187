package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PrimeField;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The primes of the two curves, as files hold numbers below them: little-endian, 32 bytes, or 48 where a prime has 381 bits.
 * The order is that of {@code assay_field} in the native engine's header.
 */
public enum Prime {
    /** r of BN254, of the signals; the order of the groups. */
    BN254_SCALAR(Curve.BN254, Curve.BN254.fr()),
    /** q of BN254, of the coordinates. */
    BN254_BASE(Curve.BN254, Curve.BN254.fq()),
    BLS12_381_SCALAR(Curve.BLS12_381, Curve.BLS12_381.fr()),
    BLS12_381_BASE(Curve.BLS12_381, Curve.BLS12_381.fq());

    /** Of a scalar of either curve. */
    static final int SCALAR_BYTES = 32;

    private static final ValueLayout.OfLong LIMB = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Curve curve;
    private final BigInteger value;
    private final long[] limbs;

    Prime(Curve curve, PrimeField field) {
        this.curve = curve;
        value = field.modulus();
        limbs = new long[field.limbs()];
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = value.shiftRight(Long.SIZE * i).longValue();
        }
    }

    /** Of the curve's coordinates. */
    public static Prime base(Curve curve) {
        return curve == Curve.BN254 ? BN254_BASE : BLS12_381_BASE;
    }

    /** Of the curve's scalars. */
    public static Prime scalar(Curve curve) {
        return curve == Curve.BN254 ? BN254_SCALAR : BLS12_381_SCALAR;
    }

    public Curve curve() {
        return curve;
    }

    public BigInteger value() {
        return value;
    }

    /** Of a number below it. */
    public int sizeBytes() {
        return limbs.length * Long.BYTES;
    }

    /** Whether the number at the offset is below this prime. */
    boolean exceeds(MemorySegment bytes, long offset) {
        return compare(bytes, offset) < 0;
    }

    boolean matches(MemorySegment bytes) {
        return bytes.byteSize() == sizeBytes() && compare(bytes, 0) == 0;
    }

    private int compare(MemorySegment bytes, long offset) {
        for (int i = limbs.length - 1; i >= 0; i--) {
            int order = Long.compareUnsigned(limb(bytes, offset, i), limbs[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    byte[] littleEndian() {
        ByteBuffer out = ByteBuffer.allocate(sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (long limb : limbs) {
            out.putLong(limb);
        }
        return out.array();
    }

    /** The element of BN254's scalar field at an offset, already known to be below r. */
    static Fr toFr(MemorySegment bytes, long offset) {
        return Fr.fromLittleEndian(copy(bytes, offset), 0).orElseThrow();
    }

    /** The same, but the number is a Montgomery form: the element times 2^256. */
    static Fr montgomeryToFr(MemorySegment bytes, long offset) {
        return Fr.fromMontgomeryLittleEndian(copy(bytes, offset), 0).orElseThrow();
    }

    private static byte[] copy(MemorySegment bytes, long offset) {
        byte[] copy = new byte[SCALAR_BYTES];
        MemorySegment.copy(bytes, JAVA_BYTE, offset, copy, 0, SCALAR_BYTES);
        return copy;
    }

    /** As many limbs as there is room for, of the number at an offset as it is. */
    static void limbs(MemorySegment bytes, long offset, long[] limbs) {
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = limb(bytes, offset, i);
        }
    }

    static long limb(MemorySegment bytes, long offset, int index) {
        return bytes.get(LIMB, offset + (long) Long.BYTES * index);
    }
}
