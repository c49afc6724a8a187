package dev.assay.verification.transparency;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.util.List;

/** Notes (C2SP signed-note) that are no checkpoints. */
public final class SignedText {

    private SignedText() {}

    /** @param text ends in a newline */
    public static byte[] sign(String text, NoteSigner signer) {
        return signer.sign(text);
    }

    /**
     * The text, if the key signed it.
     *
     * @return {@link Reason#LOG_SIGNATURE_MISSING} or {@link Reason#LOG_SIGNATURE_INVALID} otherwise
     */
    public static Verdict<String> verify(byte[] signedNote, NoteKey key) {
        try {
            Note note = Note.read(signedNote);
            requireSigned(note, key);
            return new Verdict.Verified<>(note.text());
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    static void requireSigned(Note note, NoteKey key) {
        List<NoteSignature> own = note.signatures().stream().filter(key::claims).toList();
        if (own.isEmpty()) {
            throw new Rejection(Reason.LOG_SIGNATURE_MISSING, "no signature of " + key);
        }
        for (NoteSignature signature : own) {
            if (!key.verifies(note.textBytes(), signature.signature(), 0)) {
                throw new Rejection(Reason.LOG_SIGNATURE_INVALID, "the signature of " + key.name() + " does not hold");
            }
        }
    }
}
