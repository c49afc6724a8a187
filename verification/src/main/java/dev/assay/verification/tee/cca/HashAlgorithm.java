package dev.assay.verification.tee.cca;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash by its name in the IANA registry of hash function textual names. */
enum HashAlgorithm {
    SHA_256("sha-256"),
    SHA_384("sha-384"),
    SHA_512("sha-512");

    private final String text;

    HashAlgorithm(String text) {
        this.text = text;
    }

    static HashAlgorithm of(String name, String claim) {
        for (HashAlgorithm algorithm : values()) {
            if (algorithm.text.equals(name)) {
                return algorithm;
            }
        }
        throw Claims.invalid(claim, "is none of sha-256, sha-384 and sha-512");
    }

    byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance(text).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + text, e);
        }
    }
}
