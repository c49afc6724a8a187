package dev.assay.market.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZkeyVerificationKeyTest {

    private static final Path SAMPLES = Path.of(System.getProperty("assay.root", "../.."), "samples/circuits/reserves");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsTheKeyThatSnarkjsExports() throws IOException {
        Object exported = assertInstanceOf(
                        Verdict.Verified.class,
                        Groth16Key.parse(Files.readAllBytes(SAMPLES.resolve("verification_key.json"))))
                .value();
        assertEquals(exported, ZkeyVerificationKey.read(SAMPLES.resolve("reserves.zkey"), 3));
    }

    @Test
    void refusesAnotherNumberOfPublicValues() {
        Failure refused =
                assertThrows(Failure.class, () -> ZkeyVerificationKey.read(SAMPLES.resolve("reserves.zkey"), 2));
        assertEquals(ErrorCode.ARTIFACT_INVALID, refused.code());
    }

    /** Whatever the file, the answer is points or a refusal, at once. */
    @Test
    void isTotalOnDamagedFiles() throws IOException {
        byte[] good = Files.readAllBytes(SAMPLES.resolve("reserves.zkey"));
        Path file = folder.resolve("zkey");
        Random random = new Random(17);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = i % 4 == 0 ? Arrays.copyOf(good, random.nextInt(2000)) : good.clone();
            for (int flips = random.nextInt(6); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(Math.min(bytes.length, 1200))] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            try {
                ZkeyVerificationKey.read(file, 3);
            } catch (Failure refused) {
                assertEquals(ErrorCode.ARTIFACT_INVALID, refused.code());
            }
        }
    }
}
