package dev.assay.node.iden3;

import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Writes a prepared {@code .ptau} without contributions; tables in any order, by any number of threads. */
public final class PtauWriter implements AutoCloseable {

    /** A table of points in G1. */
    public enum Table {
        POWERS(Ptau.POWERS, 2, -1),
        ALPHA(Ptau.ALPHA, 1, 0),
        BETA(Ptau.BETA, 1, 0),
        LAGRANGE(Ptau.LAGRANGE, 4, -1),
        ALPHA_LAGRANGE(Ptau.ALPHA_LAGRANGE, 2, -1),
        BETA_LAGRANGE(Ptau.BETA_LAGRANGE, 2, -1);

        private final int section;
        private final int times;
        private final int more;

        /** So many points: times the largest domain, and some more. */
        Table(int section, int times, int more) {
            this.section = section;
            this.times = times;
            this.more = more;
        }
    }

    /** A table of points in G2. */
    public enum TableG2 {
        POWERS(Ptau.POWERS_G2),
        BETA(Ptau.BETA_G2),
        LAGRANGE(Ptau.LAGRANGE_G2);

        private final int section;

        TableG2(int section) {
            this.section = section;
        }
    }

    private static final int HEADER = 1;

    private final SectionWriter out;

    /** A new file, or all of an old one, which is lost. */
    public PtauWriter(Path file, int power) throws IOException {
        byte[] header = ByteBuffer.allocate(3 * Integer.BYTES + Prime.SCALAR_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Prime.SCALAR_BYTES)
                .put(Prime.BN254_BASE.littleEndian())
                .putInt(power)
                .putInt(power)
                .array();
        out = new SectionWriter(file, Ptau.MAGIC, Ptau.VERSION, sizes(power, header.length));
        out.put(HEADER, 0, header);
    }

    /** In the order of snarkjs. */
    private static SequencedMap<Integer, Long> sizes(int power, long headerBytes) {
        long g2 = PointFormat.G2_POINT.sizeBytes();
        SequencedMap<Integer, Long> sizes = new LinkedHashMap<>();
        sizes.put(HEADER, headerBytes);
        sizes.put(Ptau.POWERS, sizeBytes(Table.POWERS, power));
        sizes.put(Ptau.POWERS_G2, g2 << power);
        sizes.put(Ptau.ALPHA, sizeBytes(Table.ALPHA, power));
        sizes.put(Ptau.BETA, sizeBytes(Table.BETA, power));
        sizes.put(Ptau.BETA_G2, g2);
        sizes.put(Ptau.CONTRIBUTIONS, (long) Integer.BYTES);
        sizes.put(Ptau.LAGRANGE, sizeBytes(Table.LAGRANGE, power));
        sizes.put(Ptau.LAGRANGE_G2, (g2 << (power + 1)) - g2);
        sizes.put(Ptau.ALPHA_LAGRANGE, sizeBytes(Table.ALPHA_LAGRANGE, power));
        sizes.put(Ptau.BETA_LAGRANGE, sizeBytes(Table.BETA_LAGRANGE, power));
        return sizes;
    }

    private static long sizeBytes(Table table, int power) {
        return ((long) table.times << power) * PointFormat.G1_POINT.sizeBytes()
                + (long) table.more * PointFormat.G1_POINT.sizeBytes();
    }

    public void points(Table table, long from, List<G1.Affine> points) {
        out.points(table.section, from, points, PointFormat.G1_POINT);
    }

    public void pointsG2(TableG2 table, long from, List<G2.Affine> points) {
        out.points(table.section, from, points, PointFormat.G2_POINT);
    }

    @Override
    public void close() {
        out.close();
    }
}
