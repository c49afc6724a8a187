package dev.assay.node.prove.rows;

import dev.assay.node.iden3.PointFormat;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.function.Function;

/**
 * The heavy arithmetic of proofs over BN254, on the cores of this machine, without native code.
 *
 * <p>Memory: at most 2^22 points at a time, 0.5 GB in G1 and 0.8 GB in G2; a quotient of 2^k rows takes 96 bytes a row; each
 * thread some megabytes.
 */
public final class RowEngine {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private final String label;
    private final PrimeRows scalarField;
    private final Msm<G1.Affine, G1> first;
    private final Msm<G2.Affine, G2> second;

    private RowEngine(String label, Function<BigInteger, PrimeRows> field, int cores) {
        this.label = label;
        this.scalarField = field.apply(Fr.MODULUS);
        PrimeRows base = field.apply(Fq.MODULUS);
        this.first = new Msm<>(base, Group.FIRST, PointFormat.G1_POINT, cores);
        this.second = new Msm<>(new QuadraticRows(base), Group.SECOND, PointFormat.G2_POINT, cores);
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
        return new RowEngine("scalar", ScalarRows::new, cores);
    }

    /** The class that it names is loaded here and nowhere else: it needs the module. */
    private static RowEngine vectors(int cores) {
        return new RowEngine("vector" + VectorRows.vectorBits(), VectorRows::new, cores);
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
     * @param points in the file's form ({@link PointFormat}), on the curve
     * @param scalars as many, 32 bytes each, little-endian, below r
     */
    public G1 sumG1(MemorySegment points, MemorySegment scalars) {
        return first.sum(points, scalars);
    }

    /** The same in G2. */
    public G2 sumG2(MemorySegment points, MemorySegment scalars) {
        return second.sum(points, scalars);
    }

    /**
     * The scalars of the H points of a proof.
     *
     * @param entries the coefficients as a proving key holds them, 44 bytes each
     * @param witness a number for each wire, 32 bytes, little-endian, below r
     * @param log2 of the rows; at most 27
     * @return a number below r for each row, in the same form
     */
    public MemorySegment quotient(MemorySegment entries, MemorySegment witness, int log2) {
        long[] words = new Quotient(scalarField, entries, witness, log2).compute();
        MemorySegment scalars = Arena.ofAuto().allocate((long) words.length * Long.BYTES, Long.BYTES);
        MemorySegment.copy(words, 0, scalars, Msm.WORD, 0, words.length);
        return scalars;
    }
}
