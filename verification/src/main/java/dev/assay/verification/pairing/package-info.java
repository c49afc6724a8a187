/**
 * Pairings on the curves BN254 and BLS12-381, one implementation for both: numbers are limbs in arrays that are
 * overwritten in place, so that a verification makes little garbage. Immutable values are in the packages of the two
 * curves; who holds an array from here owns it. Running time depends on the values: nothing here hides a secret.
 */
@NullMarked
package dev.assay.verification.pairing;

import org.jspecify.annotations.NullMarked;
