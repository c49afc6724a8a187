package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A witness ({@code .wtns} version 2): the value of every wire of a circuit. Wire 0 is the constant 1; then the public
 * outputs, the public inputs, and all that is private. 32 bytes each, little-endian, below the curve's r.
 */
public final class Wtns {

    private static final String MAGIC = "wtns";
    private static final int VERSION = 2;
    private static final int HEADER = 1;
    private static final int VALUES = 2;
    /** More wires than a domain has rows cannot be proved. */
    static final int MAX_WIRES = 1 << 28;

    private final Prime prime;
    private final MemorySegment values;

    private Wtns(Prime prime, MemorySegment values) {
        this.prime = prime;
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
        Prime prime = header.prime("field prime", Prime.BN254_SCALAR, Prime.BLS12_381_SCALAR);
        int count = header.count("number of wires", MAX_WIRES);
        header.end();
        return new Wtns(prime, checked(file.section(VALUES, "values"), count, prime));
    }

    /**
     * A witness computed here.
     *
     * @param values 32 bytes a wire, little-endian
     * @throws Iden3FormatException if a value is not below r or the first is not 1
     */
    public static Wtns ofValues(String name, Curve curve, byte[] values) throws Iden3FormatException {
        Section section = new Section(name, "values", MemorySegment.ofArray(values));
        Prime prime = Prime.scalar(curve);
        return new Wtns(prime, checked(section, values.length / prime.sizeBytes(), prime));
    }

    private static MemorySegment checked(Section section, int count, Prime prime) throws Iden3FormatException {
        MemorySegment values = section.rest("values", count, prime.sizeBytes());
        for (int i = 0; i < count; i++) {
            if (!prime.exceeds(values, offset(i))) {
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
        return (long) wire * Prime.SCALAR_BYTES;
    }

    /** The curve whose circuits have such values. */
    public Curve curve() {
        return prime.curve();
    }

    /** The number of wires. */
    public int size() {
        return (int) (values.byteSize() / Prime.SCALAR_BYTES);
    }

    /** @throws IllegalStateException unless the witness is of BN254 */
    public Fr value(int wire) {
        if (curve() != Curve.BN254) {
            throw new IllegalStateException("a witness of " + curve().name());
        }
        return Prime.toFr(values, offset(wire));
    }

    /** The limbs of a wire's value as it is. */
    void limbs(int wire, long[] limbs) {
        Prime.limbs(values, offset(wire), limbs);
    }

    /** The value of a wire on whichever curve. */
    public BigInteger number(int wire) {
        BigInteger number = BigInteger.ZERO;
        for (int i = prime.sizeBytes() / Long.BYTES; i-- > 0; ) {
            number = number.shiftLeft(Long.SIZE)
                    .or(new BigInteger(Long.toUnsignedString(Prime.limb(values, offset(wire), i))));
        }
        return number;
    }

    /** All values, 32 bytes each, little-endian. */
    public MemorySegment values() {
        return values.asReadOnly();
    }

    /** The {@code .wtns} file, byte for byte as snarkjs writes it. */
    public byte[] encode() {
        int headerBytes = Integer.BYTES + Prime.SCALAR_BYTES + Integer.BYTES;
        long size = 3 * Integer.BYTES + 2 * (Integer.BYTES + Long.BYTES) + headerBytes + values.byteSize();
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC.getBytes(StandardCharsets.US_ASCII)).putInt(VERSION).putInt(2);
        out.putInt(HEADER).putLong(headerBytes).putInt(Prime.SCALAR_BYTES);
        out.put(prime.littleEndian()).putInt(size());
        out.putInt(VALUES).putLong(values.byteSize()).put(values.toArray(JAVA_BYTE));
        return out.array();
    }
}
