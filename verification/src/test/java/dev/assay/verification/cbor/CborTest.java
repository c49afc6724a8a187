package dev.assay.verification.cbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of RFC 8949, appendix A, and its section 3.2 and appendix F for what is not well formed. */
class CborTest {

    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "17, 23",
        "1818, 24",
        "1903e8, 1000",
        "1a000f4240, 1000000",
        "1b000000e8d4a51000, 1000000000000",
        "1b7fffffffffffffff, 9223372036854775807",
        "20, -1",
        "3863, -100",
        "3903e7, -1000",
        "3b7fffffffffffffff, -9223372036854775808",
    })
    void readsIntegers(String hex, long value) {
        assertEquals(new Int(value), decode(hex));
    }

    @Test
    void readsTheOtherTypes() {
        assertArrayEquals(
                new byte[] {1, 2, 3, 4},
                assertInstanceOf(Bytes.class, decode("4401020304")).value());
        assertEquals(new Text("\u6c34"), decode("63e6b0b4"));
        assertEquals(new Array(List.of(new Int(1), new Array(List.of(new Int(2))))), decode("82018102"));
        assertEquals(
                new Mapping(Map.of(new Int(1), new Int(2), new Text("a"), new Bool(true))), decode("a201026161f5"));
        assertEquals(new Tagged(18, new Array(List.of())), decode("d280"));
        assertEquals(new Bool(false), decode("f4"));
        assertEquals(new Null(), decode("f6"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "0000", // two items
                "1817", // 23 in two bytes
                "1900ff", // 255 in three
                "1a0000ffff", // 65535 in five
                "1b00000000ffffffff", // 2^32 - 1 in nine
                "5817", // a length of 23 in two bytes
                "1b8000000000000000", // 2^63
                "3bffffffffffffffff", // -2^64
                "18", // cut
                "1c", // reserved
                "41", // cut
                "5affffffff00", // a length beyond the input
                "5b7fffffffffffffff00",
                "9a7fffffff00", // a count beyond the input
                "ba7fffffff00",
                "61ff", // no UTF-8
                "62c080", // overlong UTF-8
                "63eda080", // a surrogate
                "5f42010243030405ff", // indefinite bytes
                "7f657374726561646d696e67ff", // indefinite text
                "9fff", // indefinite array
                "bf6161019fffff",
                "a201010102", // a key twice
                "a1f401", // a key that is no integer or text
                "a1410101",
                "f7", // undefined
                "f0",
                "f93c00", // a float
                "fb3ff0000000000000",
                "ff", // a break alone
                "81818181818181818181818100", // thirteen levels
            })
    void refusesWhatIsNotStrictlyOneItem(String hex) {
        assertEquals(
                Reason.MALFORMED,
                assertThrows(Rejection.class, () -> decode(hex)).reason());
    }

    @Test
    void readsUpToTheDepthLimit() {
        decode("818181818181818181818100");
        assertThrows(Rejection.class, () -> decode("d2".repeat(1000) + "00"));
        assertThrows(Rejection.class, () -> decode("a100".repeat(50_000)));
    }

    @Test
    void readsAnOpenMapOnlyWhereOneIsExpected() {
        String open = "bf61610161629102ff".replace("9102", "8102");
        assertThrows(Rejection.class, () -> decode(open));
        CborValue map = Cbor.decode(HexFormat.of().parseHex(open), Cbor.Outermost.OPEN_MAP);
        assertEquals(
                new Mapping(Map.of(new Text("a"), new Int(1), new Text("b"), new Array(List.of(new Int(2))))), map);
        assertEquals(new Int(0), Cbor.decode(new byte[1], Cbor.Outermost.OPEN_MAP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bf", "bf01", "bf01ff", "bf0102", "bf0102ff00", "bf01bfffff", "bf01020103ff", "9fff"})
    void refusesOpenMapsThatDoNotEndOnce(String hex) {
        assertThrows(Rejection.class, () -> Cbor.decode(HexFormat.of().parseHex(hex), Cbor.Outermost.OPEN_MAP));
    }

    @Test
    void randomBytesAreReadOrRefused() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(40)];
            random.nextBytes(bytes);
            try {
                Cbor.decode(bytes, Cbor.Outermost.OPEN_MAP);
            } catch (Rejection rejection) {
                assertEquals(Reason.MALFORMED, rejection.reason());
            }
        }
    }

    private static CborValue decode(String hex) {
        return Cbor.decode(HexFormat.of().parseHex(hex), Cbor.Outermost.DEFINITE);
    }
}
