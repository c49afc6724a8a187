package dev.assay.node.iden3;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Damaged files give an {@link Iden3FormatException} or parse; nothing else, and soon. */
final class MutationTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What is under test. */
    private interface Reader {
        void read(byte[] file) throws Iden3FormatException;
    }

    @Test
    void zkeyReaderIsTotal() {
        assertTotal(FileBuilder.tinyZkey().build(), 2_000, file -> Zkey.parse("mutated", file));
    }

    @Test
    void zkeyReaderIsTotalOnTheSample() {
        assertTotal(Samples.bytes(Samples.reserves("reserves.zkey")), 100, file -> Zkey.parse("mutated", file));
    }

    @Test
    void zkeyReaderIsTotalOnTheOtherCurve() {
        assertTotal(Samples.bytes(Samples.bls12381("chain.zkey")), 5_000, file -> Zkey.parse("mutated", file));
        assertTotal(Samples.bytes(Samples.bls12381("chain.wtns")), 5_000, file -> Wtns.parse("mutated", file));
    }

    @Test
    void plonkZkeyReaderIsTotal() {
        assertTotal(Samples.bytes(Samples.universal("plonk.zkey")), 5_000, file -> PlonkZkey.parse("mutated", file));
    }

    @Test
    void fflonkZkeyReaderIsTotal() {
        assertTotal(Samples.bytes(Samples.universal("fflonk.zkey")), 5_000, file -> FflonkZkey.parse("mutated", file));
    }

    @Test
    void wtnsReaderIsTotal() {
        byte[] file = FileBuilder.tinyWtns(BigInteger.ONE, BigInteger.TWO, BigInteger.TEN)
                .build();
        assertTotal(file, 2_000, mutated -> Wtns.parse("mutated", mutated));
    }

    @Test
    void r1csReaderIsTotalAndSoIsTheCheck() throws Iden3FormatException {
        BigInteger one = BigInteger.ONE;
        Wtns witness =
                Wtns.parse("witness", FileBuilder.tinyWtns(one, one, one, one).build());
        assertTotal(FileBuilder.tinyR1cs().build(), 2_000, mutated -> {
            R1cs r1cs = R1cs.parse("mutated", mutated);
            if (r1cs.wires() == witness.size()) {
                r1cs.firstUnsatisfied(witness);
            }
        });
    }

    private static void assertTotal(byte[] original, int mutations, Reader reader) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260131);
        int refused = assertTimeoutPreemptively(LIMIT, () -> {
            int count = 0;
            for (int i = 0; i < mutations; i++) {
                try {
                    reader.read(mutate(original, random));
                } catch (Iden3FormatException e) {
                    count++;
                }
            }
            return count;
        });
        assertTrue(refused > mutations / 4, "only " + refused + " of " + mutations + " were refused");
    }

    private static byte[] mutate(byte[] original, RandomGenerator random) {
        byte[] file = original.clone();
        for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
            // Half of the edits hit the first bytes, where the counts and lengths are.
            int at = random.nextInt(random.nextBoolean() ? file.length : Math.min(file.length, 160));
            switch (random.nextInt(5)) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[at] = (byte) random.nextInt();
                case 2 -> file[at] = (byte) 0xff;
                case 3 -> overwrite(file, at, random);
                default -> file = Arrays.copyOf(file, Math.max(1, random.nextInt(file.length + 16)));
            }
        }
        return file;
    }

    private static void overwrite(byte[] file, int at, RandomGenerator random) {
        int[] interesting = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 28, 1 << 16, file.length};
        if (at + Integer.BYTES <= file.length) {
            ByteBuffer.wrap(file)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(at, interesting[random.nextInt(interesting.length)]);
        }
    }
}
