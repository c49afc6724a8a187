/**
 * Groth16 proofs on BN254 in gnark's binary encodings and as Ethereum contracts take them. A key is examined once ({@link
 * VerifiedGnarkKey}), then proofs against it ({@link GnarkVerifier}), with their BSB22 commitments.
 */
@NullMarked
package dev.assay.verification.proof.gnark;

import org.jspecify.annotations.NullMarked;
