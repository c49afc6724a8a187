/**
 * Groth16 proofs on BN254 and BLS12-381 in snarkjs' JSON form. A key is examined once ({@link VerifiedKey}), then
 * proofs against it ({@link Groth16Verifier}); both end in types that exist only if every check passed. {@link
 * ProofKey} does the same for whichever proof system a key names.
 */
@NullMarked
package dev.assay.verification.proof;

import org.jspecify.annotations.NullMarked;
