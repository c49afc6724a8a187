package dev.assay.node.iden3;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes iden3 containers, well-formed or not. */
final class FileBuilder {

    private final String magic;
    private final int version;
    private final List<byte[]> sections = new ArrayList<>();

    FileBuilder(String magic, int version) {
        this.magic = magic;
        this.version = version;
    }

    FileBuilder section(int type, byte[]... parts) {
        byte[] content = concat(parts);
        sections.add(concat(u32(type), u64(content.length), content));
        return this;
    }

    byte[] build() {
        return concat(
                magic.getBytes(StandardCharsets.US_ASCII),
                u32(version),
                u32(sections.size()),
                concat(sections.toArray(byte[][]::new)));
    }

    byte[] buildBackwards() {
        return concat(
                magic.getBytes(StandardCharsets.US_ASCII),
                u32(version),
                u32(sections.size()),
                concat(sections.reversed().toArray(byte[][]::new)));
    }

    static byte[] u32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    static byte[] u64(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    /** 32 bytes, little-endian. */
    static byte[] number(BigInteger value) {
        byte[] littleEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            littleEndian[i] = value.shiftRight(8 * i).byteValue();
        }
        return littleEndian;
    }

    static byte[] number(long value) {
        return number(BigInteger.valueOf(value));
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] repeated(byte[] part, int times) {
        byte[][] parts = new byte[times][];
        java.util.Arrays.fill(parts, part);
        return concat(parts);
    }

    static final byte[] POINT_1 = PointFormat.G1_POINT.encode(G1.GENERATOR.toAffine());
    static final byte[] POINT_2 = PointFormat.G2_POINT.encode(G2.GENERATOR.toAffine());

    /** A well-formed key of 4 wires, 1 of them public, and 4 rows; it proves nothing. */
    static FileBuilder tinyZkey() {
        byte[] entry = concat(u32(1), u32(3), u32(2), number(7));
        return new FileBuilder("zkey", 1)
                .section(1, u32(1))
                .section(2, tinyHeader(4, 1, 4))
                .section(3, repeated(POINT_1, 2))
                .section(4, u32(2), repeated(entry, 2))
                .section(5, repeated(POINT_1, 4))
                .section(6, repeated(POINT_1, 3), new byte[64])
                .section(7, repeated(POINT_2, 3), new byte[128])
                .section(8, repeated(POINT_1, 2))
                .section(9, repeated(POINT_1, 4))
                .section(10, u32(0));
    }

    static byte[] tinyHeader(int wires, int publicWires, int domainSize) {
        return concat(
                u32(32),
                number(Fq.MODULUS),
                u32(32),
                number(Fr.MODULUS),
                u32(wires),
                u32(publicWires),
                u32(domainSize),
                repeated(POINT_1, 2),
                repeated(POINT_2, 2),
                POINT_1,
                POINT_2);
    }

    static FileBuilder tinyWtns(BigInteger... values) {
        byte[] all = new byte[0];
        for (BigInteger value : values) {
            all = concat(all, number(value));
        }
        return new FileBuilder("wtns", 2)
                .section(1, u32(32), number(Fr.MODULUS), u32(values.length))
                .section(2, all);
    }

    /** One row: wire 1 times wire 2 is wire 3. */
    static FileBuilder tinyR1cs() {
        return new FileBuilder("r1cs", 1)
                .section(1, r1csHeader(4, 1))
                .section(2, term(1), term(2), term(3))
                .section(3, repeated(u64(0), 4));
    }

    /** One public output, no public input, and a private input that was optimised away beside those that are wires. */
    static byte[] r1csHeader(int wires, int constraints) {
        return concat(
                u32(32), number(Fr.MODULUS), u32(wires), u32(1), u32(0), u32(wires), u64(wires), u32(constraints));
    }

    static byte[] term(int wire) {
        return concat(u32(1), u32(wire), number(1));
    }
}
