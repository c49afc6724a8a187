package dev.assay.enclave.guest.tpm;

/**
 * An index of a TPM's non-volatile memory (TPMS_NV_PUBLIC; TPM 2.0 Part 2, section 13.5).
 *
 * @param attributes TPMA_NV
 */
public record NvIndex(int index, int attributes, int sizeBytes) {

    /** TPMA_NV_OWNERWRITE and so on (section 13.4). */
    static final int OWNER_WRITE = 1 << 1;

    static final int AUTH_WRITE = 1 << 2;
    static final int OWNER_READ = 1 << 17;
    static final int AUTH_READ = 1 << 18;

    /** TPM_RH_OWNER. */
    static final int OWNER = 0x4000_0001;

    /** Who authorizes reading: the index itself where that is allowed, else the owner. */
    int reader() {
        return (attributes & AUTH_READ) != 0 ? index : OWNER;
    }

    int writer() {
        return (attributes & AUTH_WRITE) != 0 ? index : OWNER;
    }
}
