package dev.assay.verification.tee.cca;

/** The state of a platform's security (RMM, A7.2.3.2.6; draft-ffm-rats-cca-token, "Lifecycle"): the claim's bits 15 to 8. */
public enum Lifecycle {
    UNKNOWN(0x00),
    ASSEMBLY_AND_TEST(0x10),
    ROOT_OF_TRUST_PROVISIONING(0x20),
    /** In use, and nobody debugs it: the only state in which a realm keeps a secret. */
    SECURED(0x30),
    /** The realm management domain can be debugged. */
    NON_ROOT_OF_TRUST_DEBUG(0x40),
    /** The platform's root of trust can be debugged. */
    RECOVERABLE_ROOT_OF_TRUST_DEBUG(0x50),
    DECOMMISSIONED(0x60);

    private final int state;

    Lifecycle(int state) {
        this.state = state;
    }

    static Lifecycle of(long claim) {
        for (Lifecycle lifecycle : values()) {
            if (claim >> 8 == lifecycle.state) {
                return lifecycle;
            }
        }
        throw Claims.invalid("lifecycle", claim + " is in none of the defined ranges");
    }
}
