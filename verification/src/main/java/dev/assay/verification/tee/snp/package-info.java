/**
 * AMD SEV-SNP attestation reports, from bytes to {@link dev.assay.verification.tee.snp.VerifiedSnp} in three steps that are
 * never mixed: parse (shape), verify (signatures up to a pinned root of AMD's), appraise (the caller's policy). Clauses are of
 * AMD 56860, "SEV Secure Nested Paging Firmware ABI Specification", and AMD 57230, "VCEK Certificate and KDS Interface
 * Specification".
 */
@NullMarked
package dev.assay.verification.tee.snp;

import org.jspecify.annotations.NullMarked;
