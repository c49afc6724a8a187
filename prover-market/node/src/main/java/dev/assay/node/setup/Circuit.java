package dev.assay.node.setup;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.R1cs.Matrix;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;

/**
 * A circuit as a Groth16 key has it: after the constraints comes a row for the constant 1 and one for each public wire, in
 * which A has that wire and B and C nothing. They keep the public wires' polynomials independent.
 */
record Circuit(R1cs r1cs, int domainLog2) {

    /** Is told each entry of the matrices. */
    @FunctionalInterface
    interface Entries {
        void entry(Matrix matrix, int row, int wire, Fr coefficient);
    }

    private static final int MAX_DOMAIN_LOG2 = Fr.TWO_ADICITY - 1;

    /** @throws Iden3FormatException for a circuit over another curve than BN254, or with more rows than that has room for */
    static Circuit of(R1cs r1cs) throws Iden3FormatException {
        if (r1cs.curve() != Curve.BN254) {
            throw new Iden3FormatException(
                    r1cs.name(),
                    "header (1)",
                    "it is over " + r1cs.curve().name(),
                    "make and verify its keys with snarkjs");
        }
        int rows = r1cs.constraints() + r1cs.publicWires();
        int domainLog2 = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(rows));
        if (domainLog2 > MAX_DOMAIN_LOG2) {
            throw new Iden3FormatException(
                    r1cs.name(), "header (1)", rows + " rows are more than BN254 has room for", "split the circuit");
        }
        return new Circuit(r1cs, domainLog2);
    }

    /** @throws Iden3FormatException if the powers of tau are for smaller circuits */
    void checkFits(Ptau ptau) throws Iden3FormatException {
        if (domainLog2 > ptau.power()) {
            throw new Iden3FormatException(
                    ptau.name(),
                    "header (1)",
                    "it is for circuits of 2^" + ptau.power() + " rows, " + r1cs.name() + " needs 2^" + domainLog2,
                    "take a larger one");
        }
    }

    int rows() {
        return 1 << domainLog2;
    }

    int wires() {
        return r1cs.wires();
    }

    /** Wires that IC is about: the public ones and the constant. */
    int publicOnes() {
        return r1cs.publicWires() + 1;
    }

    /** Row by row, A before B before C; the rows of the public wires at the end. */
    void forEachEntry(Entries visitor) throws Iden3FormatException {
        r1cs.forEachTerm(
                (matrix, row, wire, coefficient) -> visitor.entry(matrix, row, wire, r1cs.coefficient(coefficient)));
        for (int wire = 0; wire < publicOnes(); wire++) {
            visitor.entry(Matrix.A, r1cs.constraints() + wire, wire, Fr.ONE);
        }
    }
}
