package dev.assay.verification.pairing;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The group law of y^2 = x^3 + b, over the prime field or the quadratic one. A result may overwrite an operand. Has
 * scratch space, so each thread needs its own. Formulas: Explicit-Formulas Database, short Weierstrass, a = 0.
 */
public final class CurveGroup {

    private final Field field;
    private final long[] b;
    private final long[] zz1;
    private final long[] zz2;
    private final long[] u1;
    private final long[] s1;
    private final long[] h;
    private final long[] slope;
    private final long[] i;
    private final long[] t;

    CurveGroup(Field field, long[] b) {
        this.field = field;
        this.b = b;
        this.zz1 = field.element();
        this.zz2 = field.element();
        this.u1 = field.element();
        this.s1 = field.element();
        this.h = field.element();
        this.slope = field.element();
        this.i = field.element();
        this.t = field.element();
    }

    public Field field() {
        return field;
    }

    public JacobianPoint infinity() {
        return new JacobianPoint(field.one().clone(), field.one().clone(), field.element());
    }

    public JacobianPoint of(AffinePoint p) {
        return p.isInfinity()
                ? infinity()
                : new JacobianPoint(p.x().clone(), p.y().clone(), field.one().clone());
    }

    public boolean isInfinity(JacobianPoint p) {
        return field.isZero(p.z());
    }

    /** True of infinity. */
    public boolean isOnCurve(AffinePoint p) {
        field.square(u1, p.x());
        field.multiply(u1, u1, p.x());
        field.add(u1, u1, b);
        field.square(s1, p.y());
        field.subtract(u1, u1, s1);
        return p.isInfinity() || field.isZero(u1);
    }

    /** One of the two points of the curve with this x, if there are any. */
    public Optional<AffinePoint> withX(long[] x) {
        long[] y = field.element();
        field.square(y, x);
        field.multiply(y, y, x);
        field.add(y, y, b);
        return field.squareRoot(y, y) ? Optional.of(new AffinePoint(x, y)) : Optional.empty();
    }

    public AffinePoint negate(AffinePoint p) {
        long[] y = field.element();
        field.negate(y, p.y());
        return new AffinePoint(p.x(), y);
    }

    public void negate(JacobianPoint p) {
        field.negate(p.y(), p.y());
    }

    public void set(JacobianPoint r, JacobianPoint p) {
        field.set(r.x(), p.x());
        field.set(r.y(), p.y());
        field.set(r.z(), p.z());
    }

    private void set(JacobianPoint r, AffinePoint p) {
        if (p.isInfinity()) {
            field.subtract(r.z(), r.z(), r.z());
        } else {
            field.set(r.x(), p.x());
            field.set(r.y(), p.y());
            field.set(r.z(), field.one());
        }
    }

    /** r += q, by add-2007-bl. */
    public void add(JacobianPoint r, JacobianPoint q) {
        if (isInfinity(q)) {
            return;
        }
        if (isInfinity(r)) {
            set(r, q);
            return;
        }
        field.square(zz1, r.z());
        field.square(zz2, q.z());
        field.multiply(u1, r.x(), zz2);
        field.multiply(s1, r.y(), q.z());
        field.multiply(s1, s1, zz2);
        field.multiply(h, q.x(), zz1);
        field.multiply(slope, q.y(), r.z());
        field.multiply(slope, slope, zz1);
        field.multiply(t, r.z(), q.z());
        addDistinct(r);
    }

    /** r += q, by madd-2007-bl: cheaper than adding a Jacobian point. */
    public void add(JacobianPoint r, AffinePoint q) {
        if (q.isInfinity()) {
            return;
        }
        if (isInfinity(r)) {
            set(r, q);
            return;
        }
        field.square(zz1, r.z());
        field.set(u1, r.x());
        field.set(s1, r.y());
        field.multiply(h, q.x(), zz1);
        field.multiply(slope, q.y(), r.z());
        field.multiply(slope, slope, zz1);
        field.set(t, r.z());
        addDistinct(r);
    }

    /** With (u1, s1) and (h, slope) the two points over the common denominator t: their sum, also if they are one point. */
    private void addDistinct(JacobianPoint r) {
        field.subtract(h, h, u1);
        field.subtract(slope, slope, s1);
        if (field.isZero(h)) {
            if (field.isZero(slope)) {
                twice(r);
            } else {
                set(r, new AffinePoint(field.element(), field.element()));
            }
            return;
        }
        field.multiply(r.z(), t, h);
        field.square(i, h);
        field.multiply(h, h, i);
        field.multiply(u1, u1, i);
        field.square(r.x(), slope);
        field.subtract(r.x(), r.x(), h);
        field.subtract(r.x(), r.x(), u1);
        field.subtract(r.x(), r.x(), u1);
        field.subtract(u1, u1, r.x());
        field.multiply(u1, u1, slope);
        field.multiply(s1, s1, h);
        field.subtract(r.y(), u1, s1);
    }

    /** r += r, by dbl-2009-l. */
    public void twice(JacobianPoint r) {
        field.square(u1, r.x());
        field.square(s1, r.y());
        field.multiply(r.z(), r.z(), r.y());
        field.twice(r.z(), r.z());
        field.multiply(h, r.x(), s1);
        field.twice(h, h);
        field.twice(h, h);
        field.twice(t, u1);
        field.add(t, t, u1);
        field.square(r.x(), t);
        field.subtract(r.x(), r.x(), h);
        field.subtract(r.x(), r.x(), h);
        field.subtract(h, h, r.x());
        field.multiply(h, h, t);
        field.square(s1, s1);
        field.twice(s1, s1);
        field.twice(s1, s1);
        field.twice(s1, s1);
        field.subtract(r.y(), h, s1);
    }

