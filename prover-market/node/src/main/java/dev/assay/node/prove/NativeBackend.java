package dev.assay.node.prove;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.assay.node.iden3.Coefficients;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Prime;
import dev.assay.node.iden3.Wtns;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The native engine on one level of processors, with all cores. It works on the mapped files as they are: no point and no
 * value becomes an object.
 */
public final class NativeBackend implements Backend {

    private static final int SCALAR_BYTES = 32;

    private final NativeLibrary library;
    private final CpuLevel level;

    NativeBackend(NativeLibrary library, CpuLevel level) {
        this.library = library;
        this.level = level;
    }

    @Override
    public String name() {
        return "native";
    }

    @Override
    public String hardware() {
        return "cpu/native-" + level.label();
    }

    public CpuLevel level() {
        return level;
    }

    @Override
    public <A> A msm(Points<A> points, Scalars scalars) {
        if (points.size() != scalars.size()) {
            throw new IllegalArgumentException(scalars.size() + " scalars for " + points.size() + " points");
        }
        PointFormat<A> format = points.format();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sum = arena.allocate(format.sizeBytes(), Long.BYTES);
            NativeLibrary.check(NativeLibrary.call(
                    library.msm(),
                    level.ordinal(),
                    format.group().ordinal(),
                    offHeap(points.bytes(), arena),
                    offHeap(scalars.bytes(), arena),
                    (long) points.size(),
                    sum));
            return format.decode(sum.toArray(JAVA_BYTE))
                    .orElseThrow(() -> new IllegalStateException("the native engine made no point"));
        }
    }

    @Override
    public Scalars quotient(Coefficients coefficients, Wtns witness) {
        coefficients.check(witness);
        MemorySegment scalars = Arena.ofAuto().allocate((long) coefficients.rows() * SCALAR_BYTES, Long.BYTES);
        try (Arena arena = Arena.ofConfined()) {
            NativeLibrary.check(NativeLibrary.call(
                    library.quotient(),
                    level.ordinal(),
                    Prime.scalar(coefficients.curve()).ordinal(),
                    offHeap(coefficients.bytes(), arena),
                    coefficients.size(),
                    offHeap(witness.values(), arena),
                    Integer.numberOfTrailingZeros(coefficients.rows()),
                    scalars));
        }
        return Scalars.of(scalars);
    }

    @Override
    public Polynomials polynomials() {
        return new NativePolynomials(library, level);
    }

    /** Values on BN254's domain become values on its odd coset: two transforms. Plain numbers, outside of the heap. */
    public void toOddCoset(MemorySegment values, int log2) {
        checkSize(values, 1L << log2);
        NativeLibrary.check(
                NativeLibrary.call(library.toOddCoset(), level.ordinal(), Prime.BN254_SCALAR.ordinal(), values, log2));
    }

    /** Each a becomes a times so many factors b, modulo the prime of BN254's base field. Plain numbers, outside of the heap. */
    public void multiplyModuloQ(MemorySegment a, MemorySegment b, long rounds) {
        long count = a.byteSize() / SCALAR_BYTES;
        checkSize(b, count);
        NativeLibrary.check(NativeLibrary.call(
                library.fieldMultiply(), level.ordinal(), Prime.BN254_BASE.ordinal(), a, b, count, rounds, a));
    }

    private static void checkSize(MemorySegment values, long count) {
        if (values.byteSize() != count * SCALAR_BYTES) {
            throw new IllegalArgumentException(values.byteSize() + " bytes for " + count + " numbers");
        }
    }

    private static MemorySegment offHeap(MemorySegment bytes, Arena arena) {
        return bytes.isNative()
                ? bytes
                : arena.allocate(bytes.byteSize(), Long.BYTES).copyFrom(bytes);
    }
}
