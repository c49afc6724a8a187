package dev.assay.verification.tee.vtpm;

/** Whether the certificates of an attestation key were compared with their issuers' revocation lists. */
public enum KeyRevocation {
    /** Each but the root was, with a list that is current. */
    CHECKED,
    /** No list came with the evidence. */
    NOT_CHECKED,
    /** The key has no certificate: the hardware's report vouches for it, and the hardware's keys are checked there. */
    NO_CERTIFICATE
}
