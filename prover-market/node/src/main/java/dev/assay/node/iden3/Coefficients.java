package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.assay.verification.pairing.Curve;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The sparse matrices A and B of a {@code .zkey} (section 4): entries of matrix (u32, 0 is A and 1 is B), row (u32), wire
 * (u32) and value (32 bytes, times 2^512). C is not there, since on a satisfied row it is the product of the other two.
 */
public final class Coefficients {

    /** Which matrix; the order is that of the file's numbers. */
    public enum Matrix {
        A,
        B
    }

    static final int ENTRY_BYTES = 3 * Integer.BYTES + Prime.SCALAR_BYTES;
    private static final int ROW = Integer.BYTES;
    private static final int WIRE = 2 * Integer.BYTES;
    private static final int VALUE = 3 * Integer.BYTES;
    private static final ValueLayout.OfInt U32 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Prime prime;
    private final MemorySegment entries;
    private final int rows;
    private final int wires;

    private Coefficients(Prime prime, MemorySegment entries, int rows, int wires) {
        this.prime = prime;
        this.entries = entries;
        this.rows = rows;
        this.wires = wires;
    }

    static Coefficients checked(Section section, Curve curve, int rows, int wires) throws Iden3FormatException {
        long count = section.u32("number of coefficients");
        MemorySegment entries = section.rest("coefficients", count, ENTRY_BYTES);
        Coefficients coefficients = new Coefficients(Prime.scalar(curve), entries, rows, wires);
        for (long entry = 0; entry < count; entry++) {
            coefficients.check(section, entry);
        }
        return coefficients;
    }

    /** The content of a section that lies in memory. */
    public static Coefficients parse(String name, Curve curve, byte[] section, int rows, int wires)
            throws Iden3FormatException {
        return checked(new Section(name, "coefficients", MemorySegment.ofArray(section)), curve, rows, wires);
    }

    private void check(Section section, long entry) throws Iden3FormatException {
        boolean inRange = Integer.compareUnsigned(field(entry, 0), Matrix.values().length) < 0
                && Integer.compareUnsigned(field(entry, ROW), rows) < 0
                && Integer.compareUnsigned(field(entry, WIRE), wires) < 0
                && prime.exceeds(entries, entry * ENTRY_BYTES + VALUE);
        if (!inRange) {
            throw section.wrong("coefficient " + entry + " has an index or a value out of range", SectionFile.REBUILD);
        }
    }

    private int field(long entry, int offset) {
        return entries.get(U32, entry * ENTRY_BYTES + offset);
    }

    public Curve curve() {
        return prime.curve();
    }

    /** The rows of the domain. */
    public int rows() {
        return rows;
    }

    /** No entry is for a wire beyond these. */
    public int wires() {
        return wires;
    }

    /** All entries in the file's form, for a backend that works on raw memory. */
    public MemorySegment bytes() {
        return entries.asReadOnly();
    }

    public long size() {
        return entries.byteSize() / ENTRY_BYTES;
    }

    /** @throws IllegalArgumentException unless the witness is of the same curve and has a value for each wire */
    public void check(Wtns witness) {
        if (witness.curve() != curve()) {
            throw new IllegalArgumentException("a witness of " + witness.curve().name() + " for " + curve().name());
        }
        if (witness.size() != wires) {
            throw new IllegalArgumentException(witness.size() + " values for " + wires + " wires");
        }
    }
}
