/**
 * Makes proofs over BN254: Groth16 ({@link dev.assay.node.prove.Groth16Prover}), and PLONK and FFLONK in packages below, what
 * they are computed on ({@link dev.assay.node.prove.Backend}) and the front door for files ({@link
 * dev.assay.node.prove.Prover}). A proof leaves only after it was verified here.
 */
@NullMarked
package dev.assay.node.prove;

import org.jspecify.annotations.NullMarked;
