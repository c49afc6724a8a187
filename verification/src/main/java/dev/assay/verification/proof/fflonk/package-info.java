/**
 * FFLONK proofs on BN254 in snarkjs' JSON form (Gabizon, Williamson, "fflonk: a Fast-Fourier inspired verifier efficient
 * version of PlonK", eprint 2021/1167). Letters are the paper's.
 */
@NullMarked
package dev.assay.verification.proof.fflonk;

import org.jspecify.annotations.NullMarked;
