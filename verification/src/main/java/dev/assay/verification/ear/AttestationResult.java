package dev.assay.verification.ear;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An EAR claims-set (draft-ietf-rats-ear-03, section 3): what a verifier found of one or more attesters.
 *
 * @param issued to the second
 * @param expires to the second, after which it must not be used
 * @param developer who wrote the verifier, a URI
 * @param build which build of it
 * @param submods an appraisal for each attester, at least one; a single piece of evidence is named by its kind of TEE, such
 *     as {@code aws-nitro}
 * @param nonce the relying party's, 8 to 64 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // cloned on the way in; compared by identity nowhere
public record AttestationResult(
        Instant issued,
        Optional<Instant> expires,
        String developer,
        String build,
        SortedMap<String, Appraisal> submods,
        Optional<byte[]> nonce) {

    /** The profile that says what the claims mean. */
    public static final String PROFILE = "tag:ietf.org,2026:rats/ear#03";

    static final int LEAST_NONCE_BYTES = 8;
    static final int MOST_NONCE_BYTES = 64;

    /** @throws IllegalArgumentException if there is no appraisal or the nonce has another length */
    public AttestationResult {
        issued = Instant.ofEpochSecond(issued.getEpochSecond());
        expires = expires.map(time -> Instant.ofEpochSecond(time.getEpochSecond()));
        submods = Collections.unmodifiableSortedMap(new TreeMap<>(submods));
        nonce = nonce.map(byte[]::clone);
        if (submods.isEmpty()) {
            throw new IllegalArgumentException("an attestation result without an appraisal says nothing");
        }
        nonce.ifPresent(AttestationResult::checkNonce);
    }

    private static void checkNonce(byte[] nonce) {
        if (nonce.length < LEAST_NONCE_BYTES || nonce.length > MOST_NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce has 8 to 64 bytes, not " + nonce.length);
        }
    }

    /** The worst of the appraisals: what a relying party looks at first. */
    public TrustTier status() {
        return submods.values().stream()
                .map(Appraisal::status)
                .max(TrustTier::compareTo)
                .orElseThrow();
    }
}
