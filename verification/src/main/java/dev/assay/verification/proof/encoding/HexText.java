package dev.assay.verification.proof.encoding;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Binary files that somebody pasted as text. */
public final class HexText {

    private static final Pattern HEX = Pattern.compile("\\s*(?:0x)?([0-9a-fA-F]+)\\s*");

    private HexText() {}

    /** What a text of hexadecimal digits stands for, with or without 0x before them; any other bytes as they are. */
    public static byte[] decoded(byte[] file) {
        Matcher text = HEX.matcher(new String(file, StandardCharsets.ISO_8859_1));
        return text.matches() && text.group(1).length() % 2 == 0
                ? HexFormat.of().parseHex(text.group(1))
                : file;
    }

    /** The same only with 0x before them: what binary numbers may be by chance, they are taken as. */
    static byte[] decodedIfPrefixed(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1).strip();
        return text.startsWith("0x") ? decoded(file) : file;
    }

    /** Whether the file begins as a JSON object does, which no binary format here does by more than chance. */
    public static boolean isJson(byte[] file) {
        return firstLetter(file) == '{';
    }

    /** The first byte that is no space, tab or line end; zero if there is none. */
    static char firstLetter(byte[] file) {
        for (byte letter : file) {
            if (" \t\r\n".indexOf(letter) < 0) {
                return (char) (letter & 0xff);
            }
        }
        return 0;
    }
}
