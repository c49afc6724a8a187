package dev.assay.node.iden3;

import java.lang.foreign.MemorySegment;

/**
 * The circuit of a PLONK or FFLONK key as polynomials: five selectors and the three parts of the permutation. Each is as
 * many coefficients as there are rows, 32 bytes each, little-endian, below r and times 2^256, as files have it.
 *
 * <p>A section has the values on a domain four times as large after the coefficients. They are not read: other values are
 * needed, and cost little.
 */
public record GatePolynomials(
        MemorySegment qm,
        MemorySegment ql,
        MemorySegment qr,
        MemorySegment qo,
        MemorySegment qc,
        MemorySegment s1,
        MemorySegment s2,
        MemorySegment s3) {

    private static final int VALUES_PER_ROW = 4;

    /** The next polynomial of a section. */
    static MemorySegment next(Section section, int rows) throws Iden3FormatException {
        MemorySegment coefficients = section.elements("coefficients", rows, Prime.BN254_SCALAR);
        section.take("values", (long) VALUES_PER_ROW * rows * Prime.SCALAR_BYTES);
        return coefficients;
    }

    /** The only polynomial of a section. */
    static MemorySegment only(Section section, int rows) throws Iden3FormatException {
        MemorySegment coefficients = next(section, rows);
        section.end();
        return coefficients;
    }
}
