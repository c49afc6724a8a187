package dev.assay.node.prove;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.assay.node.iden3.Prime;
import dev.assay.verification.bn254.Fr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;

/** The native engine's polynomials over the scalar field of BN254. Results lie outside of the heap. */
final class NativePolynomials implements Polynomials {

    private static final int BN254_FR = Prime.BN254_SCALAR.ordinal();

    private final NativeLibrary.PolynomialFunctions functions;
    private final int level;

    NativePolynomials(NativeLibrary library, CpuLevel level) {
        this.functions = library.polynomials();
        this.level = level.ordinal();
    }

    @Override
    public Scalars values(Coset coset, Scalars coefficients) {
        MemorySegment values = numbers(coset.size());
        try (Arena arena = Arena.ofConfined()) {
            NativeLibrary.check(NativeLibrary.call(
                    functions.toValues(),
                    level,
                    BN254_FR,
                    coefficients.offHeap(arena),
                    (long) coefficients.size(),
                    coset.log2(),
                    Scalars.of(coset.shift()).offHeap(arena),
                    values));
        }
        return Scalars.of(values);
    }

    @Override
    public Scalars coefficients(Coset coset, Scalars values) {
        if (values.size() != coset.size()) {
            throw new IllegalArgumentException(values.size() + " values on " + coset.size() + " points");
        }
        MemorySegment coefficients = numbers(coset.size());
        try (Arena arena = Arena.ofConfined()) {
            NativeLibrary.check(NativeLibrary.call(
                    functions.toCoefficients(),
                    level,
                    BN254_FR,
                    values.offHeap(arena),
                    coset.log2(),
                    Scalars.of(coset.shift()).offHeap(arena),
                    coefficients));
        }
        return Scalars.of(coefficients);
    }

    @Override
    public Scalars evaluate(Formula formula, int rows) {
        FormulaCode code = new FormulaCode(formula);
        MemorySegment values = numbers(rows);
        try (Arena arena = Arena.ofConfined()) {
            List<Scalars> columns = code.columns();
            MemorySegment pointers = arena.allocate(ADDRESS, columns.size());
            MemorySegment sizes = arena.allocate(JAVA_LONG, columns.size());
            for (int i = 0; i < columns.size(); i++) {
                pointers.setAtIndex(ADDRESS, i, columns.get(i).offHeap(arena));
                sizes.setAtIndex(JAVA_LONG, i, columns.get(i).size());
            }
            int[] instructions = code.code();
            Scalars constants = code.constants();
            try {
                NativeLibrary.check(NativeLibrary.call(
                        functions.evaluate(),
                        level,
                        BN254_FR,
                        arena.allocateFrom(JAVA_INT, instructions),
                        (long) instructions.length / 2,
                        pointers,
                        sizes,
                        (long) columns.size(),
                        constants.offHeap(arena),
                        (long) constants.size(),
                        (long) rows,
                        values));
            } finally {
                // The engine has bare addresses: without this the collector may free the columns while it reads them.
                Reference.reachabilityFence(columns);
            }
        }
        return Scalars.of(values);
    }

    @Override
    public Scalars runningProducts(Scalars factors) {
        MemorySegment products = numbers(factors.size() + 1L);
        try (Arena arena = Arena.ofConfined()) {
            NativeLibrary.check(NativeLibrary.call(
                    functions.runningProducts(),
                    level,
                    BN254_FR,
                    factors.offHeap(arena),
                    (long) factors.size(),
                    products));
        }
        return Scalars.of(products);
    }

    @Override
    public Scalars inverses(Scalars numbers) {
        MemorySegment inverses = numbers(numbers.size());
        try (Arena arena = Arena.ofConfined()) {
            NativeLibrary.check(NativeLibrary.call(
                    functions.inverses(), level, BN254_FR, numbers.offHeap(arena), (long) numbers.size(), inverses));
        }
        return Scalars.of(inverses);
    }

    @Override
    public Division divide(Scalars coefficients, Fr point) {
        if (coefficients.size() == 0) {
            throw new IllegalArgumentException("no coefficient");
        }
        MemorySegment quotient = numbers(coefficients.size() - 1L);
        return new Division(Scalars.of(quotient), divide(coefficients, point, quotient));
    }

    @Override
    public Fr valueAt(Scalars coefficients, Fr point) {
        return divide(coefficients, point, MemorySegment.NULL);
    }

    private Fr divide(Scalars coefficients, Fr point, MemorySegment quotient) {
        MemorySegment remainder = numbers(1);
        try (Arena arena = Arena.ofConfined()) {
            NativeLibrary.check(NativeLibrary.call(
                    functions.divide(),
                    level,
                    BN254_FR,
                    coefficients.offHeap(arena),
                    (long) coefficients.size(),
                    Scalars.of(point).offHeap(arena),
                    quotient,
                    remainder));
        }
        return Scalars.of(remainder).at(0);
    }

    private static MemorySegment numbers(long count) {
        return Arena.ofAuto().allocate(count * Scalars.SIZE_BYTES, Long.BYTES);
    }
}
