/**
 * Attestation results for relying parties that do not verify evidence themselves: EAR (draft-ietf-rats-ear-03) over the
 * trustworthiness vector of AR4SI (draft-ietf-rats-ar4si-09), signed as a JWT or a CWT.
 */
@NullMarked
package dev.assay.verification.ear;

import org.jspecify.annotations.NullMarked;