    /** A new point: any integer times p. */
    public JacobianPoint multiply(JacobianPoint p, BigInteger scalar) {
        BigInteger bits = scalar.abs();
        JacobianPoint product = infinity();
        JacobianPoint[] multiples = bits.bitLength() > 64 ? firstMultiples(p) : new JacobianPoint[] {infinity(), p};
        int width = multiples.length == 2 ? 1 : WINDOW_BITS;
        for (int window = (bits.bitLength() + width - 1) / width - 1; window >= 0; window--) {
            twice(product, width);
            add(product, multiples[bits.shiftRight(width * window).intValue() & (1 << width) - 1]);
        }
        if (scalar.signum() < 0) {
            negate(product);
        }
        return product;
    }

    private static final int WINDOW_BITS = 4;

    /** A new point: p times a positive 64-bit integer with few bits set. */
    JacobianPoint multiply(JacobianPoint p, long scalar) {
        JacobianPoint product = p.copy();
        for (int bit = 62 - Long.numberOfLeadingZeros(scalar); bit >= 0; bit--) {
            twice(product);
            if ((scalar >>> bit & 1) == 1) {
                add(product, p);
            }
        }
        return product;
    }

    void twice(JacobianPoint p, int times) {
        for (int n = 0; n < times; n++) {
            twice(p);
        }
    }

    /**
     * The sum of scalars[i] points[i], for scalars that are not negative, with the doublings shared (Straus). Meant for
     * the few inputs of a verification.
     *
     * @throws IllegalArgumentException unless there are as many scalars as points
     */
    public JacobianPoint sumOfProducts(List<BigInteger> scalars, List<AffinePoint> points) {
        if (scalars.size() != points.size()) {
            throw new IllegalArgumentException(scalars.size() + " scalars for " + points.size() + " points");
        }
        int bits = 0;
        JacobianPoint[][] multiples = new JacobianPoint[points.size()][];
        byte[][] digits = new byte[points.size()][];
        for (int n = 0; n < multiples.length; n++) {
            bits = Math.max(bits, scalars.get(n).bitLength());
            digits[n] = digits(scalars.get(n));
            multiples[n] = firstMultiples(of(points.get(n)));
        }
        JacobianPoint sum = infinity();
        for (int window = (bits + WINDOW_BITS - 1) / WINDOW_BITS - 1; window >= 0; window--) {
            twice(sum, WINDOW_BITS);
            for (int n = 0; n < multiples.length; n++) {
                if (window < digits[n].length) {
                    add(sum, multiples[n][digits[n][window]]);
                }
            }
        }
        return sum;
    }

    /** Base 16, the least significant first. */
    private static byte[] digits(BigInteger scalar) {
        byte[] bytes = scalar.toByteArray();
        byte[] digits = new byte[2 * bytes.length];
        for (int n = 0; n < digits.length; n++) {
            digits[n] = (byte) (bytes[bytes.length - 1 - n / 2] >> 4 * (n % 2) & 15);
        }
        return digits;
    }

    private JacobianPoint[] firstMultiples(JacobianPoint p) {
        JacobianPoint[] multiples = new JacobianPoint[1 << WINDOW_BITS];
        multiples[0] = infinity();
        for (int n = 1; n < multiples.length; n++) {
            multiples[n] = multiples[n - 1].copy();
            add(multiples[n], p);
        }
        return multiples;
    }

    /** Whether both are the same point, whatever their z. */
    public boolean areSame(JacobianPoint p, JacobianPoint q) {
        if (isInfinity(p) || isInfinity(q)) {
            return isInfinity(p) && isInfinity(q);
        }
        field.square(zz1, p.z());
        field.square(zz2, q.z());
        field.multiply(u1, p.x(), zz2);
        field.multiply(h, q.x(), zz1);
        field.multiply(s1, p.y(), zz2);
        field.multiply(s1, s1, q.z());
        field.multiply(slope, q.y(), zz1);
        field.multiply(slope, slope, p.z());
        field.subtract(u1, u1, h);
        field.subtract(s1, s1, slope);
        return field.isZero(u1) && field.isZero(s1);
    }

    public AffinePoint toAffine(JacobianPoint p) {
        return toAffine(new JacobianPoint[] {p})[0];
    }

    /** The points in order, with one inversion for all of them. */
    public AffinePoint[] toAffine(JacobianPoint[] points) {
        long[][] inverses = new long[points.length][];
        for (int n = 0; n < points.length; n++) {
            inverses[n] = (isInfinity(points[n]) ? field.one() : points[n].z()).clone();
        }
        field.invertAll(inverses);
        AffinePoint[] affine = new AffinePoint[points.length];
        for (int n = 0; n < points.length; n++) {
            affine[n] = scaled(points[n], inverses[n]);
        }
        return affine;
    }

    private AffinePoint scaled(JacobianPoint p, long[] zInverse) {
        long[] x = field.element();
        long[] y = field.element();
        if (!isInfinity(p)) {
            field.square(zz1, zInverse);
            field.multiply(x, p.x(), zz1);
            field.multiply(y, p.y(), zz1);
            field.multiply(y, y, zInverse);
        }
        return new AffinePoint(x, y);
    }
}
