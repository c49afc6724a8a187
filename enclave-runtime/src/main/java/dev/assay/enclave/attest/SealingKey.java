package dev.assay.enclave.attest;

import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * The enclave's HPKE key (RFC 9180): what is sealed to it only this process opens. Mode base, DHKEM(X25519,
 * HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 */
public final class SealingKey {
    private final AsymmetricCipherKeyPair keys;

    private SealingKey(AsymmetricCipherKeyPair keys) {
        this.keys = keys;
    }

    static SealingKey generate(SecureRandom random) {
        X25519PrivateKeyParameters secret = new X25519PrivateKeyParameters(random);
        return new SealingKey(new AsymmetricCipherKeyPair(secret.generatePublicKey(), secret));
    }

    /** X25519 (RFC 7748): 32 bytes. */
    public byte[] publicKey() {
        return suite().serializePublicKey(keys.getPublic());
    }

    /** The plain text; empty if it was not sealed to this key with this info and associated data. */
    public Optional<byte[]> open(byte[] encapsulation, byte[] sealed, byte[] info, byte[] associatedData) {
        try {
            return Optional.of(suite().setupBaseR(encapsulation, keys, info).open(associatedData, sealed));
        } catch (InvalidCipherTextException | RuntimeException e) {
            // A point of low order, a wrong length, a wrong tag: to the sender they are all one.
            return Optional.empty();
        }
    }

    static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }
}
