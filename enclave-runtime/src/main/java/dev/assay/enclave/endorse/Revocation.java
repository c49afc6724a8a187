package dev.assay.enclave.endorse;

/** What is done about revocation lists that a verifier can be told to do without. */
public enum Revocation {
    /** A list of each authority is collected; where there is none to be had, that is an error. */
    COLLECTED,
    /** None is: what was revoked passes, with a verifier that waives lists. */
    INSECURE_OMITTED
}
