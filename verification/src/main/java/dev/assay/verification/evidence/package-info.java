/**
 * Evidence of any kind of TEE, from bytes to {@link VerifiedEvidence}: recognised, handed to its format's verifier in
 * {@code tee}, appraised by the caller's {@link AppraisalPolicy}, and the enclave's keys that it binds.
 */
@NullMarked
package dev.assay.verification.evidence;

import org.jspecify.annotations.NullMarked;
