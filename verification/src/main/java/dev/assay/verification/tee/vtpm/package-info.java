/**
 * Virtual TPMs of clouds: Google Cloud's, which Google's certificates vouch for, and those of Azure's confidential VMs, which
 * the report of AMD SEV-SNP or Intel TDX vouches for. From bytes to {@link VerifiedVtpm} in three steps that are never mixed:
 * parse, verify, appraise.
 */
@NullMarked
package dev.assay.verification.tee.vtpm;

import org.jspecify.annotations.NullMarked;
