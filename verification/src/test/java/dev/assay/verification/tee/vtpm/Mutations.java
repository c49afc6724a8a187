package dev.assay.verification.tee.vtpm;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes, always in the same way for the same seed. */
final class Mutations {

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    byte[] of(byte[] bytes) {
        byte[] mutant = bytes;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            mutant = once(mutant);
        }
        return mutant;
    }

    private byte[] once(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        byte[] changed = bytes.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt();
            case 2 -> changed = Arrays.copyOf(bytes, at);
            case 3 -> changed = spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(8)));
            // Lengths and counts stand near the start.
            default -> changed[random.nextInt(Math.min(bytes.length, 128))] = (byte) random.nextInt();
        }
        return changed;
    }

    private byte[] spliced(byte[] bytes, int from, int to) {
        byte[] inserted = new byte[random.nextInt(5)];
        random.nextBytes(inserted);
        byte[] out = new byte[bytes.length - (to - from) + inserted.length];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(inserted, 0, out, from, inserted.length);
        System.arraycopy(bytes, to, out, from + inserted.length, bytes.length - to);
        return out;
    }
}
