package dev.assay.node.setup;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.R1cs.Matrix;
import dev.assay.verification.bn254.Fr;

/**
 * The matrices of a circuit by wire, where its file has them by row. 12 bytes an entry: coefficients stay in the file, and
 * only their place is kept.
 */
final class WireTerms {

    /** Is told each entry of one wire in one matrix. */
    @FunctionalInterface
    interface Column {
        void entry(int row, Fr coefficient);
    }

    /** In place of a place: the coefficient is 1, of a public wire's own row. */
    private static final long ONE = -1;

    private final R1cs r1cs;
    private final Columns[] columns = new Columns[Matrix.values().length];

    WireTerms(Circuit circuit) throws Iden3FormatException {
        r1cs = circuit.r1cs();
        int[][] counts = new int[columns.length][circuit.wires() + 1];
        r1cs.forEachTerm((matrix, row, wire, coefficient) -> counts[matrix.ordinal()][wire]++);
        for (int wire = 0; wire < circuit.publicOnes(); wire++) {
            counts[Matrix.A.ordinal()][wire]++;
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Columns(counts[i]);
        }
        r1cs.forEachTerm((matrix, row, wire, coefficient) -> columns[matrix.ordinal()].put(wire, row, coefficient));
        for (int wire = 0; wire < circuit.publicOnes(); wire++) {
            columns[Matrix.A.ordinal()].put(wire, r1cs.constraints() + wire, ONE);
        }
    }

    /** Entries of A and B together, as many as section 4 of a key has. */
    long coefficients() {
        return (long) columns[Matrix.A.ordinal()].size() + columns[Matrix.B.ordinal()].size();
    }

    void forEach(Matrix matrix, int wire, Column visitor) {
        Columns of = columns[matrix.ordinal()];
        for (int i = of.start(wire); i < of.ends[wire]; i++) {
            long place = of.coefficients[i];
            visitor.entry(of.rows[i], place == ONE ? Fr.ONE : r1cs.coefficient(place));
        }
    }

    /** One matrix; wire w has the entries from where wire w - 1 ends. */
    private static final class Columns {
        private final int[] ends;
        private final int[] rows;
        private final long[] coefficients;

        /** @param counts becomes the ends as the entries come */
        Columns(int[] counts) {
            int total = 0;
            for (int wire = 0; wire < counts.length; wire++) {
                int count = counts[wire];
                counts[wire] = total;
                total = Math.addExact(total, count);
            }
            ends = counts;
            rows = new int[total];
            coefficients = new long[total];
        }

        void put(int wire, int row, long coefficient) {
            int at = ends[wire]++;
            rows[at] = row;
            coefficients[at] = coefficient;
        }

        int start(int wire) {
            return wire == 0 ? 0 : ends[wire - 1];
        }

        int size() {
            return rows.length;
        }
    }
}
