package dev.assay.verification.evidence;

import java.util.Optional;

/** What kinds of evidence there are, by the names that receipts and policy files use. */
public enum EvidenceKind {
    /** An attestation document of an AWS Nitro enclave; raw documents need no bundle. */
    AWS_NITRO("aws-nitro"),
    /** An attestation document of the NitroTPM of an Amazon EC2 instance. */
    AWS_NITROTPM("aws-nitrotpm"),
    /** A quote of an Intel SGX enclave. */
    INTEL_SGX("intel-sgx"),
    /** A quote of an Intel TDX trust domain. */
    INTEL_TDX("intel-tdx"),
    /** An attestation report of AMD SEV-SNP. */
    AMD_SEV_SNP("amd-sev-snp"),
    /** Evidence of NVIDIA's GPUs and switches, as its SDK writes it. */
    NVIDIA("nvidia"),
    /** A quote of the virtual TPM of an Azure confidential VM on AMD SEV-SNP. */
    AZURE_SNP_VTPM("azure-snp-vtpm"),
    /** A quote of the virtual TPM of an Azure confidential VM on Intel TDX. */
    AZURE_TDX_VTPM("azure-tdx-vtpm"),
    /** An attestation of a virtual TPM of Google Cloud. */
    GCP_VTPM("gcp-vtpm"),
    /** A token of an Arm CCA realm. */
    ARM_CCA("arm-cca");

    private static final String MEDIA_TYPE = "application/vnd.assay.evidence.";

    private final String label;

    EvidenceKind(String label) {
        this.label = label;
    }

    /** As in a policy file: {@code intel-tdx}. */
    public String label() {
        return label;
    }

    /** The kind of that name; empty if there is none. */
    public static Optional<EvidenceKind> labelled(String label) {
        for (EvidenceKind kind : values()) {
            if (kind.label.equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Fields of its own hold the keys and the nonce, in place of a hash of both. */
    boolean holdsItsKeys() {
        return this == AWS_NITRO || this == AWS_NITROTPM;
    }

    /**
     * An enclave can bind keys by it. A GPU signs whatever nonce the program beside it chooses, and that program may run
     * anywhere: its evidence says nothing of who holds a key.
     */
    boolean bindsKeys() {
        return this != NVIDIA;
    }

    /** Its report data has room for 32 bytes, not 64. */
    boolean isNarrow() {
        return switch (this) {
            case NVIDIA, AZURE_SNP_VTPM, AZURE_TDX_VTPM, GCP_VTPM -> true;
            default -> false;
        };
    }

    /** What the raw bytes are called in an {@link EvidenceBundle}. */
    String mediaType() {
        return MEDIA_TYPE + label;
    }

    static Optional<EvidenceKind> ofMediaType(String type) {
        return type.startsWith(MEDIA_TYPE) ? labelled(type.substring(MEDIA_TYPE.length())) : Optional.empty();
    }
}
