package dev.assay.node.setup;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.R1cs.Matrix;
import dev.assay.node.prove.Scalars;
import dev.assay.verification.bn254.Fr;
import java.util.Arrays;

/**
 * The matrices' columns of some wires, each times a weight, added up: one number for each row. What points of a key add up
 * to with these weights, the Lagrange basis adds up to with these numbers.
 */
final class RowSums {

    private final Fr[][] sums;

    /** For the wires from one to before another; wire j has weight j - from. */
    RowSums(Circuit circuit, Fr[] weights, int from, int to) throws Iden3FormatException {
        sums = new Fr[Matrix.values().length][circuit.rows()];
        for (Fr[] each : sums) {
            Arrays.fill(each, Fr.ZERO);
        }
        circuit.forEachEntry((matrix, row, wire, coefficient) -> {
            if (wire >= from && wire < to) {
                Fr[] of = sums[matrix.ordinal()];
                of[row] = of[row].add(coefficient.multiply(weights[wire - from]));
            }
        });
    }

    Scalars of(Matrix matrix) {
        return Scalars.of(sums[matrix.ordinal()]);
    }
}
