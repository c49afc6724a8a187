package dev.assay.verification.transparency;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One signature line of a note, as somebody claims it.
 *
 * @param keyId the first four bytes of the hash of name and key, big-endian
 */
record NoteSignature(String name, int keyId, byte[] signature) {

    private static final String DASH = "\u2014 ";
    private static final int ID_SIZE_BYTES = 4;

    static int readId(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt();
    }

    /** Without the newline. */
    static NoteSignature read(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw StrictText.malformed("a signature line is a dash, a name and base64");
        }
        String name = line.substring(DASH.length(), space);
        byte[] bytes = StrictText.base64(line.substring(space + 1));
        if (!NoteKey.isName(name) || bytes.length <= ID_SIZE_BYTES) {
            throw StrictText.malformed("a signature line without name or signature");
        }
        return new NoteSignature(name, readId(bytes), Arrays.copyOfRange(bytes, ID_SIZE_BYTES, bytes.length));
    }

    /** With the newline. */
    String line() {
        byte[] bytes = ByteBuffer.allocate(ID_SIZE_BYTES + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return DASH + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }
}
