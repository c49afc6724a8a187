/**
 * Event logs of measured boot: TCG PC Client Platform Firmware Profile (PFP), crypto-agile, over a TPM's registers, and the
 * same format in the CCEL of a confidential VM over Intel TDX's RTMRs. A log is only a claim: it means something once its
 * replay gives registers that somebody trusted has signed.
 */
@NullMarked
package dev.assay.verification.tee.eventlog;

import org.jspecify.annotations.NullMarked;
