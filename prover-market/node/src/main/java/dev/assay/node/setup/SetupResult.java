package dev.assay.node.setup;

import java.util.HexFormat;

/**
 * A key that was written.
 *
 * @param circuitHash Blake2b of the key before its contribution, in hexadecimal
 * @param contributionHash in hexadecimal
 */
public record SetupResult(
        int constraints, int wires, int publicWires, int domainLog2, String circuitHash, String contributionHash) {

    static SetupResult of(Circuit circuit, byte[] circuitHash, byte[] contributionHash) {
        return new SetupResult(
                circuit.r1cs().constraints(),
                circuit.wires(),
                circuit.r1cs().publicWires(),
                circuit.domainLog2(),
                HexFormat.of().formatHex(circuitHash),
                HexFormat.of().formatHex(contributionHash));
    }
}
