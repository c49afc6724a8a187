package dev.assay.verification.cbor;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bool;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Null;
import dev.assay.verification.cbor.CborValue.Tagged;
import dev.assay.verification.cbor.CborValue.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one CBOR data item (RFC 8949), strictly: shortest integers and lengths (section 4.2.1), valid UTF-8, no key twice,
 * nothing after the item, at most {@value #MAX_DEPTH} levels. A length is compared with what is left of the input before
 * anything is allocated. Indefinite lengths are refused, but for the outermost map where the caller expects one.
 */
public final class Cbor {

    /** Whether the item's own length may be left open. */
    public enum Outermost {
        DEFINITE,
        /** A map may end with a break (section 3.2.2), as some producers that stream their output write it. */
        OPEN_MAP
    }

    static final int MAX_DEPTH = 12;

    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xFF;

    private final byte[] input;
    private int at;

    private Cbor(byte[] input) {
        this.input = input;
    }

    /**
     * Reads the bytes, all of them; their number is for the caller to bound.
     *
     * @throws Rejection with {@link Reason#MALFORMED} unless they are one data item as described above
     */
    public static CborValue decode(byte[] input, Outermost outermost) {
        Cbor cbor = new Cbor(input);
        boolean open =
                outermost == Outermost.OPEN_MAP && input.length > 0 && (input[0] & 0xFF) == (5 << 5 | INDEFINITE);
        CborValue item = open ? cbor.openMap() : cbor.item(0);
        if (cbor.at != input.length) {
            throw malformed(cbor.remaining() + " bytes follow the CBOR item");
        }
        return item;
    }

    private CborValue item(int depth) {
        if (depth >= MAX_DEPTH) {
            throw malformed("CBOR nested deeper than " + MAX_DEPTH + " levels");
        }
        int initial = next();
        int major = initial >>> 5;
        int shape = initial & 31;
        return switch (major) {
            case 0 -> new Int(argument(shape));
            case 1 -> new Int(-1 - argument(shape));
            case 2 -> new Bytes(take(argument(shape)));
            case 3 -> new Text(utf8(take(argument(shape))));
            case 4 -> array(argument(shape), depth);
            case 5 -> map(argument(shape), depth);
            case 6 -> new Tagged(argument(shape), item(depth + 1));
            default -> simple(shape);
        };
    }

    /** Section 3, "argument": in the initial byte, or in the 1, 2, 4 or 8 bytes after it; never longer than needed. */
    private long argument(int shape) {
        if (shape < 24) {
            return shape;
        }
        if (shape > 27) {
            throw malformed("CBOR length that is reserved or indefinite, at byte " + at);
        }
        int size = 1 << (shape - 24);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | next();
        }
        if (value < 0 || value < smallestFor(size)) {
            throw malformed("CBOR integer not in its shortest form, or beyond 2^63, at byte " + at);
        }
        return value;
    }

    private static long smallestFor(int size) {
        return size == 1 ? 24 : 1L << (8 * (size / 2));
    }

    private Array array(long count, int depth) {
        checkRoom(count);
        List<CborValue> items = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            items.add(item(depth + 1));
        }
        return new Array(items);
    }

    private Mapping map(long count, int depth) {
        checkRoom(count);
        Map<CborValue, CborValue> entries = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            entry(entries, depth);
        }
        return new Mapping(entries);
    }

    private Mapping openMap() {
        next();
        Map<CborValue, CborValue> entries = new LinkedHashMap<>();
        while (at < input.length && (input[at] & 0xFF) != BREAK) {
            entry(entries, 0);
        }
        next();
        return new Mapping(entries);
    }

    private void entry(Map<CborValue, CborValue> entries, int depth) {
        CborValue key = item(depth + 1);
        if (!(key instanceof Int || key instanceof Text)) {
            throw malformed("CBOR map key that is neither an integer nor a text");
        }
        if (entries.put(key, item(depth + 1)) != null) {
            // Two readers that keep different ones would verify different documents.
            throw malformed("a CBOR map key comes twice");
        }
    }

    private static CborValue simple(int shape) {
        return switch (shape) {
            case 20 -> new Bool(false);
            case 21 -> new Bool(true);
            case 22 -> new Null();
            default -> throw malformed("CBOR float, break or simple value " + shape);
        };
    }

    /** Each item has at least one byte, so a count beyond the bytes that are left is a lie. */
    private void checkRoom(long count) {
        if (count > remaining()) {
            throw malformed("CBOR length " + count + " with " + remaining() + " bytes left");
        }
    }

    private byte[] take(long length) {
        checkRoom(length);
        byte[] taken = Arrays.copyOfRange(input, at, at + (int) length);
        at += (int) length;
        return taken;
    }

    private int next() {
        checkRoom(1);
        return input[at++] & 0xFF;
    }

    private int remaining() {
        return input.length - at;
    }

    private static String utf8(byte[] bytes) {
        try {
            // A new decoder reports what is not UTF-8; new String(bytes) would replace it.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("CBOR text that is not UTF-8");
        }
    }

    private static Rejection malformed(String detail) {
        return new Rejection(Reason.MALFORMED, detail);
    }
}
