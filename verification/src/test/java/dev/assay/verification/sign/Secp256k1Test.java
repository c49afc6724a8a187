package dev.assay.verification.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Secp256k1Test {

    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final Digest digest = Digest.sha256(new byte[] {1, 2, 3});

    @Test
    void recoversTheSigner() {
        for (int i = 0; i < 200; i++) {
            Digest message = Digest.sha256(new byte[] {(byte) i});
            assertEquals(Optional.of(key.address()), Secp256k1.recover(message, key.sign(message)));
        }
    }

    @Test
    void knowsTheAddressOfAKnownKey() {
        // EIP-55 and wallets' tests: the key 1 has this address.
        byte[] one = new byte[32];
        one[31] = 1;
        SigningKey known = SigningKey.of(one);

        assertEquals(
                "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf", known.address().hex());
        assertEquals(known.address(), Address.ofPublicKey(known.publicKey()));
        assertArrayEquals(one, known.secret());
    }

    @Test
    void refusesTheOtherHalfOfS() {
        byte[] signature = key.sign(digest);
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        byte[] high = signature.clone();
        System.arraycopy(Secp256k1.unsigned32(Secp256k1.ORDER.subtract(s)), 0, high, 32, 32);
        high[64] = (byte) (signature[64] == 27 ? 28 : 27);

        assertEquals(Optional.empty(), Secp256k1.recover(digest, high));
    }

    @Test
    void refusesZeroAndTooLargeNumbers() {
        for (int at : new int[] {0, 32}) {
            byte[] zero = key.sign(digest);
            Arrays.fill(zero, at, at + 32, (byte) 0);
            assertEquals(Optional.empty(), Secp256k1.recover(digest, zero));
            byte[] order = key.sign(digest);
            System.arraycopy(Secp256k1.unsigned32(Secp256k1.ORDER), 0, order, at, 32);
            assertEquals(Optional.empty(), Secp256k1.recover(digest, order));
        }
    }

    @Test
    void refusesOtherFormsOfV() {
        for (int v : new int[] {0, 1, 26, 29, 35, 255}) {
            byte[] signature = key.sign(digest);
            signature[64] = (byte) v;
            assertEquals(Optional.empty(), Secp256k1.recover(digest, signature));
        }
    }

    @Test
    void refusesOtherLengths() {
        byte[] signature = key.sign(digest);
        assertEquals(Optional.empty(), Secp256k1.recover(digest, Arrays.copyOf(signature, 64)));
        assertEquals(Optional.empty(), Secp256k1.recover(digest, Arrays.copyOf(signature, 66)));
        assertEquals(Optional.empty(), Secp256k1.recover(digest, new byte[0]));
    }

    @Test
    void anyFlippedBitNamesAnotherSignerOrNone() {
        byte[] signature = key.sign(digest);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertNotEquals(Optional.of(key.address()), Secp256k1.recover(digest, flipped));
        }
    }

    @Test
    void neverThrowsOnRandomBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[65];
            random.nextBytes(noise);
            noise[64] = (byte) (27 + random.nextInt(2));
            Optional<Address> signer = Secp256k1.recover(digest, noise);
            assertNotEquals(Optional.of(key.address()), signer);
        }
    }

    @Test
    void refusesSecretsOutsideTheOrder() {
        assertThrows(IllegalArgumentException.class, () -> SigningKey.of(new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> SigningKey.of(Secp256k1.unsigned32(Secp256k1.ORDER)));
        assertThrows(IllegalArgumentException.class, () -> SigningKey.of(new byte[31]));
    }

    @Test
    void keccakIsTheOneOfEthereum() {
        assertEquals(
                "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
                HexFormat.of().formatHex(Keccak.keccak256()));
    }
}
