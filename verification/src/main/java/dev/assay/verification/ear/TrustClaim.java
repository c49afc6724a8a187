package dev.assay.verification.ear;

/** One dimension of a trustworthiness vector (AR4SI, section 2.3.4); its ordinal is its label in CBOR. */
public enum TrustClaim {
    /** Which attester this is. */
    INSTANCE_IDENTITY("instance-identity"),
    /** How it is configured. */
    CONFIGURATION("configuration"),
    /** Which code it has loaded. */
    EXECUTABLES("executables"),
    /** Which files it sees. */
    FILE_SYSTEM("file-system"),
    /** Whether its hardware and firmware are genuine and safe. */
    HARDWARE("hardware"),
    /** Whether its memory is closed to others. */
    RUNTIME_OPAQUE("runtime-opaque"),
    /** Whether its storage is closed to others. */
    STORAGE_OPAQUE("storage-opaque"),
    /** Where its data come from. */
    SOURCED_DATA("sourced-data");

    /** AR4SI: what was looked for was found as it should be, for each of the claims. */
    public static final int AFFIRMED = 2;
    /** AR4SI, executables: code that is not recognised. */
    public static final int EXECUTABLES_UNRECOGNISED = 33;
    /** AR4SI, hardware: firmware that is genuine but known to be vulnerable. */
    public static final int HARDWARE_UNSAFE = 32;
    /** AR4SI, runtime-opaque: memory that others can read. */
    public static final int MEMORY_VISIBLE = 96;
    /** AR4SI, hardware and instance-identity: not recognised, though it should be. */
    public static final int UNRECOGNISED = 97;
    /** AR4SI, any claim: cryptographic validation of the evidence has failed. */
    public static final int VALIDATION_FAILED = 99;

    private final String label;

    TrustClaim(String label) {
        this.label = label;
    }

    /** Its name in JSON. */
    public String label() {
        return label;
    }
}
