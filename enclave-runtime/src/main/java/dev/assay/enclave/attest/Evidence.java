package dev.assay.enclave.attest;

import dev.assay.verification.Digest;
import java.time.Instant;

/**
 * An attestation document that binds the enclave's keys.
 *
 * @param made when
 */
public record Evidence(byte[] document, Instant made) {

    /** What a receipt names. */
    public Digest digest() {
        return Digest.sha256(document);
    }
}
