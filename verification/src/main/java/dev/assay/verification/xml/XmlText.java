package dev.assay.verification.xml;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;

/** The characters of one document, from left to right. */
final class XmlText {

    private static final int MAX_NAME_CHARS = 256;

    private final String text;
    private int at;

    /** Line ends become line feeds (XML 1.0, section 2.11). */
    XmlText(String text) {
        this.text = text.replace("\r\n", "\n").replace('\r', '\n');
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    char peek() {
        if (isAtEnd()) {
            throw malformed("the document ends too early");
        }
        return text.charAt(at);
    }

    boolean accept(String token) {
        boolean there = text.startsWith(token, at);
        if (there) {
            at += token.length();
        }
        return there;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw malformed("expected " + token);
        }
    }

    /** Whether there was any. */
    boolean skipSpace() {
        int start = at;
        while (!isAtEnd() && isSpace(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    /** An NCName (Namespaces in XML 1.0, section 3) of ASCII characters, which is all that manifests use. */
    String readName() {
        int start = at;
        while (!isAtEnd() && isNameChar(text.charAt(at), at == start)) {
            at++;
        }
        if (at == start || at - start > MAX_NAME_CHARS) {
            throw malformed("not a name");
        }
        return text.substring(start, at);
    }

    private static boolean isNameChar(char c, boolean first) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
        return letter || !first && (c >= '0' && c <= '9' || c == '-' || c == '.');
    }

    /** Characters up to one of {@code ends}, which is not consumed, with references resolved. */
    String readCharacters(String ends, SpaceRule spaces) {
        StringBuilder out = new StringBuilder();
        while (ends.indexOf(peek()) < 0) {
            // XML 1.0, section 2.4: not in the content of an element, but for an attribute's value.
            if (spaces == SpaceRule.KEEP && peek() == ']' && text.startsWith("]]>", at)) {
                throw malformed("]]> outside of a CDATA section");
            }
            if (accept("&")) {
                out.appendCodePoint(readReference());
            } else {
                int c = text.codePointAt(at);
                at += Character.charCount(c);
                out.appendCodePoint(spaces == SpaceRule.NORMALISE && c < ' ' ? normalised(c) : checked(c));
            }
        }
        return out.toString();
    }

    /** How line feeds and tabs are read: an attribute's become spaces (XML 1.0, section 3.3.3), but not from references. */
    enum SpaceRule {
        KEEP,
        NORMALISE
    }

    private int normalised(int c) {
        checked(c);
        return ' ';
    }

    private int readReference() {
        if (accept("#")) {
            return checked(readNumber(accept("x") ? 16 : 10));
        }
        String name = readName();
        expect(";");
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> throw malformed("an entity that XML does not define");
        };
    }

    private int readNumber(int radix) {
        int value = 0;
        int digits = 0;
        while (peek() != ';') {
            int digit = Character.digit(peek(), radix);
            if (digit < 0 || peek() > 'f' || ++digits > 8) {
                throw malformed("not a character reference");
            }
            value = value * radix + digit;
            at++;
        }
        expect(";");
        return digits == 0 ? 0 : value;
    }

    /** XML 1.0, production 2. */
    private int checked(int c) {
        boolean allowed = c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
        if (!allowed) {
            throw malformed("a character that XML forbids");
        }
        return c;
    }

    Rejection malformed(String what) {
        return new Rejection(Reason.RIM_MALFORMED, "XML at character " + at + ": " + what);
    }
}
