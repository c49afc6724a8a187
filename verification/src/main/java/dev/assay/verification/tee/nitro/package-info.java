/**
 * AWS Nitro attestation documents, from bytes to {@link VerifiedNitro} in three steps that are never mixed: parse (shape),
 * verify (signatures up to a pinned root), appraise (the caller's policy).
 */
@NullMarked
package dev.assay.verification.tee.nitro;

import org.jspecify.annotations.NullMarked;
