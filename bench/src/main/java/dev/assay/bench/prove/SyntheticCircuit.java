package dev.assay.bench.prove;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.Prime;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.iden3.Zkey;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.JacobianPoint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

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

    private static final int PUBLIC = 1;

    private final Curve curve;
    private final BigInteger order;
    private final int g1Bytes;
    private final int g2Bytes;
    private final int rows;
    private final Scratch scratch;

    private SyntheticCircuit(Curve curve, int log2, Scratch scratch) {
        this.curve = curve;
        this.order = curve.fr().modulus();
        this.g1Bytes = PointGroup.first(curve).sizeBytes();
        this.g2Bytes = PointGroup.second(curve).sizeBytes();
        this.rows = 1 << log2;
        this.scratch = scratch;
    }

    /** Writes both files into a fresh folder, which close deletes. */
    static SyntheticCircuit of(Curve curve, int log2, Values values) throws IOException {
        SyntheticCircuit circuit = new SyntheticCircuit(curve, log2, Scratch.create());
        circuit.writeZkey();
        circuit.writeWtns(values);
        return circuit;
    }

    Path zkeyFile() {
        return scratch.file("synthetic.zkey");
    }

    Path wtnsFile() {
        return scratch.file("synthetic.wtns");
    }

    Zkey zkey() throws IOException, Iden3FormatException {
        return Zkey.parse(MappedFile.map(zkeyFile()));
    }

    Wtns witness() throws IOException, Iden3FormatException {
        return Wtns.parse(MappedFile.map(wtnsFile()));
    }

    @Override
    public void close() throws IOException {
        scratch.close();
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
                    words(40).putInt(32).put(littleEndian(order)).putInt(rows).array());
            section(out, 2, values(values));
        }
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    }

    private void write(OutputStream out) throws IOException {
        byte[] g1 = multiples(PointGroup.first(curve), curve.firstGenerator());
        byte[] g2 = multiples(PointGroup.second(curve), curve.secondGenerator());
        section(out, 1, u32(1));
        section(out, 2, header(g1, g2));
        section(out, 3, slice(g1, g1Bytes * (1 + PUBLIC)));
        section(out, 4, coefficients());
        section(out, 5, g1);
        section(out, 6, g1);
        section(out, 7, g2);
        section(out, 8, slice(g1, g1.length - g1Bytes * (1 + PUBLIC)));
        section(out, 9, g1);
    }

    /** 1, 3, 5, 7, ... times a point. */
    private byte[] multiples(PointGroup group, AffinePoint generator) {
        CurveGroup law = group.law();
        JacobianPoint twice = law.of(generator);
        law.twice(twice);
        JacobianPoint[] points = new JacobianPoint[rows];
        points[0] = law.of(generator);
        for (int i = 1; i < rows; i++) {
            points[i] = points[i - 1].copy();
            law.add(points[i], twice);
        }
        ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(rows, group.sizeBytes()));
        for (AffinePoint point : law.toAffine(points)) {
            out.put(PointFormat.of(group).encode(point));
        }
        return out.array();
    }

    private byte[] header(byte[] g1, byte[] g2) {
        byte[] q = prime(Prime.base(curve));
        byte[] r = prime(Prime.scalar(curve));
        return words(q.length + r.length + 12 + 3 * g1Bytes + 3 * g2Bytes)
                .put(q)
                .put(r)
                .putInt(rows)
                .putInt(PUBLIC)
                .putInt(rows)
                .put(g1, 0, 2 * g1Bytes)
                .put(g2, 0, 2 * g2Bytes)
                .put(g1, 2 * g1Bytes, g1Bytes)
                .put(g2, 2 * g2Bytes, g2Bytes)
                .array();
    }

    private static byte[] prime(Prime prime) {
        return words(4 + prime.sizeBytes())
                .putInt(prime.sizeBytes())
                .put(littleEndian(prime.value(), prime.sizeBytes()))
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

    private void entry(ByteBuffer out, int matrix, int row, int wire) {
        out.putInt(matrix)
                .putInt(row)
                .putInt(wire)
                .put(littleEndian(BigInteger.TWO.pow(512).mod(order)));
    }

    private byte[] values(Values values) {
        RandomGenerator random = random();
        ByteBuffer out = ByteBuffer.allocate(rows * 32).put(littleEndian(BigInteger.ONE));
        while (out.hasRemaining()) {
            out.put(littleEndian(value(values, random)));
        }
        return out.array();
    }

    private BigInteger value(Values values, RandomGenerator random) {
        int percent = values == Values.CHAIN ? 100 : random.nextInt(100);
        if (percent < 45) {
            return BigInteger.ZERO;
        }
        if (percent < 75) {
            return BigInteger.ONE;
        }
        if (percent < 90) {
            return BigInteger.valueOf(random.nextLong(1L << 32));
        }
        byte[] drawn = new byte[40];
        random.nextBytes(drawn);
        return new BigInteger(1, drawn).mod(order);
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

    private static byte[] littleEndian(BigInteger scalar) {
        return littleEndian(scalar, 32);
    }

    private static byte[] littleEndian(BigInteger value, int bytes) {
        ByteBuffer out = words(bytes);
        for (int i = 0; i < bytes / 8; i++) {
            out.putLong(value.shiftRight(64 * i).longValue());
        }
        return out.array();
    }

    private static ByteBuffer words(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
