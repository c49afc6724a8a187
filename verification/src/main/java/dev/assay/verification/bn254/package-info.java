/**
 * The pairing-friendly curve BN254 (also alt_bn128, bn128; EIP-196 and EIP-197): its two fields, its groups G1 and G2, and
 * the optimal ate pairing. Every value is immutable. Running time depends on the values: nothing here hides a secret from
 * an observer with a clock on the same machine.
 */
@NullMarked
package dev.assay.verification.bn254;

import org.jspecify.annotations.NullMarked;
