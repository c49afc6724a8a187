/**
 * Intel SGX and TDX quotes of DCAP, versions 3, 4 and 5, with Intel's collateral: from bytes to {@link VerifiedQuote} in
 * three steps that are never mixed: parse (shape), verify (signatures up to a pinned root, revocation, TCB), appraise (the
 * caller's policy).
 */
@NullMarked
package dev.assay.verification.tee.dcap;

import org.jspecify.annotations.NullMarked;
