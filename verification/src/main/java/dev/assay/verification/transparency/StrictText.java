package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** Texts that have one spelling only: what is signed must not be readable in two ways. */
final class StrictText {

    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

    private StrictText() {}

    static String utf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw malformed("not UTF-8");
        }
        return text;
    }

    /** With padding, and without bits that decode to nothing (RFC 4648, sections 3.2 and 3.5). */
    static byte[] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (text.equals(Base64.getEncoder().encodeToString(bytes))) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw malformed("not canonical base64: " + text);
    }

    static Digest digest(String base64) {
        byte[] bytes = base64(base64);
        if (bytes.length != Digest.SIZE_BYTES) {
            throw malformed("a hash of " + bytes.length + " bytes");
        }
        return Digest.of(bytes);
    }

    /** Not negative, below 2^63. */
    static long decimal(String text) {
        if (DECIMAL.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                // Said below.
            }
        }
        throw malformed("not a number of leaves: " + text);
    }

    static Rejection malformed(String detail) {
        return new Rejection(Reason.MALFORMED, detail);
    }
}
