package dev.assay.bench.prove;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.iden3.Zkey;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A proving key of the shape that a chain of squarings has: as many wires as rows, three coefficients a row, every point
 * finite. Its points are multiples of the generators in a row, so it takes as long to prove with as a real key, but what
 * comes out does not verify: making a real one for a million rows takes hours.
 */
final class SyntheticKey {

    private static final Fr R_SQUARED = Fr.of(BigInteger.TWO.pow(512).mod(Fr.MODULUS));

    private final int rows;

    SyntheticKey(int log2) {
        this.rows = 1 << log2;
    }

    /** A file that is deleted when the JVM ends. */
    Zkey zkey() throws IOException, Iden3FormatException {
        Path file = Files.createTempFile("assay-bench-", ".zkey");
        file.toFile().deleteOnExit();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write("zkey".getBytes(StandardCharsets.US_ASCII));
            out.write(u32(1, 9));
            write(out);
        }
        return Zkey.parse(MappedFile.map(file));
    }

    private void write(OutputStream out) throws IOException {
        byte[] g1 = g1Multiples();
        byte[] g2 = g2Multiples();
        section(out, 1, u32(1));
        section(out, 2, header(g1, g2));
        section(out, 3, slice(g1, 64));
        section(out, 4, coefficients());
        section(out, 5, g1);
        section(out, 6, g1);
        section(out, 7, g2);
        section(out, 8, slice(g1, g1.length - 64));
        section(out, 9, g1);
    }

    private byte[] g1Multiples() {
        List<G1> points = new ArrayList<>();
        for (G1 point = G1.GENERATOR; points.size() < rows; point = point.add(G1.GENERATOR.twice())) {
            points.add(point);
        }
        ByteBuffer out = ByteBuffer.allocate(rows * 64);
        G1.toAffine(points).forEach(point -> out.put(PointFormat.G1_POINT.encode(point)));
        return out.array();
    }

    private byte[] g2Multiples() {
        List<G2> points = new ArrayList<>();
        for (G2 point = G2.GENERATOR; points.size() < rows; point = point.add(G2.GENERATOR.twice())) {
            points.add(point);
        }
        ByteBuffer out = ByteBuffer.allocate(rows * 128);
        G2.toAffine(points).forEach(point -> out.put(PointFormat.G2_POINT.encode(point)));
        return out.array();
    }

    private byte[] header(byte[] g1, byte[] g2) {
        return words(2 * 36 + 12 + 3 * 64 + 3 * 128)
                .putInt(32)
                .put(littleEndian(Fq.MODULUS))
                .putInt(32)
                .put(littleEndian(Fr.MODULUS))
                .putInt(rows)
                .putInt(0)
                .putInt(rows)
                .put(g1, 0, 128)
                .put(g2, 0, 256)
                .put(g1, 128, 64)
                .put(g2, 256, 128)
                .array();
    }

    /** Row i: wire i times the sum of wire i and the constant. */
    private byte[] coefficients() {
        ByteBuffer out = words(4 + 3 * rows * 44).putInt(3 * rows);
        for (int row = 0; row < rows; row++) {
            entry(out, 0, row, row);
            entry(out, 1, row, row);
            entry(out, 1, row, 0);
        }
        return out.array();
    }

    private static void entry(ByteBuffer out, int matrix, int row, int wire) {
        out.putInt(matrix).putInt(row).putInt(wire).put(R_SQUARED.toLittleEndian());
    }

    /** Dense: every value but the first is random. */
    Wtns witness() throws Iden3FormatException {
        RandomGenerator random = random();
        ByteBuffer values = ByteBuffer.allocate(rows * 32).put(Fr.ONE.toLittleEndian());
        while (values.hasRemaining()) {
            values.put(Fr.random(random).toLittleEndian());
        }
        return Wtns.ofValues("synthetic.wtns", values.array());
    }

    static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    }

    private static void section(OutputStream out, int type, byte[] content) throws IOException {
        out.write(words(12).putInt(type).putLong(content.length).array());
        out.write(content);
    }

    private static byte[] slice(byte[] bytes, int length) {
        return ByteBuffer.allocate(length).put(bytes, 0, length).array();
    }

    private static byte[] u32(int... values) {
        ByteBuffer out = words(4 * values.length);
        for (int value : values) {
            out.putInt(value);
        }
        return out.array();
    }

    private static byte[] littleEndian(BigInteger value) {
        ByteBuffer out = words(32);
        for (int i = 0; i < 4; i++) {
            out.putLong(value.shiftRight(64 * i).longValue());
        }
        return out.array();
    }

    private static ByteBuffer words(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
