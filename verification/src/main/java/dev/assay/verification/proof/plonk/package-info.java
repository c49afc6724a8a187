/**
 * PLONK proofs on BN254 or BLS12-381 in snarkjs' JSON form (Gabizon, Williamson, Ciobotaru, "PLONK: Permutations over
 * Lagrange-bases for Oecumenical Noninteractive arguments of Knowledge", eprint 2019/953). Letters are the paper's.
 */
@NullMarked
package dev.assay.verification.proof.plonk;

import org.jspecify.annotations.NullMarked;
