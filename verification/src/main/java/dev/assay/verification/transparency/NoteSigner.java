package dev.assay.verification.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The secret half of a {@link NoteKey}. */
public final class NoteSigner {

    public static final int SEED_SIZE_BYTES = Ed25519.SECRET_KEY_SIZE;

    private final byte[] seed;
    private final NoteKey key;

    private NoteSigner(byte[] seed, NoteKey key) {
        this.seed = seed;
        this.key = key;
    }

    /**
     * @param seed 32 bytes (RFC 8032, section 5.1.5)
     * @throws IllegalArgumentException if there are not as many, or the name is none
     */
    public static NoteSigner of(String name, KeyKind kind, byte[] seed) {
        if (seed.length != SEED_SIZE_BYTES) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length);
        }
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        return new NoteSigner(seed.clone(), NoteKey.of(name, kind, publicKey));
    }

    public static NoteSigner generate(String name, KeyKind kind, SecureRandom random) {
        byte[] seed = new byte[SEED_SIZE_BYTES];
        random.nextBytes(seed);
        return of(name, kind, seed);
    }

    public NoteKey key() {
        return key;
    }

    /**
     * A signed note of the checkpoint.
     *
     * @throws IllegalStateException if this is the key of a witness
     */
    public byte[] sign(Checkpoint checkpoint) {
        return sign(checkpoint.text());
    }

    byte[] sign(String text) {
        require(KeyKind.NOTE);
        Note unsigned = new Note(text, List.of());
        byte[] signature = sign(unsigned.textBytes());
        return new Note(text, List.of(new NoteSignature(key.name(), key.id(), signature))).bytes();
    }

    /**
     * A signature line over the checkpoint, in UTF-8: what a witness answers.
     *
     * @throws IllegalStateException if this is not the key of a witness
     */
    public byte[] cosign(Checkpoint checkpoint, Instant at) {
        require(KeyKind.COSIGNATURE);
        byte[] signature = sign(NoteKey.cosigned(checkpoint.text(), at.getEpochSecond()));
        byte[] timed = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(at.getEpochSecond())
                .put(signature)
                .array();
        return new NoteSignature(key.name(), key.id(), timed).line().getBytes(StandardCharsets.UTF_8);
    }

    private void require(KeyKind kind) {
        if (key.kind() != kind) {
            throw new IllegalStateException("this key signs " + key.kind());
        }
    }

    private byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }
}
