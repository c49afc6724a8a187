/**
 * Groth16 proofs on BN254 and PLONK proofs on BN254 or BLS12-381 in gnark's binary encodings, on BN254 also as Ethereum
 * contracts take them. A key is examined once ({@link VerifiedGnarkKey}, {@link VerifiedGnarkPlonkKey}), then proofs against
 * it ({@link GnarkVerifier}, {@link GnarkPlonkVerifier}), with their BSB22 commitments.
 */
@NullMarked
package dev.assay.verification.proof.gnark;

import org.jspecify.annotations.NullMarked;
