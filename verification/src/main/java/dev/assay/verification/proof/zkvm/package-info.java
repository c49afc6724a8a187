/**
 * Proofs of zkVMs, wrapped in Groth16 on BN254 for cheap verification: what RISC Zero calls a seal and SP1 proof bytes. The
 * vendors' values, which change with each release, are parameters; the statements that the wrapped proofs make, with the
 * program, its outputs and how it ended, are computed here and never taken from the prover.
 */
@NullMarked
package dev.assay.verification.proof.zkvm;

import org.jspecify.annotations.NullMarked;
