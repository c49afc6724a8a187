package dev.assay.node.setup;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;

/**
 * The stream of ChaCha20 (RFC 8439, section 2.3, with a block counter of 128 bits in place of counter and nonce) as snarkjs
 * draws numbers from it: 32 bits at a time, of 64 bits the high half first. Public data goes in: what it draws is no secret.
 */
final class ChaChaRandom {

    private static final int WORDS = 16;
    private static final int KEY_WORDS = 8;
    private static final int DOUBLE_ROUNDS = 10;
    private static final int COUNTER = 12;
    /** "expand 32-byte k". */
    private static final int[] CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private final int[] state = new int[WORDS];
    private int[] block = new int[0];
    private int next;

    /** @param seed its first 32 bytes are the key, as eight big-endian words */
    ChaChaRandom(byte[] seed) {
        System.arraycopy(CONSTANTS, 0, state, 0, CONSTANTS.length);
        ByteBuffer words = ByteBuffer.wrap(seed);
        for (int i = 0; i < KEY_WORDS; i++) {
            state[CONSTANTS.length + i] = words.getInt();
        }
    }

    int nextInt() {
        if (next == block.length) {
            block = block();
            next = 0;
        }
        return block[next++];
    }

    long nextLong() {
        long high = Integer.toUnsignedLong(nextInt());
        return high << Integer.SIZE | Integer.toUnsignedLong(nextInt());
    }

    boolean nextBoolean() {
        return (nextInt() & 1) == 1;
    }

    /** Uniform: 254 bits, until they are below q; taken as they are for a Montgomery form. */
    Fq nextFq() {
        return Stream.generate(this::next254)
                .flatMap(bytes -> Fq.fromMontgomeryLittleEndian(bytes, 0).stream())
                .findFirst()
                .orElseThrow();
    }

    /** The same below r. */
    Fr nextFr() {
        return Stream.generate(this::next254)
                .flatMap(bytes -> Fr.fromMontgomeryLittleEndian(bytes, 0).stream())
                .findFirst()
                .orElseThrow();
    }

    private byte[] next254() {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(nextLong())
                .putLong(nextLong())
                .putLong(nextLong())
                .putLong(nextLong() & (1L << 62) - 1)
                .array();
    }

    private int[] block() {
        int[] words = state.clone();
        for (int i = 0; i < DOUBLE_ROUNDS; i++) {
            doubleRound(words);
        }
        for (int i = 0; i < WORDS; i++) {
            words[i] += state[i];
        }
        for (int i = COUNTER; i < WORDS && ++state[i] == 0; i++) {}
        return words;
    }

    private static void doubleRound(int[] words) {
        for (int column = 0; column < 4; column++) {
            quarterRound(words, column, column + 4, column + 8, column + 12);
        }
        for (int i = 0; i < 4; i++) {
            quarterRound(words, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
        }
    }

    private static void quarterRound(int[] words, int a, int b, int c, int d) {
        mix(words, a, b, d, 16);
        mix(words, c, d, b, 12);
        mix(words, a, b, d, 8);
        mix(words, c, d, b, 7);
    }

    private static void mix(int[] words, int sum, int addend, int rotated, int bits) {
        words[sum] += words[addend];
        words[rotated] = Integer.rotateLeft(words[rotated] ^ words[sum], bits);
    }
}
