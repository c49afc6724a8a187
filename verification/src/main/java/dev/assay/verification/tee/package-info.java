/**
 * TEE evidence: AWS Nitro attestation documents, from bytes to {@link VerifiedEvidence} in three steps that are never
 * mixed: parse (shape), verify (signatures up to a pinned root), appraise (the caller's policy).
 */
@NullMarked
package dev.assay.verification.tee;

import org.jspecify.annotations.NullMarked;
