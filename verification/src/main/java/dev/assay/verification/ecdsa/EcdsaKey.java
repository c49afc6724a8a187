package dev.assay.verification.ecdsa;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A public key that was checked to be a point of its curve, and what it signed. Safe for use by many threads.
 *
 * <p>A key that verifies a second time makes a wider table of its multiples and keeps it, so that each further signature
 * costs less than half: 9 KiB for P-256 and 11 KiB for P-384, for as long as the key lives. A verification leaves up to
 * 35 KiB of garbage, and 70 KiB once where it makes that table.
 */
public final class EcdsaKey {
    private static final int WIDTH = 5;
    private static final int PREPARED_WIDTH = 6;
    private static final int PREPARED_ROWS = 4;

    private final NistCurve curve;
    private final byte[] encoded;
    private final Affine point;

    // Two threads may both make the table; either will do.
    private volatile boolean used;
    private volatile @Nullable Multiples prepared;

    private EcdsaKey(NistCurve curve, byte[] encoded, Affine point) {
        this.curve = curve;
        this.encoded = encoded;
        this.point = point;
    }

    /**
     * @param uncompressedOrXy 4, x, y (SEC 1, section 2.3.3), or x, y alone, each big-endian and of full width
     * @throws IllegalArgumentException unless it is a point of the curve (SP 800-56A, section 5.6.2.3.3)
     */
    public static EcdsaKey of(NistCurve curve, byte[] uncompressedOrXy) {
        byte[] encoded = uncompressed(curve, uncompressedOrXy);
        int width = curve.coordinateBytes();
        CoordinateField field = CoordinateField.of(curve);
        Affine point = new Affine(coordinate(field, encoded, 1, width), coordinate(field, encoded, 1 + width, width));
        if (!isOnCurve(field, field.of(curve.b()), point)) {
            throw new IllegalArgumentException("not a point of " + curve);
        }
        return new EcdsaKey(curve, encoded, point);
    }

    private static byte[] uncompressed(NistCurve curve, byte[] point) {
        int xy = 2 * curve.coordinateBytes();
        if (point.length == xy) {
            byte[] encoded = new byte[1 + xy];
            encoded[0] = 4;
            System.arraycopy(point, 0, encoded, 1, xy);
            return encoded;
        }
        if (point.length == 1 + xy && point[0] == 4) {
            return point.clone();
        }
        throw new IllegalArgumentException("not an uncompressed point of " + curve);
    }

    private static long[] coordinate(CoordinateField field, byte[] encoded, int from, int width) {
        BigInteger value = new BigInteger(1, encoded, from, width);
        if (value.compareTo(field.modulus()) >= 0) {
            throw new IllegalArgumentException("a coordinate is not below the prime");
        }
        return field.of(value);
    }

    /** y^2 = x^3 - 3 x + b. The curves have cofactor 1: such a point is of the right group. */
    private static boolean isOnCurve(CoordinateField field, long[] b, Affine point) {
        long[] left = field.element();
        long[] right = field.element();
        field.square(right, point.x());
        for (int i = 0; i < 3; i++) {
            field.subtract(right, right, field.one());
        }
        field.multiply(right, right, point.x());
        field.add(right, right, b);
        field.square(left, point.y());
        return field.equal(left, right);
    }

    public NistCurve curve() {
        return curve;
    }

    /** 4, x, y. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /**
     * Whether this key signed the message, hashed by the curve's hash.
     *
     * @param signatureRs r and s, each big-endian and of full width (RFC 9053, section 2.1)
     */
    public boolean verifyRaw(byte[] message, byte[] signatureRs) {
        int width = curve.coordinateBytes();
        return signatureRs.length == 2 * width
                && verify(
                        hash(message),
                        new BigInteger(1, signatureRs, 0, width),
                        new BigInteger(1, signatureRs, width, width));
    }

    /**
     * Whether this key signed the message, hashed by the curve's hash.
     *
     * @param signature the DER sequence of r and s (RFC 3279, section 2.2.3); any other encoding of them is no signature
     */
    public boolean verifyDer(byte[] message, byte[] signature) {
        byte[] raw = DerSignature.toRaw(signature, curve.coordinateBytes());
        return raw.length != 0 && verifyRaw(message, raw);
    }

    /**
     * Whether this key signed the hash.
     *
     * @param hash of any size; the leftmost bits count, as many as the curve's order has
     * @param r big-endian, of at most the width of a coordinate
     * @param s as r
     */
    public boolean verifyHash(byte[] hash, byte[] r, byte[] s) {
        int width = curve.coordinateBytes();
        return r.length <= width && s.length <= width && verify(hash, new BigInteger(1, r), new BigInteger(1, s));
    }

    /** FIPS 186-5, section 6.4.2. */
    private boolean verify(byte[] hash, BigInteger r, BigInteger s) {
        // r = s = 0 satisfies a careless verifier for any message and key (CVE-2022-21449).
        if (outOfRange(r) || outOfRange(s)) {
            return false;
        }
        BigInteger inverse = ModularInverse.of(s, curve.order());
        BigInteger u = leftmostBits(hash).multiply(inverse).mod(curve.order());
        BigInteger v = r.multiply(inverse).mod(curve.order());
        PointSum sum = Multiples.sum(curve, Generator.of(curve), u, multiples(), v);
        // The x of the point counts modulo the order, which is a little below the prime.
        BigInteger alias = r.add(curve.order());
        return sum.hasX(r) || alias.compareTo(curve.prime()) < 0 && sum.hasX(alias);
    }

    private boolean outOfRange(BigInteger scalar) {
        return scalar.signum() <= 0 || scalar.compareTo(curve.order()) >= 0;
    }

    private BigInteger leftmostBits(byte[] hash) {
        return new BigInteger(1, hash, 0, Math.min(hash.length, curve.coordinateBytes()));
    }

    private Multiples multiples() {
        Multiples kept = prepared;
        if (kept != null) {
            return kept;
        }
        if (!used) {
            used = true;
            return Multiples.of(curve, point, WIDTH, 1);
        }
        Multiples made = Multiples.of(curve, point, PREPARED_WIDTH, PREPARED_ROWS);
        prepared = made;
        return made;
    }

    private byte[] hash(byte[] message) {
        try {
            return MessageDigest.getInstance(curve.hash()).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + curve.hash(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EcdsaKey key && key.curve == curve && Arrays.equals(key.encoded, encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }
}
