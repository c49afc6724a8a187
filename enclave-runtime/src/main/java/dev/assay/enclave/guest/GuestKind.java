package dev.assay.enclave.guest;

/** A kind of TEE that this runtime can attest on. */
public enum GuestKind {
    /** An AWS Nitro enclave: {@code nitro.NitroGuest}. */
    AWS_NITRO,
    /** AMD SEV-SNP: {@code tsm.TsmGuest}, or {@code sev.SevGuest} on kernels before 6.7. */
    AMD_SEV_SNP,
    /** Intel TDX: {@code tsm.TsmGuest}; {@code tdx} has what is besides quotes. */
    INTEL_TDX,
    /** Arm CCA: {@code tsm.TsmGuest}. */
    ARM_CCA,
    /** A confidential VM of Azure, behind a paravisor: {@code tpm.AzureGuest}. */
    AZURE_VTPM,
    /** A VM of Google's with a certified TPM key: {@code tpm.GoogleGuest}. */
    GOOGLE_VTPM
}
