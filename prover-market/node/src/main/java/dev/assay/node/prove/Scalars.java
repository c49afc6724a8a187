package dev.assay.node.prove;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.assay.node.iden3.Wtns;
import dev.assay.verification.bn254.Fr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Numbers below the r of a curve in a row, 32 bytes each, little-endian: the form that a witness has on disk. What takes or
 * gives an {@link Fr} is for BN254.
 */
public final class Scalars {

    static final int LIMBS = 4;
    public static final int SIZE_BYTES = LIMBS * Long.BYTES;
    private static final ValueLayout.OfLong LIMB = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment bytes;

    private Scalars(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** A view of numbers that are known to be below r. */
    public static Scalars of(MemorySegment bytes) {
        return new Scalars(bytes);
    }

    /** Plain numbers, in order. */
    public static Scalars of(Fr... scalars) {
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
    public Scalars skip(int count) {
        return new Scalars(bytes.asSlice((long) count * SIZE_BYTES));
    }

    /** A view of the first {@code count}. */
    public Scalars first(int count) {
        return new Scalars(bytes.asSlice(0, (long) count * SIZE_BYTES));
    }

    /** A copy of {@code size} of them, where zeros follow the last, with others in some places. */
    public Scalars with(int size, Map<Integer, Fr> replaced) {
        MemorySegment copy = Arena.ofAuto().allocate((long) size * SIZE_BYTES, Long.BYTES);
        MemorySegment.copy(bytes, 0, copy, 0, Math.min(bytes.byteSize(), copy.byteSize()));
        replaced.forEach((index, scalar) ->
                MemorySegment.copy(scalar.toLittleEndian(), 0, copy, JAVA_BYTE, (long) index * SIZE_BYTES, SIZE_BYTES));
        return new Scalars(copy);
    }

    /** The first of each list, then the second of each, and so on: zeros where a list has ended. */
    public static Scalars inTurns(List<Scalars> lists) {
        int longest = lists.stream().mapToInt(Scalars::size).max().orElse(0);
        long stride = (long) lists.size() * SIZE_BYTES;
        MemorySegment all = Arena.ofAuto().allocate(longest * stride, Long.BYTES);
        for (int k = 0; k < lists.size(); k++) {
            MemorySegment list = lists.get(k).bytes;
            long first = (long) k * SIZE_BYTES;
            IntStream.range(0, lists.get(k).size())
                    .parallel()
                    .forEach(i -> MemorySegment.copy(list, (long) i * SIZE_BYTES, all, first + i * stride, SIZE_BYTES));
        }
        return new Scalars(all);
    }

    /** All of the lists, one after the other. */
    public static Scalars joined(List<Scalars> lists) {
        long size = lists.stream().mapToLong(list -> list.bytes.byteSize()).sum();
        MemorySegment all = Arena.ofAuto().allocate(size, Long.BYTES);
        long at = 0;
        for (Scalars list : lists) {
            MemorySegment.copy(list.bytes, 0, all, at, list.bytes.byteSize());
            at += list.bytes.byteSize();
        }
        return new Scalars(all);
    }

    public Fr at(int index) {
        byte[] scalar = new byte[SIZE_BYTES];
        MemorySegment.copy(bytes, JAVA_BYTE, (long) index * SIZE_BYTES, scalar, 0, SIZE_BYTES);
        return Fr.fromLittleEndian(scalar, 0).orElseThrow();
    }

    Fr[] toArray() {
        return IntStream.range(0, size()).parallel().mapToObj(this::at).toArray(Fr[]::new);
    }

    /** As {@link #bytes}, where native code can read it: copied if it must be. */
    MemorySegment offHeap(Arena arena) {
        return bytes.isNative()
                ? bytes
                : arena.allocate(bytes.byteSize(), Long.BYTES).copyFrom(bytes);
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
