package dev.assay.node.prove.rows;

import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.Prime;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The heavy arithmetic of proofs over BN254 and BLS12-381, on the cores of this machine, without native code.
 *
 * <p>Memory: at most 2^22 points at a time, 0.5 GB in G1 and 0.8 GB in G2, half as much again on BLS12-381; a quotient of 2^k
 * rows takes 96 bytes a row; each thread some megabytes.
 */
public final class RowEngine {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private final String label;
    private final int cores;
    private final Map<Prime, PrimeRows> fields = new EnumMap<>(Prime.class);

    private RowEngine(String label, Function<BigInteger, PrimeRows> rows, int cores) {
        this.label = label;
        this.cores = cores;
        for (Prime prime : Prime.values()) {
            fields.put(prime, rows.apply(prime.value()));
        }
    }

    /**
     * On vectors where {@link #hasVectors}, else one number at a time.
     *
     * @param cores for how many the work is cut
     */
    public static RowEngine fastest(int cores) {
        return hasVectors() ? vectors(cores) : oneByOne(cores);
    }

    /** On any processor, with any modules. */
    public static RowEngine oneByOne(int cores) {
        return new RowEngine("scalar", RowEngine::scalar, cores);
    }

    private static PrimeRows scalar(BigInteger modulus) {
        return modulus.bitLength() <= PrimeRows.WORDS * Long.SIZE ? new ScalarRows(modulus) : new FieldRows(modulus);
    }

    /** The class that it names is loaded here and nowhere else: it needs the module. */
    private static RowEngine vectors(int cores) {
        return new RowEngine("vector" + VectorRows.vectorBits(), VectorRows::over, cores);
    }

    /** Whether Java was started with the module of vectors, and this processor has vectors of at least 256 bits. */
    public static boolean hasVectors() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent() && VectorRows.isWorthwhile();
    }

    /** What it works on: "vector512", "vector256", "scalar". */
    public String label() {
        return label;
    }

    /**
     * The sum of scalar times point.
     *
     * @param points in the file's form ({@link PointGroup}), on the curve
     * @param scalars as many, 32 bytes each, little-endian, below r
     */
    public AffinePoint sum(PointGroup group, MemorySegment points, MemorySegment scalars) {
        PrimeRows base = rows(Prime.base(group.curve()));
        Rows coordinates = group.isFirst() ? base : new QuadraticRows(base);
        return new Msm(coordinates, group, cores).sum(points, scalars);
    }

    /**
     * The scalars of the H points of a proof.
     *
     * @param entries the coefficients as a proving key holds them, 44 bytes each
     * @param witness a number for each wire, 32 bytes, little-endian, below r
     * @param log2 of the rows; at most 27
     * @return a number below r for each row, in the same form
     */
    public MemorySegment quotient(Curve curve, MemorySegment entries, MemorySegment witness, int log2) {
        return inMemory(new Quotient(rows(Prime.scalar(curve)), entries, witness, log2).compute());
    }

    private static MemorySegment inMemory(long[] words) {
        MemorySegment scalars = Arena.ofAuto().allocate((long) words.length * Long.BYTES, Long.BYTES);
        MemorySegment.copy(words, 0, scalars, Msm.WORD, 0, words.length);
        return scalars;
    }

    /**
     * The values of a polynomial of any degree on the points {@code shift w^i} for i below 2^log2, where w is the root of unity
     * of that order that snarkjs uses.
     *
     * @param coefficients 32 bytes each, little-endian, below r; so are the values
     */
    public MemorySegment values(Curve curve, MemorySegment coefficients, int log2, BigInteger shift) {
        return inMemory(new CosetValues(rows(Prime.scalar(curve)), log2, shift).ofCoefficients(coefficients));
    }

    /** The other way, from 2^log2 values. */
    public MemorySegment coefficients(Curve curve, MemorySegment values, int log2, BigInteger shift) {
        return inMemory(new CosetValues(rows(Prime.scalar(curve)), log2, shift).toCoefficients(values));
    }

    /**
     * A formula on each of so many rows.
     *
     * @param code operation and operand by turns, as {@code assay_evaluate} in the native engine's header says
     * @param columns of numbers, 32 bytes each, little-endian, below r; a shorter one is zero on the rows that it lacks
     * @param constants in the same form
     * @throws IllegalArgumentException if more than 16 numbers would wait for the other side of an operation
     */
    public MemorySegment evaluate(
            Curve curve, int[] code, List<MemorySegment> columns, MemorySegment constants, int rows) {
        long[] words = constants.toArray(Msm.WORD);
        return inMemory(new Evaluation(rows(Prime.scalar(curve)), code, columns, words, rows).values());
    }

    /** Values on BN254's domain become values on its odd coset: two transforms. Plain numbers below r. */
    public void toOddCoset(MemorySegment values, int log2) {
        PrimeRows field = rows(Prime.BN254_SCALAR);
        long[] words = values.toArray(Msm.WORD);
        new OddCoset(field, log2).transform(words);
        for (int at = 0; at < words.length; at += field.words()) {
            field.canonical(words, at);
        }
        MemorySegment.copy(words, 0, values, Msm.WORD, 0, words.length);
    }

    /** Each a becomes a times so many factors b, modulo the prime of BN254's base field, on one thread. Plain numbers below q. */
    public void multiplyModuloQ(MemorySegment a, MemorySegment b, long rounds) {
        long[] words = a.toArray(Msm.WORD);
        new RepeatedProducts(rows(Prime.BN254_BASE)).multiply(words, b.toArray(Msm.WORD), rounds);
        MemorySegment.copy(words, 0, a, Msm.WORD, 0, words.length);
    }

    private PrimeRows rows(Prime prime) {
        return Objects.requireNonNull(fields.get(prime));
    }
}
