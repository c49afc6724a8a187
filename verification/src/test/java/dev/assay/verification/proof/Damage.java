package dev.assay.verification.proof;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Random changes to a JSON text, of the kinds that a reader could mistake for a good one. */
public final class Damage {

    private static final String ALPHABET = "0123456789\"[]{},: \n\\u-+.eE";

    private Damage() {}

    /** One to three changes: a character, a bit, a piece left out, doubled or moved, the end cut off. */
    public static byte[] of(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + 1 + random.nextInt(1 + random.nextInt(90)));
            byte letter = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            bytes = switch (random.nextInt(7)) {
                case 0 -> spliced(bytes, at, at + 1, new byte[] {letter});
                case 1 -> spliced(bytes, at, at, new byte[] {letter});
                case 2 -> spliced(bytes, at, at + 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
                case 3 -> spliced(bytes, at, end, new byte[0]);
                case 4 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
                case 5 -> spliced(bytes, at, at + 1, new byte[] {(byte) ('0' + random.nextInt(10))});
                default -> random.nextInt(20) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            };
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(middle);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
