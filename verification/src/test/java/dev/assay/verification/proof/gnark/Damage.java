package dev.assay.verification.proof.gnark;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** One to three changes of bytes: a bit, a byte, a piece left out, doubled or zeroed, the end cut off or more of it. */
public final class Damage {

    private Damage() {}

    public static byte[] damaged(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + 1 + random.nextInt(1 + random.nextInt(64)));
            bytes = switch (random.nextInt(8)) {
                case 0, 1 -> spliced(bytes, at, at + 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
                case 2 -> spliced(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
                case 3 -> spliced(bytes, at, end, new byte[0]);
                case 4 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
                case 5 -> spliced(bytes, at, end, new byte[end - at]);
                case 6 -> Arrays.copyOf(bytes, random.nextInt(8) == 0 ? at : bytes.length);
                default -> Arrays.copyOf(bytes, bytes.length + (random.nextInt(4) == 0 ? 1 + random.nextInt(64) : 0));
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
