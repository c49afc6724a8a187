package dev.assay.verification.transparency;

/** What an Ed25519 key of a note signs (signed-note, "Signatures"; tlog-cosignature, "Format"). */
public enum KeyKind {
    /** The text of a note. */
    NOTE(1),
    /** A checkpoint at a time: a witness. */
    COSIGNATURE(4);

    private final int code;

    KeyKind(int code) {
        this.code = code;
    }

    byte code() {
        return (byte) code;
    }
}
