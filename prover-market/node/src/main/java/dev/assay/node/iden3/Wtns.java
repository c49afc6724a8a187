package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.assay.verification.bn254.Fr;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A witness ({@code .wtns} version 2): the value of every wire of a circuit. Wire 0 is the constant 1; then the public
 * outputs, the public inputs, and all that is private. 32 bytes each, little-endian, below r.
 */
public final class Wtns {

    private static final String MAGIC = "wtns";
    private static final int VERSION = 2;
    private static final int HEADER = 1;
    private static final int VALUES = 2;
    /** More wires than a domain has rows cannot be proved. */
    static final int MAX_WIRES = 1 << 28;

    private final MemorySegment values;

    private Wtns(MemorySegment values) {
        this.values = values;
    }

    public static Wtns parse(MappedFile file) throws Iden3FormatException {
        return parse(file.name(), file.bytes());
    }

    public static Wtns parse(String name, byte[] bytes) throws Iden3FormatException {
        return parse(name, MemorySegment.ofArray(bytes));
    }

    private static Wtns parse(String name, MemorySegment bytes) throws Iden3FormatException {
        SectionFile file = SectionFile.parse(name, bytes, MAGIC, VERSION);
        Section header = file.section(HEADER, "header");
        header.prime("field prime", Prime.SCALAR);
        int count = header.count("number of wires", MAX_WIRES);
        header.end();
        return new Wtns(checked(file.section(VALUES, "values"), count));
    }

    /**
     * A witness computed here.
     *
     * @param values 32 bytes a wire, little-endian
     * @throws Iden3FormatException if a value is not below r or the first is not 1
     */
    public static Wtns ofValues(String name, byte[] values) throws Iden3FormatException {
        Section section = new Section(name, "values", MemorySegment.ofArray(values));
        return new Wtns(checked(section, values.length / Prime.SIZE_BYTES));
    }

    private static MemorySegment checked(Section section, int count) throws Iden3FormatException {
        MemorySegment values = section.rest("values", count, Prime.SIZE_BYTES);
        for (int i = 0; i < count; i++) {
            if (!Prime.SCALAR.exceeds(values, offset(i))) {
                throw section.wrong("the value of wire " + i + " is not below r", SectionFile.REBUILD);
            }
        }
        if (count == 0 || !isOne(values)) {
            throw section.wrong("wire 0 is not the constant 1", "compute the witness again");
        }
        return values;
    }

    private static boolean isOne(MemorySegment values) {
        return Prime.limb(values, 0, 0) == 1
                && (Prime.limb(values, 0, 1) | Prime.limb(values, 0, 2) | Prime.limb(values, 0, 3)) == 0;
    }

    private static long offset(int wire) {
        return (long) wire * Prime.SIZE_BYTES;
    }

    /** The number of wires. */
    public int size() {
        return (int) (values.byteSize() / Prime.SIZE_BYTES);
    }

    public Fr value(int wire) {
        return Prime.toFr(values, offset(wire));
    }

    /** The value divided by 2^256, which costs nothing to make. */
    Fr valueOverR(int wire) {
        return Prime.montgomeryToFr(values, offset(wire));
    }

    /** All values, 32 bytes each, little-endian. */
    public MemorySegment values() {
        return values.asReadOnly();
    }

    /** The {@code .wtns} file, byte for byte as snarkjs writes it. */
    public byte[] encode() {
        int headerBytes = Integer.BYTES + Prime.SIZE_BYTES + Integer.BYTES;
        long size = 3 * Integer.BYTES + 2 * (Integer.BYTES + Long.BYTES) + headerBytes + values.byteSize();
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC.getBytes(StandardCharsets.US_ASCII)).putInt(VERSION).putInt(2);
        out.putInt(HEADER).putLong(headerBytes).putInt(Prime.SIZE_BYTES);
        out.put(Prime.SCALAR.littleEndian()).putInt(size());
        out.putInt(VALUES).putLong(values.byteSize()).put(values.toArray(JAVA_BYTE));
        return out.array();
    }
}
