package dev.assay.node.iden3;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.AffinePoint;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Writes a Groth16 {@code .zkey} over BN254; tables of points in any order, by any number of threads. */
public final class ZkeyWriter implements AutoCloseable {

    /** A section of points. */
    public enum Table {
        IC(3),
        A(5),
        B1(6),
        B2(7),
        C(8),
        H(9);

        private final int section;

        Table(int section) {
            this.section = section;
        }
    }

    /** @param coefficients how many entries section 4 has */
    public record Sizes(int wires, int publicWires, int domainLog2, long coefficients, int ceremonyBytes) {

        private long content(int section) {
            long g1 = PointFormat.G1_POINT.sizeBytes();
            return switch (section) {
                case 1 -> Integer.BYTES;
                case 2 -> headerBytes();
                case 3 -> g1 * (publicWires + 1L);
                case 4 -> Integer.BYTES + coefficients * Coefficients.ENTRY_BYTES;
                case 5, 6 -> g1 * wires;
                case 7 -> PointFormat.G2_POINT.sizeBytes() * (long) wires;
                case 8 -> g1 * (wires - publicWires - 1L);
                case 9 -> g1 << domainLog2;
                default -> ceremonyBytes;
            };
        }
    }

    private static final String MAGIC = "zkey";
    private static final int VERSION = 1;
    private static final int GROTH16 = 1;
    private static final int SYSTEM = 1;
    private static final int HEADER = 2;
    private static final int COEFFICIENTS = 4;
    private static final int CEREMONY = 10;
    /** A value v is in the file as v R^2: times R once here, and once by the Montgomery form. */
    private static final Fr R = Fr.of(BigInteger.TWO.pow(256).mod(Fr.MODULUS));

    private final SectionWriter out;
    private long coefficients;

    /** A new file, or all of an old one, which is lost. */
    public ZkeyWriter(Path file, Sizes sizes) throws IOException {
        SequencedMap<Integer, Long> content = new LinkedHashMap<>();
        for (int section = SYSTEM; section <= CEREMONY; section++) {
            content.put(section, sizes.content(section));
        }
        out = new SectionWriter(file, MAGIC, VERSION, content);
        out.put(SYSTEM, 0, u32(GROTH16));
        out.put(COEFFICIENTS, 0, u32((int) sizes.coefficients()));
    }

    private static byte[] u32(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static int headerBytes() {
        return 2 * (Integer.BYTES + Prime.SCALAR_BYTES)
                + 3 * Integer.BYTES
                + 3 * PointFormat.G1_POINT.sizeBytes()
                + 3 * PointFormat.G2_POINT.sizeBytes();
    }

    public void header(Zkey.Header header) {
        PointFormat<AffinePoint> first = PointFormat.of(PointGroup.BN254_G1);
        PointFormat<AffinePoint> second = PointFormat.of(PointGroup.BN254_G2);
        ByteBuffer content = ByteBuffer.allocate(headerBytes()).order(ByteOrder.LITTLE_ENDIAN);
        content.putInt(Prime.SCALAR_BYTES).put(Prime.BN254_BASE.littleEndian());
        content.putInt(Prime.SCALAR_BYTES).put(Prime.BN254_SCALAR.littleEndian());
        content.putInt(header.wires()).putInt(header.publicWires()).putInt(1 << header.domainLog2());
        content.put(first.encode(header.alpha1())).put(first.encode(header.beta1()));
        content.put(second.encode(header.beta2())).put(second.encode(header.gamma2()));
        content.put(first.encode(header.delta1())).put(second.encode(header.delta2()));
        out.put(HEADER, 0, content.array());
    }

    /** The next entry of section 4. */
    public void coefficient(Coefficients.Matrix matrix, int row, int wire, Fr value) {
        long offset = Integer.BYTES + coefficients++ * Coefficients.ENTRY_BYTES;
        out.put(COEFFICIENTS, offset, coefficientEntry(matrix, row, wire, value));
    }

    /** The 44 bytes of an entry of section 4. */
    public static byte[] coefficientEntry(Coefficients.Matrix matrix, int row, int wire, Fr value) {
        return ByteBuffer.allocate(Coefficients.ENTRY_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(matrix.ordinal())
                .putInt(row)
                .putInt(wire)
                .put(value.multiply(R).toMontgomeryLittleEndian())
                .array();
    }

    /** Points of a table from an index on. Tables may be written by many threads. */
    public <A> void points(Table table, int from, List<A> points, PointFormat<A> format) {
        out.points(table.section, from, points, format);
    }

    /** Of as many bytes as the sizes said. */
    public void ceremony(Ceremony ceremony) {
        out.put(CEREMONY, 0, ceremony.encode());
    }

    @Override
    public void close() {
        out.close();
    }
}
