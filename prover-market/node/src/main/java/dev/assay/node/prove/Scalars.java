package dev.assay.node.prove;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.assay.node.iden3.Wtns;
import dev.assay.verification.bn254.Fr;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Numbers below r in a row, 32 bytes each, little-endian: the form that a witness has on disk. */
public final class Scalars {

    static final int LIMBS = 4;
    private static final int SIZE_BYTES = LIMBS * Long.BYTES;
    private static final ValueLayout.OfLong LIMB = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment bytes;

    private Scalars(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** A view of numbers that are known to be below r. */
    static Scalars of(MemorySegment bytes) {
        return new Scalars(bytes);
    }

    static Scalars of(Fr... scalars) {
        byte[] bytes = new byte[Math.multiplyExact(scalars.length, SIZE_BYTES)];
        for (int i = 0; i < scalars.length; i++) {
            System.arraycopy(scalars[i].toLittleEndian(), 0, bytes, i * SIZE_BYTES, SIZE_BYTES);
        }
        return new Scalars(MemorySegment.ofArray(bytes));
    }

    /** The values of a witness. */
    public static Scalars of(Wtns witness) {
        return of(witness.values());
    }

    /** A view of all but the first {@code count}. */
    Scalars skip(int count) {
        return new Scalars(bytes.asSlice((long) count * SIZE_BYTES));
    }

    public int size() {
        return (int) (bytes.byteSize() / SIZE_BYTES);
    }

    /** The 64 bits of a scalar that begin at bit 64 * {@code limb}. */
    public long limb(int index, int limb) {
        return bytes.get(LIMB, (long) index * SIZE_BYTES + (long) limb * Long.BYTES);
    }

    /** The form described above, for a backend that works on raw memory. */
    public MemorySegment bytes() {
        return bytes.asReadOnly();
    }

    boolean isZero(int index) {
        return (limb(index, 0) | limb(index, 1) | limb(index, 2) | limb(index, 3)) == 0;
    }

    boolean isOne(int index) {
        return limb(index, 0) == 1 && (limb(index, 1) | limb(index, 2) | limb(index, 3)) == 0;
    }
}
