/**
 * The encodings of Groth16 keys, proofs and public inputs that other tools write: snarkjs' JSON, gnark's, arkworks' and
 * bellman's binaries, and what is sent to a Solidity verifier. Each reads to one typed key or proof, whose points are
 * already checked, and writes from it, so that any two that can say the same convert into each other. {@link
 * dev.assay.verification.proof.encoding.Groth16Format} is the list.
 */
@NullMarked
package dev.assay.verification.proof.encoding;

import org.jspecify.annotations.NullMarked;
