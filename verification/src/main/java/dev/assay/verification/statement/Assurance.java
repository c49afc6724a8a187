package dev.assay.verification.statement;

/** What a caller wants to rely on. */
public enum Assurance {
    /** An attested enclave signs the result. */
    TEE(1),
    /** A zero-knowledge proof of the result. */
    PROOF(2),
    /** The same statement attested and proved. */
    BOTH(3);

    private final int code;

    Assurance(int code) {
        this.code = code;
    }

    /** The number in the signed bytes. */
    public int code() {
        return code;
    }
}
