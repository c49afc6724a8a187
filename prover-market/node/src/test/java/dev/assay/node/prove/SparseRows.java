package dev.assay.node.prove;

import dev.assay.node.iden3.Coefficients;
import dev.assay.node.iden3.Coefficients.Matrix;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.Wtns;
import dev.assay.verification.bn254.Fr;
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
    private static final Fr R_SQUARED = Fr.of(BigInteger.TWO.pow(512).mod(Fr.MODULUS));

    private final int rows;
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Fr> wires = new ArrayList<>(List.of(Fr.ONE));

    SparseRows(int rows) {
        this.rows = rows;
    }

    SparseRows put(Matrix matrix, int row, Fr value, RandomGenerator random) {
        Fr first = Fr.random(random);
        Fr second = Fr.random(random);
        put(matrix, row, first, value.multiply(second));
        put(matrix, row, second.negate(), first.multiply(value).subtract(value.multiply(second.inverse())));
        return this;
    }

    private void put(Matrix matrix, int row, Fr coefficient, Fr wire) {
        entries.add(ByteBuffer.allocate(ENTRY_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(matrix.ordinal())
                .putInt(row)
                .putInt(wires.size())
                .put(coefficient.multiply(R_SQUARED).toLittleEndian())
                .array());
        wires.add(wire);
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
            return Coefficients.parse("rows", section.toByteArray(), rows, wires.size());
        } catch (Iden3FormatException e) {
            throw new AssertionError(e);
        }
    }

    Wtns witness() {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        wires.forEach(wire -> values.writeBytes(wire.toLittleEndian()));
        try {
            return Wtns.ofValues("rows", values.toByteArray());
        } catch (Iden3FormatException e) {
            throw new AssertionError(e);
        }
    }
}
