package dev.assay.node.prove;

import dev.assay.node.iden3.Coefficients;
import dev.assay.node.iden3.Coefficients.Matrix;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.Wtns;
import dev.assay.verification.pairing.Curve;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Matrices and a witness whose products are given values: each is the sum of two entries with coefficients of their own. */
final class SparseRows {

    private static final int ENTRY_BYTES = 3 * Integer.BYTES + 32;
    /** How a key holds a coefficient: times R^2, R = 2^256. */
    private static final int R_SQUARED_LOG2 = 512;

    private final Curve curve;
    private final BigInteger r;
    private final int rows;
    private final List<byte[]> entries = new ArrayList<>();
    private final List<BigInteger> wires = new ArrayList<>(List.of(BigInteger.ONE));

    SparseRows(Curve curve, int rows) {
        this.curve = curve;
        this.r = curve.fr().modulus();
        this.rows = rows;
    }

    SparseRows put(Matrix matrix, int row, BigInteger value, RandomGenerator random) {
        BigInteger first = Numbers.random(r, random);
        BigInteger second = Numbers.random(r, random);
        put(matrix, row, first, value.multiply(second));
        put(matrix, row, second.negate(), first.multiply(value).subtract(value.multiply(second.modInverse(r))));
        return this;
    }

    private void put(Matrix matrix, int row, BigInteger coefficient, BigInteger wire) {
        entries.add(ByteBuffer.allocate(ENTRY_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(matrix.ordinal())
                .putInt(row)
                .putInt(wires.size())
                .put(Numbers.littleEndian(coefficient.shiftLeft(R_SQUARED_LOG2).mod(r)))
                .array());
        wires.add(wire.mod(r));
    }

    /** No order of the entries is promised by the format. */
    void shuffle(RandomGenerator random) {
        Collections.shuffle(entries, Random.from(random));
    }

    Coefficients coefficients() {
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        section.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(entries.size())
                .array());
        entries.forEach(section::writeBytes);
        try {
            return Coefficients.parse("rows", curve, section.toByteArray(), rows, wires.size());
        } catch (Iden3FormatException e) {
            throw new AssertionError(e);
        }
    }

    Wtns witness() {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        wires.forEach(wire -> values.writeBytes(Numbers.littleEndian(wire)));
        try {
            return Wtns.ofValues("rows", curve, values.toByteArray());
        } catch (Iden3FormatException e) {
            throw new AssertionError(e);
        }
    }
}
