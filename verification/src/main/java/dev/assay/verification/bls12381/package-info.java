/**
 * The pairing-friendly curve BLS12-381 (EIP-2537): its groups G1 and G2 as immutable values, their encodings, and the
 * optimal ate pairing. Running time depends on the values: nothing here hides a secret from an observer with a clock on
 * the same machine.
 */
@NullMarked
package dev.assay.verification.bls12381;

import org.jspecify.annotations.NullMarked;
