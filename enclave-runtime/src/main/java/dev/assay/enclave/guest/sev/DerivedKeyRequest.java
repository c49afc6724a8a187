package dev.assay.enclave.guest.sev;

import java.util.Set;

/**
 * Which key is to be derived (AMD 56860, table 18, MSG_KEY_REQ).
 *
 * @param root from what
 * @param mixed what else a guest must have in common to get the same key
 * @param vmpl 0 to 3, not below the caller's own
 * @param guestSvn not above the guest's own; counts if {@link Field#GUEST_SVN} is mixed in
 * @param tcbVersion not above the platform's; counts if {@link Field#TCB_VERSION} is mixed in
 */
public record DerivedKeyRequest(Root root, Set<Field> mixed, int vmpl, int guestSvn, long tcbVersion) {

    /** ROOT_KEY_SELECT. */
    public enum Root {
        /** Of the chip, or VLEK of the provider: the key is lost with the machine. */
        ENDORSEMENT_KEY,
        /** Of the migration agent. */
        VM_ROOT_KEY
    }

    /** GUEST_FIELD_SELECT, in the order of its bits. */
    public enum Field {
        POLICY,
        IMAGE_ID,
        FAMILY_ID,
        MEASUREMENT,
        GUEST_SVN,
        TCB_VERSION
    }

    public DerivedKeyRequest {
        if (vmpl < 0 || vmpl > 3) {
            throw new IllegalArgumentException("VMPL " + vmpl);
        }
        mixed = Set.copyOf(mixed);
    }

    long fieldBits() {
        return mixed.stream().mapToLong(field -> 1L << field.ordinal()).sum();
    }
}
