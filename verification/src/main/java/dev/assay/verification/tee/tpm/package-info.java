/**
 * Structures of TPM 2.0 (TCG, Trusted Platform Module Library, Part 2: Structures) as far as a quote needs them, and the
 * check that a quote is its key's and is over given registers. What a TPM says is worth what vouches for its key: that is
 * for the caller to establish first.
 */
@NullMarked
package dev.assay.verification.tee.tpm;

import org.jspecify.annotations.NullMarked;
