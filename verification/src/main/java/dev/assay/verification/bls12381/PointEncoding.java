package dev.assay.verification.bls12381;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The two encodings of points in use, both in a compressed form (x and one bit of y) and an uncompressed one, told
 * apart by their lengths: 48 and 96 bytes in G1, 96 and 192 in G2. Reading checks everything that there is to check, so
 * that a point has one encoding of each form and no other bytes pass: flags, canonical coordinates, curve and group.
 * Infinity, which no proof or key may hold, is {@link Reason#POINT_AT_INFINITY}.
 */
public enum PointEncoding {
    /**
     * The most significant byte first, the imaginary part first; the first byte's highest bits say: compressed,
     * infinity, y is the larger root (Zcash protocol specification, section 5.4.9.2; also bellman, blst, and arkworks
     * since 0.4).
     */
    ZCASH {
        @Override
        Flags flags(byte[] bytes, boolean compressed) {
            int first = bytes[0];
            if ((first & 0x80) != 0 != compressed) {
                throw new Rejection(Reason.POINT_FLAGS_INVALID, "the compression flag contradicts the length");
            }
            return new Flags((first & 0x40) != 0, (first & 0x20) != 0);
        }

        @Override
        byte[] withoutFlags(byte[] bytes) {
            byte[] plain = bytes.clone();
            plain[0] &= 0x1f;
            return plain;
        }

        @Override
        BigInteger number(byte[] bytes, int index) {
            return new BigInteger(1, Arrays.copyOfRange(bytes, index * SIZE_BYTES, (index + 1) * SIZE_BYTES));
        }

        @Override
        Fq2 pair(BigInteger first, BigInteger second) {
            return new Fq2(second, first);
        }
    },

    /**
     * The least significant byte first, the real part first; the last byte's highest bits say: y is the larger root,
     * infinity (ark-serialize's form for any short Weierstrass curve, on BLS12-381 up to 0.3).
     */
    ARKWORKS {
        @Override
        Flags flags(byte[] bytes, boolean compressed) {
            int last = bytes[bytes.length - 1];
            return new Flags((last & 0x40) != 0, (last & 0x80) != 0);
        }

        @Override
        byte[] withoutFlags(byte[] bytes) {
            byte[] plain = bytes.clone();
            plain[plain.length - 1] &= 0x3f;
            return plain;
        }

        @Override
        BigInteger number(byte[] bytes, int index) {
            byte[] reversed = new byte[SIZE_BYTES];
            for (int i = 0; i < SIZE_BYTES; i++) {
                reversed[i] = bytes[(index + 1) * SIZE_BYTES - 1 - i];
            }
            return new BigInteger(1, reversed);
        }

        @Override
        Fq2 pair(BigInteger first, BigInteger second) {
            return new Fq2(first, second);
        }
    };

    /** Of one number below q. */
    private static final int SIZE_BYTES = 48;

    private static final BigInteger Q = Curve.BLS12_381.fq().modulus();

    /** What the bits that no number needs say. */
    record Flags(boolean infinity, boolean larger) {}

    abstract Flags flags(byte[] bytes, boolean compressed);

    abstract byte[] withoutFlags(byte[] bytes);

    abstract BigInteger number(byte[] bytes, int index);

    abstract Fq2 pair(BigInteger first, BigInteger second);

    /** Reads a point of G1. */
    public Verdict<G1> g1(byte[] bytes) {
        try {
            return new Verdict.Verified<>(readG1(bytes));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** Reads a point of G2. */
    public Verdict<G2> g2(byte[] bytes) {
        try {
            return new Verdict.Verified<>(readG2(bytes));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private G1 readG1(byte[] bytes) {
        boolean compressed = isCompressed(bytes, SIZE_BYTES);
        Flags flags = checkedFlags(bytes, compressed);
        byte[] plain = withoutFlags(bytes);
        BigInteger x = coordinate(plain, 0);
        G1 point = compressed
                ? withRoot(G1.withX(x).orElseThrow(PointEncoding::notOnCurve), flags)
                : G1.of(x, coordinate(plain, 1));
        check(point.isOnCurve(), Reason.POINT_NOT_ON_CURVE);
        check(point.isInSubgroup(), Reason.POINT_NOT_IN_SUBGROUP);
        return point;
    }

    private G2 readG2(byte[] bytes) {
        boolean compressed = isCompressed(bytes, 2 * SIZE_BYTES);
        Flags flags = checkedFlags(bytes, compressed);
        byte[] plain = withoutFlags(bytes);
        Fq2 x = pair(coordinate(plain, 0), coordinate(plain, 1));
        G2 point = compressed
                ? withRoot(G2.withX(x).orElseThrow(PointEncoding::notOnCurve), flags)
                : G2.of(x, pair(coordinate(plain, 2), coordinate(plain, 3)));
        check(point.isOnCurve(), Reason.POINT_NOT_ON_CURVE);
        check(point.isInSubgroup(), Reason.POINT_NOT_IN_SUBGROUP);
        return point;
    }

    private static boolean isCompressed(byte[] bytes, int compressedSizeBytes) {
        check(bytes.length == compressedSizeBytes || bytes.length == 2 * compressedSizeBytes, Reason.MALFORMED);
        return bytes.length == compressedSizeBytes;
    }

    private Flags checkedFlags(byte[] bytes, boolean compressed) {
        Flags flags = flags(bytes, compressed);
        if (flags.larger() && (flags.infinity() || !compressed)) {
            throw new Rejection(Reason.POINT_FLAGS_INVALID, "the flag of the larger root where no root is chosen");
        }
        if (flags.infinity()) {
            throw new Rejection(Reason.POINT_AT_INFINITY, "an encoded point");
        }
        return flags;
    }

    private BigInteger coordinate(byte[] plain, int index) {
        BigInteger number = number(plain, index);
        check(number.compareTo(Q) < 0, Reason.COORDINATE_NOT_CANONICAL);
        return number;
    }

    private static G1 withRoot(G1 point, Flags flags) {
        return isLarger(point.y()) == flags.larger() ? point : point.negate();
    }

    private static G2 withRoot(G2 point, Flags flags) {
        Fq2 y = point.y();
        boolean larger = y.c1().signum() == 0 ? isLarger(y.c0()) : isLarger(y.c1());
        return larger == flags.larger() ? point : point.negate();
    }

    /** Whether a number is above q / 2, and so above its negative. */
    private static boolean isLarger(BigInteger number) {
        return number.shiftLeft(1).compareTo(Q) > 0;
    }

    private static Rejection notOnCurve() {
        return new Rejection(Reason.POINT_NOT_ON_CURVE, "no point has this x");
    }

    private static void check(boolean holds, Reason reason) {
        if (!holds) {
            throw new Rejection(reason, "an encoded point of BLS12-381");
        }
    }
}
