package dev.assay.node.prove;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.assay.node.iden3.Coefficients;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Prime;
import dev.assay.node.iden3.Wtns;
import dev.assay.verification.pairing.Curve;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The native engine on one level of processors, with all cores. It works on the mapped files as they are: no point and no
 * value becomes an object.
 */
public final class NativeBackend implements Backend {

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
        MemorySegment scalars = Arena.ofAuto().allocate((long) coefficients.rows() * Scalars.SIZE_BYTES, Long.BYTES);
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

    /** Values on the domain become values on its odd coset: two transforms. Plain numbers, outside of the heap. */
    public void toOddCoset(Curve curve, MemorySegment values, int log2) {
        Prime prime = Prime.scalar(curve);
        checkSize(values, 1L << log2, prime);
        NativeLibrary.check(NativeLibrary.call(library.toOddCoset(), level.ordinal(), prime.ordinal(), values, log2));
    }

    /** Each a becomes a times so many factors b, modulo the base field's prime. Plain numbers, outside of the heap. */
    public void multiplyModuloQ(Curve curve, MemorySegment a, MemorySegment b, long rounds) {
        Prime prime = Prime.base(curve);
        long count = a.byteSize() / prime.sizeBytes();
        checkSize(a, count, prime);
        checkSize(b, count, prime);
        NativeLibrary.check(
                NativeLibrary.call(library.fieldMultiply(), level.ordinal(), prime.ordinal(), a, b, count, rounds, a));
    }

    private static void checkSize(MemorySegment values, long count, Prime prime) {
        if (values.byteSize() != count * prime.sizeBytes()) {
            throw new IllegalArgumentException(values.byteSize() + " bytes for " + count + " numbers");
        }
    }

    private static MemorySegment offHeap(MemorySegment bytes, Arena arena) {
        return bytes.isNative()
                ? bytes
                : arena.allocate(bytes.byteSize(), Long.BYTES).copyFrom(bytes);
    }
}
