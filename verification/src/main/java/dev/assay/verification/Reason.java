package dev.assay.verification;

/** Why something was rejected: one constant for each check, grouped by what is checked. */
public enum Reason {
    // --- Shape: the bytes are not what they claim to be ---
    /** Not the format at all: bad CBOR, JSON, DER, lengths, or bytes left over. */
    MALFORMED,
    /** Larger than the format allows. */
    TOO_LARGE,
}
