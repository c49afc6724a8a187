package dev.assay.verification.ecdsa;

import java.math.BigInteger;

/**
 * A prime curve y^2 = x^3 - 3 x + b of cofactor 1 (SP 800-186, section 3.2.1), with the hash of its own strength that
 * evidence formats pair it with.
 */
public enum NistCurve {
    /** P-256, also secp256r1, with SHA-256: ES256 in COSE. */
    P256(
            32,
            "SHA-256",
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
            "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
    /** P-384, also secp384r1, with SHA-384: ES384 in COSE. */
    P384(
            48,
            "SHA-384",
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
            "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
            "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f");

    private final int coordinateBytes;
    private final String hash;
    private final BigInteger prime;
    private final BigInteger order;
    private final BigInteger b;
    private final BigInteger generatorX;
    private final BigInteger generatorY;

    NistCurve(int coordinateBytes, String hash, String prime, String order, String b, String x, String y) {
        this.coordinateBytes = coordinateBytes;
        this.hash = hash;
        this.prime = new BigInteger(prime, 16);
        this.order = new BigInteger(order, 16);
        this.b = new BigInteger(b, 16);
        this.generatorX = new BigInteger(x, 16);
        this.generatorY = new BigInteger(y, 16);
    }

    /** The size of a coordinate, of r and of s. */
    public int coordinateBytes() {
        return coordinateBytes;
    }

    /** r and s, each big-endian and of full width (RFC 9053, section 2.1). */
    public int rawSignatureBytes() {
        return 2 * coordinateBytes;
    }

    /** The hash by the name that {@link java.security.MessageDigest} knows. */
    public String hash() {
        return hash;
    }

    /** The number of bits of the prime and of the order. */
    int bits() {
        return 8 * coordinateBytes;
    }

    BigInteger prime() {
        return prime;
    }

    BigInteger order() {
        return order;
    }

    BigInteger b() {
        return b;
    }

    BigInteger generatorX() {
        return generatorX;
    }

    BigInteger generatorY() {
        return generatorY;
    }
}
