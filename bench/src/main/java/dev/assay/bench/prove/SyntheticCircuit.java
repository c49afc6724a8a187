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
import java.util.stream.Stream;

/**
 * A proving key of the shape that a chain of squarings has, as many wires as rows, three coefficients a row, every point
 * finite, and a witness of its size. Its points are multiples of the generators in a row, so it takes as long to prove with
 * as a real key, but what comes out does not verify.
 */
final class SyntheticCircuit implements AutoCloseable {

    /** What the wires have. */
    enum Values {
        /** Random values. */
        CHAIN,
        /** As circuits over bits and bytes have: 45 % zeros, 30 % ones, 15 % below 2^32, the rest random. */
        MIX
    }

    private static final Fr R_SQUARED = Fr.of(BigInteger.TWO.pow(512).mod(Fr.MODULUS));

    private static final int PUBLIC = 1;

    private final int rows;
    private final Path folder;

    private SyntheticCircuit(int log2, Path folder) {
        this.rows = 1 << log2;
        this.folder = folder;
    }

    /** Writes both files into a fresh folder, which close deletes. */
    static SyntheticCircuit of(int log2, Values values) throws IOException {
        SyntheticCircuit circuit = new SyntheticCircuit(log2, Files.createTempDirectory("assay-bench-"));
        circuit.writeZkey();
        circuit.writeWtns(values);
        return circuit;
    }

    Path zkeyFile() {
        return folder.resolve("synthetic.zkey");
    }

    Path wtnsFile() {
        return folder.resolve("synthetic.wtns");
    }

    Zkey zkey() throws IOException, Iden3FormatException {
        return Zkey.parse(MappedFile.map(zkeyFile()));
    }

    Wtns witness() throws IOException, Iden3FormatException {
        return Wtns.parse(MappedFile.map(wtnsFile()));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void writeZkey() throws IOException {
        try (OutputStream out = open(zkeyFile())) {
            out.write("zkey".getBytes(StandardCharsets.US_ASCII));
            out.write(u32(1, 9));
            write(out);
        }
    }

    private void writeWtns(Values values) throws IOException {
        try (OutputStream out = open(wtnsFile())) {
            out.write("wtns".getBytes(StandardCharsets.US_ASCII));
            out.write(u32(2, 2));
            section(
                    out,
                    1,
                    words(40)
                            .putInt(32)
                            .put(littleEndian(Fr.MODULUS))
                            .putInt(rows)
                            .array());
            section(out, 2, values(values));
        }
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    }

    private void write(OutputStream out) throws IOException {
        byte[] g1 = g1Multiples();
        byte[] g2 = g2Multiples();
        section(out, 1, u32(1));
        section(out, 2, header(g1, g2));
        section(out, 3, slice(g1, 64 * (1 + PUBLIC)));
        section(out, 4, coefficients());
        section(out, 5, g1);
        section(out, 6, g1);
        section(out, 7, g2);
        section(out, 8, slice(g1, g1.length - 64 * (1 + PUBLIC)));
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
                .putInt(PUBLIC)
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

    private byte[] values(Values values) {
        RandomGenerator random = random();
        ByteBuffer out = ByteBuffer.allocate(rows * 32).put(Fr.ONE.toLittleEndian());
        while (out.hasRemaining()) {
            out.put(value(values, random).toLittleEndian());
        }
        return out.array();
    }

    private static Fr value(Values values, RandomGenerator random) {
        int percent = values == Values.CHAIN ? 100 : random.nextInt(100);
        if (percent < 45) {
            return Fr.ZERO;
        }
        if (percent < 75) {
            return Fr.ONE;
        }
        return percent < 90 ? Fr.of(BigInteger.valueOf(random.nextLong(1L << 32))) : Fr.random(random);
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
