package dev.assay.verification.x509;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Textual encodings (RFC 7468): blocks of one label, one after the other, with nothing but white space around them. */
public final class Pem {

    private static final int MAX_BYTES = 128 << 10;

    private Pem() {}

    /**
     * @param most how many blocks there may be; at least one must
     * @throws Rejection if there is anything else, or a block is not canonical base 64
     */
    public static List<byte[]> decode(byte[] pem, String label, int most) {
        if (pem.length > MAX_BYTES) {
            throw malformed(pem.length + " bytes; the limit is " + MAX_BYTES);
        }
        String rest = new String(pem, StandardCharsets.ISO_8859_1).strip();
        List<byte[]> blocks = new ArrayList<>();
        while (!rest.isEmpty()) {
            if (blocks.size() == most) {
                throw malformed("more than " + most + " blocks");
            }
            rest = block(rest, label, blocks).strip();
        }
        if (blocks.isEmpty()) {
            throw malformed("no block");
        }
        return blocks;
    }

    private static String block(String text, String label, List<byte[]> blocks) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        int last = text.indexOf(end);
        if (!text.startsWith(begin) || last < 0) {
            throw malformed("not a block of " + label);
        }
        blocks.add(base64(text.substring(begin.length(), last)));
        return text.substring(last + end.length());
    }

    private static byte[] base64(String lines) {
        try {
            return Base64.getDecoder().decode(lines.replaceAll("[\r\n\t ]", ""));
        } catch (IllegalArgumentException e) {
            throw malformed("not base 64");
        }
    }

    private static Rejection malformed(String detail) {
        return new Rejection(Reason.MALFORMED, "PEM: " + detail);
    }
}
