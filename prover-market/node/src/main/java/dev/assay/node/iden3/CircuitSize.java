package dev.assay.node.iden3;

import dev.assay.verification.bn254.Fr;

/**
 * The counts in the header of a PLONK or FFLONK key, of which nothing contradicts another.
 *
 * @param wires of the circuit, with the constant 1
 * @param publicWires without it
 * @param domainLog2 there are 2^domainLog2 rows
 * @param sums signals that the setup added
 * @param gates rows in use; the first are those of the public wires
 */
public record CircuitSize(int wires, int publicWires, int domainLog2, int sums, int gates) {

    /** The blinded quotient needs room. */
    private static final int MIN_DOMAIN_LOG2 = 3;
    /** The quotient has four parts, and BN254 has roots of unity up to 2^28. */
    private static final int MAX_DOMAIN_LOG2 = Fr.TWO_ADICITY - 2;

    /** @param unusedRows that a setup leaves at the end */
    static CircuitSize read(Section section, int unusedRows) throws Iden3FormatException {
        int signals = section.count("number of signals", Wtns.MAX_WIRES);
        int publicWires = section.count("number of public wires", Wtns.MAX_WIRES);
        int rows = section.count("domain size", 1 << MAX_DOMAIN_LOG2);
        int sums = section.count("number of additions", Math.max(signals - 1, 0));
        int gates = section.count("number of gates", Math.max(rows - unusedRows, 0));
        int wires = signals - sums;
        if (Integer.bitCount(rows) != 1 || rows < 1 << MIN_DOMAIN_LOG2) {
            throw section.wrong("a domain of " + rows, SectionFile.REBUILD);
        }
        if (publicWires >= wires || publicWires > gates) {
            throw section.wrong(publicWires + " of " + wires + " wires are public", SectionFile.REBUILD);
        }
        return new CircuitSize(wires, publicWires, Integer.numberOfTrailingZeros(rows), sums, gates);
    }

    public int rows() {
        return 1 << domainLog2;
    }
}
