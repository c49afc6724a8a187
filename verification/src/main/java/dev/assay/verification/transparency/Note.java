package dev.assay.verification.transparency;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text and what claims to be signatures of it (C2SP signed-note).
 *
 * @param text ends in a newline
 */
record Note(String text, List<NoteSignature> signatures) {

    static final int MAX_SIZE_BYTES = 64 << 10;

    /** Enough for every witness that somebody names. */
    private static final int MAX_SIGNATURES = 100;

    Note {
        signatures = List.copyOf(signatures);
    }

    /** @throws Rejection unless the bytes are a note with at least one signature line */
    static Note read(byte[] bytes) {
        if (bytes.length > MAX_SIZE_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, "a note of " + bytes.length + " bytes");
        }
        String whole = StrictText.utf8(bytes);
        if (whole.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw StrictText.malformed("a note with control characters");
        }
        int split = whole.lastIndexOf("\n\n");
        if (split < 0) {
            throw StrictText.malformed("a note without an empty line before its signatures");
        }
        return new Note(whole.substring(0, split + 1), readSignatures(whole.substring(split + 2)));
    }

    /** @throws Rejection unless there is one line or more, each ended by a newline */
    static List<NoteSignature> readSignatures(String lines) {
        List<NoteSignature> signatures = new ArrayList<>();
        int start = 0;
        while (start < lines.length()) {
            int end = lines.indexOf('\n', start);
            if (end < 0) {
                throw StrictText.malformed("the last signature line is cut off");
            }
            if (signatures.size() == MAX_SIGNATURES) {
                throw new Rejection(Reason.TOO_LARGE, "more than " + MAX_SIGNATURES + " signatures");
            }
            signatures.add(NoteSignature.read(lines.substring(start, end)));
            start = end + 1;
        }
        if (signatures.isEmpty()) {
            throw StrictText.malformed("a note without signatures");
        }
        return signatures;
    }

    byte[] bytes() {
        StringBuilder whole = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> whole.append(signature.line()));
        return whole.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] textBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
