package dev.assay.verification.x509;

import dev.assay.verification.Digest;
import dev.assay.verification.ecdsa.EcdsaKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Signatures over endorsements that were found to be good, so that the next evidence of a known chain costs the signatures
 * that are new in it. It changes how long a verdict takes and never what it says: only what anybody may verify again is in
 * it, and time, roles, names, roots and revocation are decided anew each time. Safe for use by many threads.
 *
 * <p>An entry is found by what was signed, which a certificate's expiry is part of, and by whose key signed it. It is not
 * found by the signature: of one statement there can be many (for ECDSA's r, s also r, n - s), which would fill the cache
 * with one certificate. But a found entry holds for its very signature only, any other is verified: or whoever has seen a
 * certificate would accept it with a broken signature, and whoever has not would refuse it.
 *
 * <p>What was used last is kept: at most {@value MAX_SIGNATURES} signatures, about 1 MB, and the multiples of {@value
 * MAX_KEYS} keys, at most 1.5 MB.
 */
public final class SignatureCache {

    static final int MAX_SIGNATURES = 4096;
    static final int MAX_KEYS = 128;

    /** Of r and s without a certificate's algorithm around them. */
    private static final String RAW = "raw";

    private final Map<Digest, Digest> signatures;
    private final Map<PublicKey, PublicKey> keys;

    public SignatureCache() {
        this(MAX_SIGNATURES, MAX_KEYS);
    }

    SignatureCache(int maxSignatures, int maxKeys) {
        signatures = recentlyUsed(maxSignatures);
        keys = recentlyUsed(maxKeys);
    }

    private static <K, V> Map<K, V> recentlyUsed(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** What {@link PublicKey#verify} says. */
    public boolean verify(PublicKey key, SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
        Digest statement = statement(key, algorithm.name(), message);
        return verify(key, statement, signature, known -> known.verify(algorithm, message, signature));
    }

    /** What {@link EcdsaKey#verifyRaw} says. */
    public boolean verifyRaw(EcdsaKey key, byte[] message, byte[] signatureRs) {
        PublicKey signer = new PublicKey.Ec(key);
        return verify(
                signer,
                statement(signer, RAW, message),
                signatureRs,
                known -> known instanceof PublicKey.Ec(EcdsaKey point) && point.verifyRaw(message, signatureRs));
    }

    private boolean verify(PublicKey key, Digest statement, byte[] signature, Predicate<PublicKey> check) {
        Digest digest = Digest.sha256(signature);
        if (isKnown(statement, digest)) {
            return true;
        }
        PublicKey known = prepared(key);
        boolean good = check.test(known);
        if (good) {
            keep(known);
            keep(statement, digest);
        }
        return good;
    }

    /**
     * An equal key that has its multiples already, if {@link #keep(PublicKey)} was called with it: for messages that do not
     * come a second time.
     */
    public PublicKey prepared(PublicKey key) {
        synchronized (keys) {
            return keys.getOrDefault(key, key);
        }
    }

    /** The same, and keeps it from now on: for keys that the roots vouch for, whose multiples are worth their memory. */
    public PublicKey keep(PublicKey key) {
        synchronized (keys) {
            PublicKey before = keys.putIfAbsent(key, key);
            return before == null ? key : before;
        }
    }

    private boolean isKnown(Digest statement, Digest signature) {
        synchronized (signatures) {
            return signature.equals(signatures.get(statement));
        }
    }

    private void keep(Digest statement, Digest signature) {
        synchronized (signatures) {
            signatures.put(statement, signature);
        }
    }

    /** Of parts that are all of one length, so that none can pass for a piece of another. */
    private static Digest statement(PublicKey key, String algorithm, byte[] message) {
        return Digest.sha256(
                Digest.sha256(algorithm.getBytes(StandardCharsets.US_ASCII)).bytes(),
                digest(key).bytes(),
                Digest.sha256(message).bytes());
    }

    private static Digest digest(PublicKey key) {
        return switch (key) {
            case PublicKey.Ec(EcdsaKey point) -> Digest.sha256(point.encoded());
            case PublicKey.Rsa(RsaKey numbers) ->
                Digest.sha256(
                        Digest.sha256(numbers.exponent().toByteArray()).bytes(),
                        Digest.sha256(numbers.modulus().toByteArray()).bytes());
        };
    }

    int size() {
        synchronized (signatures) {
            return signatures.size();
        }
    }
}
