package dev.assay.verification.json;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonBoolean;
import dev.assay.verification.json.JsonValue.JsonNull;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recursive descent over one text. */
final class JsonReader {

    private static final int MAX_DEPTH = 32;

    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    JsonValue readText() {
        JsonValue value = readValue();
        checkEnd();
        return value;
    }

    private void checkEnd() {
        skipSpace();
        if (at != text.length()) {
            throw malformed("something follows the value");
        }
    }

    /** The members of the one object that the text is, each as it was written. */
    Map<String, String> readRawMembers() {
        Map<String, String> members = new LinkedHashMap<>();
        skipSpace();
        expect('{');
        depth++;
        skipSpace();
        if (!accept('}')) {
            do {
                readRawMember(members);
            } while (accept(','));
            expect('}');
        }
        checkEnd();
        return members;
    }

    private void readRawMember(Map<String, String> members) {
        skipSpace();
        String key = readString();
        skipSpace();
        expect(':');
        skipSpace();
        int start = at;
        readValue();
        if (members.put(key, text.substring(start, at)) != null) {
            throw malformed("the key \"" + key + "\" comes twice");
        }
        skipSpace();
    }

    private JsonValue readValue() {
        skipSpace();
        return switch (peek()) {
            case '{', '[' -> readNested();
            case '"' -> new JsonString(readString());
            case 't' -> literal("true", new JsonBoolean(true));
            case 'f' -> literal("false", new JsonBoolean(false));
            case 'n' -> literal("null", new JsonNull());
            default -> readNumber();
        };
    }

    private JsonValue readNested() {
        if (++depth > MAX_DEPTH) {
            throw malformed("nested deeper than " + MAX_DEPTH);
        }
        JsonValue value = text.charAt(at++) == '{' ? readObject() : readArray();
        depth--;
        return value;
    }

    private JsonValue readObject() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        skipSpace();
        if (accept('}')) {
            return new JsonObject(Map.of());
        }
        do {
            skipSpace();
            String key = readString();
            skipSpace();
            expect(':');
            if (members.put(key, readValue()) != null) {
                throw malformed("the key \"" + key + "\" comes twice");
            }
            skipSpace();
        } while (accept(','));
        expect('}');
        return new JsonObject(Collections.unmodifiableMap(members));
    }

    private JsonValue readArray() {
        List<JsonValue> elements = new ArrayList<>();
        skipSpace();
        if (accept(']')) {
            return new JsonArray(List.of());
        }
        do {
            elements.add(readValue());
            skipSpace();
        } while (accept(','));
        expect(']');
        return new JsonArray(Collections.unmodifiableList(elements));
    }

    private String readString() {
        expect('"');
        int start = at;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        if (accept('"')) {
            return text.substring(start, at - 1);
        }
        StringBuilder out = new StringBuilder(text.substring(start, at));
        while (true) {
            char c = peek();
            at++;
            switch (c) {
                case '"' -> {
                    return wellFormed(out);
                }
                case '\\' -> out.append(readEscape());
                default -> {
                    if (c < ' ') {
                        throw malformed("a control character in a string");
                    }
                    out.append(c);
                }
            }
        }
    }

    /** A character that stands for itself, and is no half of a pair. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
    }

    private String wellFormed(StringBuilder string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw malformed("half a surrogate pair in a string");
            }
        }
        return string.toString();
    }

    private char readEscape() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> readUnicode();
            default -> throw malformed("an unknown escape");
        };
    }

    private char readUnicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw malformed("a \\u escape without four hexadecimal digits");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private JsonValue readNumber() {
        int start = at;
        acceptOneOf("-");
        if (!acceptOneOf("0")) {
            skipDigits();
        }
        if (acceptOneOf(".")) {
            skipDigits();
        }
        if (acceptOneOf("eE")) {
            acceptOneOf("+-");
            skipDigits();
        }
        return new JsonNumber(text.substring(start, at));
    }

    private void skipDigits() {
        int start = at;
        while (acceptOneOf("0123456789")) {
            // goes on
        }
        if (at == start) {
            throw malformed("no digit");
        }
    }

    private boolean acceptOneOf(String characters) {
        boolean there = at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
        if (there) {
            at++;
        }
        return there;
    }

    private JsonValue literal(String word, JsonValue value) {
        if (!text.startsWith(word, at)) {
            throw malformed("no value");
        }
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed("the text ends too early");
        }
        return text.charAt(at);
    }

    private boolean accept(char c) {
        boolean there = peek() == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw malformed("expected '" + c + "'");
        }
    }

    private Rejection malformed(String what) {
        return new Rejection(Reason.MALFORMED, "JSON at character " + at + ": " + what);
    }
}
