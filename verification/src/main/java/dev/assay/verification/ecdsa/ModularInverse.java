package dev.assay.verification.ecdsa;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.bouncycastle.math.raw.Mod;

/** The inverse of a public number, several times faster than {@link BigInteger#modInverse}. */
final class ModularInverse {
    private ModularInverse() {}

    /**
     * In time that depends on the numbers (Bernstein and Yang, "Fast constant-time gcd computation and modular inversion",
     * 2019, ended early).
     *
     * @param a positive, below the modulus
     * @param modulus odd, of a multiple of 32 bits
     * @throws ArithmeticException if they have a common factor
     */
    static BigInteger of(BigInteger a, BigInteger modulus) {
        int words = modulus.bitLength() / 32;
        int[] inverse = new int[words];
        if (!Mod.modOddInverseVar(words(modulus, words), words(a, words), inverse)) {
            throw new ArithmeticException("no inverse");
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * words);
        for (int i = words - 1; i >= 0; i--) {
            bytes.putInt(inverse[i]);
        }
        return new BigInteger(1, bytes.array());
    }

    /** The least significant first. */
    private static int[] words(BigInteger value, int words) {
        int[] result = new int[words];
        for (int i = 0; i < words; i++) {
            result[i] = value.shiftRight(32 * i).intValue();
        }
        return result;
    }
}
