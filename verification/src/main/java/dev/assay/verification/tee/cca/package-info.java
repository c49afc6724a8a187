/**
 * Arm CCA attestation tokens, from bytes to {@link VerifiedCca} in three steps that are never mixed: parse (shape), verify
 * (signatures up to a pinned platform key), appraise (the caller's policy).
 */
@NullMarked
package dev.assay.verification.tee.cca;

import org.jspecify.annotations.NullMarked;
