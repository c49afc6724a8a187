package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * A name and an Ed25519 public key that verifies notes in that name (C2SP signed-note, "Verifier keys"): written
 * {@code name+hash+base64}.
 */
public final class NoteKey {

    private static final int MAX_TEXT_CHARS = 512;

    private final String name;
    private final KeyKind kind;
    private final byte[] publicKey;
    private final int id;

    private NoteKey(String name, KeyKind kind, byte[] publicKey) {
        this.name = name;
        this.kind = kind;
        this.publicKey = publicKey;
        byte[] hash = Digest.sha256(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', kind.code()}, publicKey)
                .bytes();
        this.id = NoteSignature.readId(hash);
    }

    /** @throws IllegalArgumentException unless the name is one and the 32 bytes are a point of large order */
    static NoteKey of(String name, KeyKind kind, byte[] publicKey) {
        if (!isName(name)
                || publicKey.length != Ed25519.PUBLIC_KEY_SIZE
                || !Ed25519.validatePublicKeyFull(publicKey, 0)) {
            throw new IllegalArgumentException("no name of a key, or no Ed25519 key");
        }
        return new NoteKey(name, kind, publicKey.clone());
    }

    /** Not empty, without white space, control characters and plus signs. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_TEXT_CHARS
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE);
    }

    /** Reads {@code name+hash+base64}; the hash must be that of name and key. */
    public static Verdict<NoteKey> parse(String text) {
        try {
            return new Verdict.Verified<>(read(text));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static NoteKey read(String text) {
        int first = text.indexOf('+');
        int second = text.indexOf('+', first + 1);
        if (text.length() > MAX_TEXT_CHARS || first < 0 || second < 0) {
            throw StrictText.malformed("a verifier key is name+hash+base64");
        }
        byte[] material = StrictText.base64(text.substring(second + 1));
        NoteKey key = of(text.substring(0, first), material);
        if (!text.substring(first + 1, second).equals(key.idHex())) {
            throw StrictText.malformed("the hash of the key " + key.name + " is " + key.idHex());
        }
        return key;
    }

    private static NoteKey of(String name, byte[] material) {
        if (material.length != 1 + Ed25519.PUBLIC_KEY_SIZE) {
            throw StrictText.malformed("no Ed25519 key: " + material.length + " bytes");
        }
        for (KeyKind kind : KeyKind.values()) {
            if (material[0] == kind.code()) {
                try {
                    return of(name, kind, Arrays.copyOfRange(material, 1, material.length));
                } catch (IllegalArgumentException e) {
                    throw StrictText.malformed("no name of a key, or no Ed25519 key");
                }
            }
        }
        throw new Rejection(Reason.LOG_KEY_KIND, "keys of kind " + material[0] + " are not verified");
    }

    public String name() {
        return name;
    }

    public KeyKind kind() {
        return kind;
    }

    int id() {
        return id;
    }

    private String idHex() {
        return HexFormat.of().toHexDigits(id).toLowerCase(Locale.ROOT);
    }

    /** The form that {@link #parse} reads. */
    public String text() {
        byte[] material = new byte[1 + publicKey.length];
        material[0] = kind.code();
        System.arraycopy(publicKey, 0, material, 1, publicKey.length);
        return name + "+" + idHex() + "+" + Base64.getEncoder().encodeToString(material);
    }

    /** Whether the signature line says that this key made it. */
    boolean claims(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId() == id;
    }

    boolean verifies(byte[] message, byte[] signature, int offset) {
        return signature.length == offset + Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, offset, publicKey, 0, message, 0, message.length);
    }

    /** What a witness signs (tlog-cosignature, "Ed25519 signed message"). */
    static byte[] cosigned(String text, long seconds) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    static Instant time(long seconds) {
        return Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NoteKey that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return text();
    }
}
