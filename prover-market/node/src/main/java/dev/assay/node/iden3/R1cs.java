package dev.assay.node.iden3;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PrimeField;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The constraints of a circuit ({@code .r1cs} version 1, iden3 "r1csfile"): rows {@code <A,w> * <B,w> = <C,w>} over the
 * wires w. Wires are the constant 1, public outputs, public inputs, private inputs, and the rest.
 */
public final class R1cs {

    /** Which of a row's three combinations; the order is the file's. */
    public enum Matrix {
        A,
        B,
        C
    }

    /** Is told each term of each row. */
    @FunctionalInterface
    public interface Terms {

        /** @param coefficient where it is, for {@link R1cs#coefficient} */
        void term(Matrix matrix, int row, int wire, long coefficient);
    }

    private static final String MAGIC = "r1cs";
    private static final int VERSION = 1;
    private static final int HEADER = 1;
    private static final int CONSTRAINTS = 2;
    private static final int LABELS = 3;
    private static final int CUSTOM_GATES = 4;
    private static final List<Matrix> MATRICES = List.of(Matrix.values());
    private static final String CONSTRAINTS_TITLE = "constraints";
    /** What a thread checks at a time. */
    private static final int BLOCK_ROWS = 2048;

    private final SectionFile file;
    private final Prime prime;
    private final MemorySegment constraintBytes;
    private final int wires;
    private final int publicWires;
    private final int constraints;
    /** Where each block of rows begins within the section. */
    private final long[] blocks;

    private R1cs(SectionFile file, Prime prime, int wires, int publicWires, int constraints)
            throws Iden3FormatException {
        this.file = file;
        this.prime = prime;
        Section section = file.section(CONSTRAINTS, CONSTRAINTS_TITLE);
        this.constraintBytes = section.take(CONSTRAINTS_TITLE, section.remaining());
        this.wires = wires;
        this.publicWires = publicWires;
        this.constraints = constraints;
        this.blocks = new long[(constraints + BLOCK_ROWS - 1) / BLOCK_ROWS];
    }

    public static R1cs parse(MappedFile file) throws Iden3FormatException {
        return parse(file.name(), file.bytes());
    }

    public static R1cs parse(String name, byte[] bytes) throws Iden3FormatException {
        return parse(name, MemorySegment.ofArray(bytes));
    }

    private static R1cs parse(String name, MemorySegment bytes) throws Iden3FormatException {
        SectionFile file = SectionFile.parse(name, bytes, MAGIC, VERSION);
        R1cs r1cs = readHeader(file, file.section(HEADER, "header"));
        refuseCustomGates(file);
        r1cs.checkConstraints();
        return r1cs;
    }

    private static R1cs readHeader(SectionFile file, Section header) throws Iden3FormatException {
        Prime prime = header.prime("field prime", Prime.BN254_SCALAR, Prime.BLS12_381_SCALAR);
        int wires = header.count("number of wires", Wtns.MAX_WIRES);
        int publicOutputs = header.count("number of public outputs", wires);
        int publicInputs = header.count("number of public inputs", wires);
        // May exceed the wires: the compiler drops private inputs that nothing uses, and counts them still.
        header.u32("number of private inputs");
        header.u64("number of labels");
        int constraints = header.count("number of constraints", Wtns.MAX_WIRES);
        header.end();
        if (1L + publicOutputs + publicInputs > wires) {
            throw header.wrong("more public signals than its " + wires + " wires", SectionFile.REBUILD);
        }
        return new R1cs(file, prime, wires, publicOutputs + publicInputs, constraints);
    }

    private static void refuseCustomGates(SectionFile file) throws Iden3FormatException {
        Section gates = file.optional(CUSTOM_GATES, "custom gates").orElse(null);
        if (gates != null && gates.u32("number of custom gates") != 0) {
            throw gates.wrong("custom gates, which Groth16 does not have", "write the circuit without them");
        }
    }

    private void checkConstraints() throws Iden3FormatException {
        Section section = file.section(CONSTRAINTS, CONSTRAINTS_TITLE);
        for (int row = 0; row < constraints; row++) {
            if (row % BLOCK_ROWS == 0) {
                blocks[row / BLOCK_ROWS] = section.position();
            }
            for (int combination = 0; combination < 3; combination++) {
                checkCombination(section);
            }
        }
        section.end();
    }

    private void checkCombination(Section section) throws Iden3FormatException {
        int terms = section.count("number of terms", Wtns.MAX_WIRES);
        for (int i = 0; i < terms; i++) {
            long wire = section.u32("wire");
            if (wire >= wires) {
                throw section.wrong("wire " + wire + " of " + wires, SectionFile.REBUILD);
            }
            section.element("coefficient", prime);
        }
    }

