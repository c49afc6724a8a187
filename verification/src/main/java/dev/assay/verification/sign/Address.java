package dev.assay.verification.sign;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An Ethereum address (20 bytes): the last bytes of the Keccak-256 of an uncompressed secp256k1 public key. */
public final class Address {

    public static final int SIZE_BYTES = 20;

    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException unless there are 20 bytes */
    public static Address of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.length);
        }
        return new Address(bytes.clone());
    }

    /** @throws IllegalArgumentException unless there are 40 hexadecimal digits after an optional 0x */
    public static Address ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
    }

    /**
     * @param compressed a public key, 33 bytes (SEC 1 section 2.3.3)
     * @throws IllegalArgumentException if it is not a point of the curve
     */
    public static Address ofPublicKey(byte[] compressed) {
        return Secp256k1.address(Secp256k1.decodePoint(compressed));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** With 0x, in lower case. */
    public String hex() {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
