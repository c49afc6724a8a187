package dev.assay.verification.ecdsa;

import dev.assay.verification.ecdsa.Affine.Jacobian;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Multiples of one point: for each row r, 2^(r rowBits) times 1, 3, 5, ..., 2^(width-1) - 1. More rows save doublings and a
 * greater width saves additions, of each use; both cost time and memory once.
 */
final class Multiples {
    private final int bits;
    private final int width;
    private final int rowBits;
    private final Affine[] points;

    private Multiples(int bits, int width, int rowBits, List<Affine> points) {
        this.bits = bits;
        this.width = width;
        this.rowBits = rowBits;
        this.points = points.toArray(Affine[]::new);
    }

    /** @param width of the signed digits that will choose among the multiples of a row, 3 to 8 */
    static Multiples of(NistCurve curve, Affine point, int width, int rows) {
        CoordinateField field = CoordinateField.of(curve);
        // The digits are one more than the bits, for the last carry.
        int rowBits = Math.ceilDiv(curve.bits() + 1, rows);
        List<Affine> firsts = firsts(field, point, rowBits, rows);
        List<Affine> steps = doubled(field, firsts);
        int columns = 1 << width - 2;
        List<Jacobian> odd = new ArrayList<>();
        PointSum sum = new PointSum(field);
        for (int row = 0; row < rows; row++) {
            sum.set(firsts.get(row));
            for (int column = 0; column < columns; column++) {
                odd.add(sum.point());
                sum.add(steps.get(row));
            }
        }
        return new Multiples(curve.bits(), width, rowBits, Affine.of(field, odd));
    }

    private static List<Affine> firsts(CoordinateField field, Affine point, int rowBits, int rows) {
        List<Jacobian> others = new ArrayList<>();
        PointSum sum = new PointSum(field);
        sum.set(point);
        for (int row = 1; row < rows; row++) {
            for (int i = 0; i < rowBits; i++) {
                sum.twice();
            }
            others.add(sum.point());
        }
        List<Affine> firsts = new ArrayList<>();
        firsts.add(point);
        firsts.addAll(Affine.of(field, others));
        return firsts;
    }

    private static List<Affine> doubled(CoordinateField field, List<Affine> points) {
        List<Jacobian> doubled = new ArrayList<>();
        PointSum sum = new PointSum(field);
        for (Affine point : points) {
            sum.set(point);
            sum.twice();
            doubled.add(sum.point());
        }
        return Affine.of(field, doubled);
    }

    /** u P + v Q, sharing the doublings (E. Straus, "Addition chains of vectors", 1964). Scalars are below 2^bits. */
    static PointSum sum(NistCurve curve, Multiples p, BigInteger u, Multiples q, BigInteger v) {
        byte[] pDigits = p.digits(u);
        byte[] qDigits = q.digits(v);
        PointSum sum = new PointSum(CoordinateField.of(curve));
        for (int place = Math.max(p.rowBits, q.rowBits) - 1; place >= 0; place--) {
            sum.twice();
            p.addTo(sum, pDigits, place);
            q.addTo(sum, qDigits, place);
        }
        return sum;
    }

    private byte[] digits(BigInteger scalar) {
        return SignedDigits.of(scalar, width, bits);
    }

    /** Adds what the digits at this place of every row say. */
    private void addTo(PointSum sum, byte[] digits, int place) {
        if (place >= rowBits) {
            return;
        }
        int first = 0;
        for (int at = place; at < digits.length; at += rowBits) {
            int digit = digits[at];
            if (digit > 0) {
                sum.add(points[first + (digit >> 1)]);
            } else if (digit < 0) {
                sum.subtract(points[first + (-digit >> 1)]);
            }
            first += 1 << width - 2;
        }
    }
}
