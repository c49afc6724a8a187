package dev.assay.verification.ecdsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Signatures that implementations have got wrong: encodings, ranges, and sums that meet equal or opposite points. */
class WycheproofTest {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Case(
            NistCurve curve,
            String encoding,
            byte[] point,
            String id,
            boolean valid,
            byte[] message,
            byte[] signature) {

        boolean verify(EcdsaKey key) {
            return encoding.equals("der") ? key.verifyDer(message, signature) : key.verifyRaw(message, signature);
        }

        @Override
        public String toString() {
            return curve + " " + encoding + " " + id;
        }
    }

    @Test
    void everyVerdictIsWycheproofs() throws IOException {
        List<Case> cases = cases();
        assertEquals(1530, cases.size());
        for (Case test : cases) {
            assertEquals(test.valid, test.verify(EcdsaKey.of(test.curve, test.point)), test::toString);
        }
    }

    /** The table of a key that is used again takes other sums through the same cases. */
    @Test
    void everyVerdictIsTheSameForAPreparedKey() throws IOException {
        for (Case test : cases()) {
            EcdsaKey key = EcdsaKey.of(test.curve, test.point);
            byte[] any = new byte[test.curve.rawSignatureBytes()];
            any[any.length - 1] = 1;
            any[test.curve.coordinateBytes() - 1] = 1;
            key.verifyRaw(test.message, any);
            assertEquals(test.valid, test.verify(key), test::toString);
            assertEquals(test.valid, test.verify(key), test::toString);
        }
    }

    @Test
    void aKeyWithAnyBitChangedIsNoPointOfTheCurve() throws IOException {
        for (NistCurve curve : NistCurve.values()) {
            byte[] point = cases().stream()
                    .filter(test -> test.curve == curve)
                    .findFirst()
                    .orElseThrow()
                    .point;
            for (int bit = 0; bit < 8 * point.length; bit++) {
                byte[] changed = point.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertThrows(IllegalArgumentException.class, () -> EcdsaKey.of(curve, changed));
            }
        }
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        String[] group = {};
        for (String line : text().lines().toList()) {
            String[] words = line.split(" ");
            if (words[0].equals("key")) {
                group = words;
                continue;
            }
            cases.add(new Case(
                    NistCurve.valueOf(group[1]),
                    group[2],
                    bytes(group[3]),
                    words[1],
                    words[0].equals("valid"),
                    bytes(words[2]),
                    bytes(words[3])));
        }
        return cases;
    }

    private static String text() throws IOException {
        try (InputStream in = WycheproofTest.class.getResourceAsStream("/vectors/wycheproof/ecdsa.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static byte[] bytes(String base64) {
        return base64.equals("-") ? new byte[0] : Base64.getDecoder().decode(base64);
    }
}
