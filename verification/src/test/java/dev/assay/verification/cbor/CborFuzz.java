package dev.assay.verification.cbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.Cbor.Outermost;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bool;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Null;
import dev.assay.verification.cbor.CborValue.Tagged;
import dev.assay.verification.cbor.CborValue.Text;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is read is written in as many bytes, and reads the same again; an open map is the closed one. */
public final class CborFuzz implements FuzzTarget {

    @Override
    public Map<String, byte[]> make() {
        Map<String, byte[]> files = new HashMap<>();
        files.put(SEED + "every-kind", CborEncoding.encode(everyKind()));
        files.put(SEED + "open-map", new byte[] {(byte) 0xBF, 1, 2, (byte) 0x61, 'a', (byte) 0xF6, (byte) 0xFF});
        files.put(SEED + "nested", nested());
        return files;
    }

    private static CborValue everyKind() {
        Map<CborValue, CborValue> entries = new HashMap<>();
        entries.put(
                new Int(1), new Array(List.of(new Int(-1), new Int(23), new Int(24), new Int(256), new Int(70_000))));
        entries.put(new Int(-75_000), new Array(List.of(new Int(Long.MAX_VALUE), new Int(Long.MIN_VALUE))));
        entries.put(new Text("ä€𝄞"), new Bytes(new byte[300]));
        entries.put(new Text(""), new Tagged(18, new Array(List.of(new Bool(true), new Bool(false), new Null()))));
        return new Mapping(entries);
    }

    private static byte[] nested() {
        byte[] bytes = new byte[Cbor.MAX_DEPTH];
        java.util.Arrays.fill(bytes, (byte) 0x81);
        bytes[Cbor.MAX_DEPTH - 1] = 0;
        return bytes;
    }

    @Override
    public Property over(Corpus files) {
        return CborFuzz::check;
    }

    private static void check(byte[] input) {
        try {
            CborValue value = Cbor.decode(input, Outermost.DEFINITE);
            byte[] written = CborEncoding.encode(value);
            assertEquals(input.length, written.length);
            assertArrayEquals(written, CborEncoding.encode(Cbor.decode(written, Outermost.DEFINITE)));
            assertArrayEquals(written, CborEncoding.encode(Cbor.decode(input, Outermost.OPEN_MAP)));
        } catch (Rejection rejection) {
            checkOpen(input);
        }
    }

    private static void checkOpen(byte[] input) {
        try {
            byte[] written = CborEncoding.encode(Cbor.decode(input, Outermost.OPEN_MAP));
            assertArrayEquals(written, CborEncoding.encode(Cbor.decode(written, Outermost.DEFINITE)));
        } catch (Rejection rejection) {
            assertFalse(rejection.findings().isEmpty());
        }
    }
}
