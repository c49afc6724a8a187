package dev.assay.enclave.guest.tpm;

import dev.assay.verification.tee.tpm.PcrBank;

/**
 * A quote as the TPM gave it, and the registers that it is over.
 *
 * @param message TPMS_ATTEST
 * @param signature TPMT_SIGNATURE
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TpmQuotation(byte[] message, byte[] signature, PcrBank registers) {}
