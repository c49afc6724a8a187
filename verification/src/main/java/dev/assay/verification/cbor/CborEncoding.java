package dev.assay.verification.cbor;

import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bool;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Null;
import dev.assay.verification.cbor.CborValue.Tagged;
import dev.assay.verification.cbor.CborValue.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Writes CBOR data items in their one deterministic encoding (RFC 8949, section 4.2.1), which {@link Cbor} reads back. */
public final class CborEncoding {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CborEncoding() {}

    public static byte[] encode(CborValue value) {
        CborEncoding encoding = new CborEncoding();
        encoding.write(value);
        return encoding.out.toByteArray();
    }

    private void write(CborValue value) {
        switch (value) {
            case Int(long number) -> head(number < 0 ? 1 : 0, number < 0 ? ~number : number);
            case Bytes(byte[] bytes) -> string(2, bytes);
            case Text(String text) -> string(3, text.getBytes(StandardCharsets.UTF_8));
            case Array array -> {
                head(4, array.items().size());
                array.items().forEach(this::write);
            }
            case Mapping map -> mapping(map.entries());
            case Tagged(long tag, CborValue content) -> {
                head(6, tag);
                write(content);
            }
            case Bool(boolean truth) -> head(7, truth ? 21 : 20);
            case Null none -> head(7, 22);
        }
    }

    private void string(int major, byte[] bytes) {
        head(major, bytes.length);
        out.writeBytes(bytes);
    }

    /** In the order of the keys' encodings. */
    private void mapping(Map<CborValue, CborValue> entries) {
        head(5, entries.size());
        TreeMap<byte[], CborValue> sorted = new TreeMap<>(Arrays::compareUnsigned);
        entries.forEach((key, value) -> sorted.put(encode(key), value));
        sorted.forEach((key, value) -> {
            out.writeBytes(key);
            write(value);
        });
    }

    /** The shortest of the five forms (RFC 8949, section 3). */
    private void head(int major, long argument) {
        if (argument >= 0 && argument < 24) {
            out.write(major << 5 | (int) argument);
        } else if (argument >= 0 && argument <= 0xFF) {
            number(major, 24, argument, 1);
        } else if (argument >= 0 && argument <= 0xFFFF) {
            number(major, 25, argument, 2);
        } else if (argument >= 0 && argument <= 0xFFFF_FFFFL) {
            number(major, 26, argument, 4);
        } else {
            number(major, 27, argument, 8);
        }
    }

    private void number(int major, int form, long argument, int sizeBytes) {
        out.write(major << 5 | form);
        for (int shift = 8 * (sizeBytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (argument >>> shift));
        }
    }
}
