/**
 * Makes proofs: Groth16 over BN254 and BLS12-381 ({@link dev.assay.node.prove.Groth16Prover}), and in packages below PLONK and
 * FFLONK over BN254; what they are computed on ({@link dev.assay.node.prove.Backend}) and the front door for files ({@link
 * dev.assay.node.prove.Prover}). A proof leaves only after it was verified here.
 */
@NullMarked
package dev.assay.node.prove;

import org.jspecify.annotations.NullMarked;
