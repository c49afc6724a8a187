package dev.assay.verification;

/** Why something was rejected: one constant for each check, grouped by what is checked. */
public enum Reason {
    // --- Shape: the bytes are not what they claim to be ---
    /** Not the format at all: bad CBOR, JSON, DER, lengths, or bytes left over. */
    MALFORMED,
    /** Larger than the format allows. */
    TOO_LARGE,

    // --- Signatures ---
    /** Not a canonical secp256k1 signature: wrong length, r or s out of range, s in the upper half, v not 27 or 28. */
    BAD_SIGNATURE,
    /** A good signature, but of another key, or over another statement, role, chain or deployment. */
    WRONG_SIGNER,

    // --- Manifests ---
    /** The manifest is not canonical, lacks a field, has an unknown one, or a value out of range. */
    MANIFEST_INVALID,

    // --- Receipts ---
    /** The receipt is for another request. */
    RECEIPT_REQUEST_MISMATCH,
    /** The receipt is for another workload. */
    RECEIPT_WORKLOAD_MISMATCH,
    /** The receipt is for another input. */
    RECEIPT_INPUT_MISMATCH,
    /** The output is not the one that the receipt names. */
    RECEIPT_OUTPUT_MISMATCH,
    /** The receipt names other evidence. */
    RECEIPT_EVIDENCE_MISMATCH,
    /** The evidence attests no Assay enclave key. */
    RECEIPT_KEY_UNATTESTED,
    /** The receipt's signer is not the attested key. */
    RECEIPT_SIGNER_MISMATCH,
    /** The receipt names another kind of TEE than the evidence, or calls a simulated one real. */
    RECEIPT_TEE_MISMATCH,
    /** The receipt's times run backwards, lie in the future, or outside the key's life. */
    RECEIPT_TIME_INVALID,
    /** The status is none of those defined. */
    RECEIPT_STATUS_UNKNOWN,
}