    public Curve curve() {
        return prime.curve();
    }

    /** The number of wires, as many as a witness has values. */
    public int wires() {
        return wires;
    }

    /** Public outputs and public inputs, without the constant 1. */
    public int publicWires() {
        return publicWires;
    }

    public int constraints() {
        return constraints;
    }

    /** The file's name. */
    public String name() {
        return file.name();
    }

    /** The bytes that the wires must have taken in the file, or their number is only claimed. */
    public boolean hasLabels() {
        Section labels = file.optional(LABELS, "labels").orElse(null);
        return labels != null && labels.remaining() == (long) wires * Long.BYTES;
    }

    /** All terms, row by row, A before B before C. */
    public void forEachTerm(Terms visitor) throws Iden3FormatException {
        Section section = file.section(CONSTRAINTS, CONSTRAINTS_TITLE);
        for (int row = 0; row < constraints; row++) {
            for (Matrix matrix : MATRICES) {
                visit(section, matrix, row, visitor);
            }
        }
    }

    private static void visit(Section section, Matrix matrix, int row, Terms visitor) throws Iden3FormatException {
        int terms = section.count("number of terms", Wtns.MAX_WIRES);
        for (int i = 0; i < terms; i++) {
            int wire = section.count("wire", Wtns.MAX_WIRES);
            long coefficient = section.position();
            section.take("coefficient", Prime.SCALAR_BYTES);
            visitor.term(matrix, row, wire, coefficient);
        }
    }

    /** The coefficient that {@link #forEachTerm} told of, of a circuit over BN254. */
    public Fr coefficient(long position) {
        return Prime.toFr(constraintBytes, position);
    }

    /**
     * The number (from 0) of the first row that the witness does not satisfy, or nothing when it satisfies them all.
     *
     * @throws IllegalArgumentException unless the witness is of the same curve and has a value for each wire
     */
    public OptionalInt firstUnsatisfied(Wtns witness) throws Iden3FormatException {
        if (witness.curve() != curve()) {
            throw new IllegalArgumentException("a witness of " + witness.curve().name());
        }
        if (witness.size() != wires) {
            throw new IllegalArgumentException(witness.size() + " values for " + wires + " wires");
        }
        Section all = file.section(CONSTRAINTS, CONSTRAINTS_TITLE);
        try {
            return IntStream.range(0, blocks.length)
                    .parallel()
                    .mapToObj(block -> firstUnsatisfied(block, all, witness))
                    .flatMapToInt(OptionalInt::stream)
                    .findFirst();
        } catch (UncheckedIOException e) {
            // The file is mapped: it may have become another one.
            if (e.getCause() instanceof Iden3FormatException changed) {
                throw changed;
            }
            throw e;
        }
    }

    private OptionalInt firstUnsatisfied(int block, Section all, Wtns witness) {
        int first = block * BLOCK_ROWS;
        Section section = all.from(blocks[block]);
        Row row = new Row(section, witness);
        try {
            for (int i = first; i < Math.min(constraints, first + BLOCK_ROWS); i++) {
                if (!row.isSatisfied()) {
                    return OptionalInt.of(i);
                }
            }
            return OptionalInt.empty();
        } catch (Iden3FormatException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Rows, one after the other. Numbers are taken for Montgomery forms as they are, so that each product is too small by R:
     * that is a row's <A,w> and <B,w> by R each, and their product by R^3, as is <C,w> after two products with 1.
     */
    private final class Row {

        private final PrimeField field = curve().fr();
        private final Section section;
        private final Wtns witness;
        private final long[] a = field.element();
        private final long[] b = field.element();
        private final long[] c = field.element();
        private final long[] coefficient = field.element();
        private final long[] value = field.element();
        private final long[] rawOne = field.element();

        Row(Section section, Wtns witness) {
            this.section = section;
            this.witness = witness;
            this.rawOne[0] = 1;
        }

        boolean isSatisfied() throws Iden3FormatException {
            evaluate(a);
            evaluate(b);
            evaluate(c);
            field.multiply(a, a, b);
            field.multiply(c, c, rawOne);
            field.multiply(c, c, rawOne);
            return Arrays.equals(a, c);
        }

        private void evaluate(long[] sum) throws Iden3FormatException {
            int terms = section.count("number of terms", Wtns.MAX_WIRES);
            Arrays.fill(sum, 0);
            for (int i = 0; i < terms; i++) {
                witness.limbs(section.count("wire", witness.size() - 1), value);
                Prime.limbs(section.element("coefficient", prime), 0, coefficient);
                field.multiply(value, value, coefficient);
                field.add(sum, sum, value);
            }
        }
    }
}
