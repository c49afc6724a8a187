package dev.assay.verification.ecdsa;

/** A prime curve of SP 800-186, section 3.2.1, with the hash of its own strength that evidence formats pair it with. */
public enum NistCurve {
    /** P-256, also secp256r1, with SHA-256: ES256 in COSE. */
    P256(32, "SHA-256"),
    /** P-384, also secp384r1, with SHA-384: ES384 in COSE. */
    P384(48, "SHA-384");

    private final int coordinateBytes;
    private final String hash;

    NistCurve(int coordinateBytes, String hash) {
        this.coordinateBytes = coordinateBytes;
        this.hash = hash;
    }

    /** The size of a coordinate, of r and of s. */
    public int coordinateBytes() {
        return coordinateBytes;
    }

    /** r and s, each big-endian and of full width (RFC 9053, section 2.1). */
    public int rawSignatureBytes() {
        return 2 * coordinateBytes;
    }

    /** The hash by the name that {@link java.security.MessageDigest} knows. */
    public String hash() {
        return hash;
    }
}
