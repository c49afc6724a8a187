package dev.assay.market.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class R1csHeaderTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("assay.root", "../.."), "samples/circuits/reserves/reserves.r1cs");

    @Test
    void readsHowManyPublicValuesThereAre() throws IOException {
        assertEquals(new R1csHeader(1, 2), R1csHeader.read(SAMPLE));
    }

    @Test
    void refusesOtherFiles() {
        for (byte[] bytes :
                new byte[][] {{}, {'r'}, "zkey\1\0\0\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1), new byte[1000]
                }) {
            assertInvalid(bytes);
        }
    }

    private void assertInvalid(byte[] bytes) {
        Failure refused = assertThrows(Failure.class, () -> R1csHeader.read(new ByteArrayInputStream(bytes)));
        assertEquals(ErrorCode.ARTIFACT_INVALID, refused.code());
    }

    /** Whatever the file, the answer is counts or a refusal, at once. */
    @Test
    void isTotalOnDamagedFiles() throws IOException {
        byte[] good = Arrays.copyOf(Files.readAllBytes(SAMPLE), 300);
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length));
            for (int flips = random.nextInt(6); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(Math.min(bytes.length, 96))] = (byte) random.nextInt(256);
            }
            try {
                R1csHeader.read(new ByteArrayInputStream(bytes));
            } catch (Failure refused) {
                assertEquals(ErrorCode.ARTIFACT_INVALID, refused.code());
            }
        }
    }
}
