package dev.assay.node.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.JavaBackend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files give an {@link Iden3FormatException} or a report; nothing else, and soon. */
final class SetupMutationTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int HEAD_BYTES = 200;

    private final Random random = new Random(20261123);

    @TempDir
    private Path folder;

    /** What is under test. */
    private interface Reader {
        void read(byte[] file) throws IOException;
    }

    @Test
    void powersOfTauReaderIsTotal() {
        assertTotal(TinyKey.file("tiny.ptau"), 10_000, file -> {
            Ptau ptau = Ptau.parse("mutated", file);
            ptau.alpha1();
            ptau.beta2();
            ptau.lagrange(ptau.power() + 1);
            ptau.lagrangeG2(ptau.power());
            ptau.behindPowers();
        });
    }

    @Test
    void ceremonyReaderIsTotal() {
        byte[] file = TinyKey.file("tiny.zkey");
        int ceremony = TinyKey.start(file, 10);
        assertTotal(Arrays.copyOfRange(file, ceremony, file.length), 10_000, mutated -> {
            byte[] key = Arrays.copyOf(file, ceremony + mutated.length);
            System.arraycopy(mutated, 0, key, ceremony, mutated.length);
            ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).putLong(ceremony - 8, mutated.length);
            Zkey.parse("mutated", key).ceremony();
        });
    }

    @Test
    void verifierIsTotal() {
        assertTotal(TinyKey.file("tiny.zkey"), 100, file -> {
            KeyReport report = TinyKey.verify(Zkey.parse("mutated", file));
            assertEquals(KeyCheck.values().length, report.outcomes().size());
        });
    }

    @Test
    void setupIsTotal() {
        Path zkey = folder.resolve("mutated.zkey");
        assertTotal(TinyKey.file("tiny.r1cs"), 40, file -> {
            R1cs r1cs = R1cs.parse("mutated", file);
            new DevelopmentSetup(new JavaBackend(), new SecureRandom()).make(r1cs, TinyKey.ptau(), zkey, step -> {});
            Files.delete(zkey);
        });
    }

    private void assertTotal(byte[] original, int mutations, Reader reader) {
        int refused = assertTimeoutPreemptively(LIMIT, () -> {
            int count = 0;
            for (int i = 0; i < mutations; i++) {
                try {
                    reader.read(mutate(original));
                } catch (Iden3FormatException e) {
                    count++;
                }
            }
            return count;
        });
        assertTrue(refused > mutations / 4, "only " + refused + " of " + mutations + " were refused");
    }

    private byte[] mutate(byte[] original) {
        byte[] file = original.clone();
        for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
            int at = random.nextInt(random.nextBoolean() ? file.length : Math.min(file.length, HEAD_BYTES));
            switch (random.nextInt(5)) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[at] = (byte) random.nextInt();
                case 2 -> file[at] = (byte) 0xff;
                case 3 -> Arrays.fill(file, at, Math.min(file.length, at + 4), (byte) random.nextInt(-1, 2));
                default -> file = Arrays.copyOf(file, Math.max(1, random.nextInt(file.length + 16)));
            }
        }
        return file;
    }
}
