/**
 * Makes Groth16 proofs over BN254: the protocol ({@link dev.assay.node.prove.Groth16Prover}), what it is computed on
 * ({@link dev.assay.node.prove.Backend}) and the front door for files ({@link dev.assay.node.prove.Prover}). A proof
 * leaves only after it was verified here.
 */
@NullMarked
package dev.assay.node.prove;

import org.jspecify.annotations.NullMarked;
