package dev.assay.verification.proof;

import java.util.Locale;

/**
 * The proof systems that are verified, each with what it is taken in. {@code docs/coverage.md} has the same list, and says
 * which others are not verified.
 */
public enum ProofSystem {
    /** J. Groth, eprint 2016/260. */
    GROTH16("Groth16 over BN254 and BLS12-381: snarkjs, gnark, arkworks, bellman; over BN254 also calldata"),
    /** snarkjs' PLONK, eprint 2019/953. */
    PLONK("PLONK of snarkjs over BN254 and BLS12-381: snarkjs"),
    /** snarkjs' FFLONK, eprint 2021/1167. */
    FFLONK("FFLONK of snarkjs over BN254: snarkjs"),
    /** gnark's Groth16, with BSB22 commitments or without. */
    GNARK_GROTH16(
            "Groth16 of gnark, over BN254 with commitments, over BLS12-381 without: gnark; over BN254 also calldata"),
    /** gnark's PLONK. */
    GNARK_PLONK("PLONK of gnark over BN254 and BLS12-381: gnark"),
    /** Executions that RISC Zero proved and wrapped in Groth16. */
    RISC0("RISC Zero's receipts wrapped in Groth16: seals for Ethereum, receipts in JSON and bincode"),
    /** Executions that SP1 proved and wrapped in Groth16 or PLONK. */
    SP1("SP1's proofs wrapped in Groth16 or PLONK: proof bytes for Ethereum, proof files in bincode");

    private final String accepts;

    ProofSystem(String accepts) {
        this.accepts = accepts;
    }

    /** What is verified, and in which forms it is taken. */
    public String accepts() {
        return accepts;
    }

    /** As the command line has it, such as "gnark-plonk". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
