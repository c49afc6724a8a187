package dev.assay.enclave.guest.tpm;

/**
 * A key that a TPM holds.
 *
 * @param publicArea TPMT_PUBLIC (TPM 2.0 Part 2, section 12.2.4)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TpmKey(int handle, byte[] publicArea) {}
