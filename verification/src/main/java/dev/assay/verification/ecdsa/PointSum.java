package dev.assay.verification.ecdsa;

import dev.assay.verification.ecdsa.Affine.Jacobian;
import java.math.BigInteger;

/**
 * A running sum of points of y^2 = x^3 - 3 x + b, in Jacobian coordinates; formulas of the Explicit-Formulas Database
 * (Bernstein and Lange) for a = -3. Starts at infinity. For one thread.
 */
final class PointSum {
    private final CoordinateField field;
    private final long[] x;
    private final long[] y;
    private final long[] z;
    private boolean infinite = true;

    private final long[] t;
    private final long[] u;
    private final long[] v;
    private final long[] minusY;
    private final long[] zero;

    PointSum(CoordinateField field) {
        this.field = field;
        x = field.element();
        y = field.element();
        z = field.element();
        t = field.element();
        u = field.element();
        v = field.element();
        minusY = field.element();
        zero = field.element();
    }

    void set(Affine point) {
        copy(point.x(), x);
        copy(point.y(), y);
        copy(field.one(), z);
        infinite = false;
    }

    private static void copy(long[] from, long[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }

    /** The sum where it is not at infinity. */
    Jacobian point() {
        return new Jacobian(x.clone(), y.clone(), z.clone());
    }

    /** 4 products and 4 squares ("dbl-2001-b"). No point of these curves has order 2: y is never 0. */
    void twice() {
        if (infinite) {
            return;
        }
        field.square(u, z);
        field.subtract(v, x, u);
        field.add(u, x, u);
        field.multiply(u, u, v);
        field.add(v, u, u);
        field.add(u, u, v); // alpha = 3 (X - Z^2) (X + Z^2)
        field.multiply(z, y, z);
        field.add(z, z, z); // Z3 = 2 Y Z
        field.square(y, y);
        field.add(y, y, y); // 2 gamma = 2 Y^2
        field.multiply(t, x, y);
        field.add(t, t, t); // 4 beta = 4 X Y^2
        field.square(y, y);
        field.add(y, y, y); // 8 gamma^2
        field.square(x, u);
        field.subtract(x, x, t);
        field.subtract(x, x, t); // X3 = alpha^2 - 8 beta
        field.subtract(t, t, x);
        field.multiply(t, t, u);
        field.subtract(y, t, y); // Y3 = alpha (4 beta - X3) - 8 gamma^2
    }

    void add(Affine point) {
        add(point.x(), point.y());
    }

    void subtract(Affine point) {
        field.subtract(minusY, zero, point.y());
        add(point.x(), minusY);
    }

    /** 8 products and 3 squares. Whoever makes the signature chooses what meets here: the same point, or its opposite, too. */
    private void add(long[] px, long[] py) {
        if (infinite) {
            set(new Affine(px, py));
            return;
        }
        field.square(t, z);
        field.multiply(u, px, t);
        field.multiply(t, t, z);
        field.multiply(t, t, py);
        field.subtract(u, u, x); // H = x Z^2 - X
        field.subtract(t, t, y); // R = y Z^3 - Y
        if (field.isZero(u)) {
            if (field.isZero(t)) {
                twice();
            } else {
                infinite = true;
            }
            return;
        }
        field.multiply(z, z, u); // Z3 = Z H
        field.square(v, u);
        field.multiply(u, u, v); // H^3
        field.multiply(v, v, x); // V = X H^2
        field.square(x, t);
        field.subtract(x, x, u);
        field.subtract(x, x, v);
        field.subtract(x, x, v); // X3 = R^2 - H^3 - 2 V
        field.subtract(v, v, x);
        field.multiply(v, v, t);
        field.multiply(u, u, y);
        field.subtract(y, v, u); // Y3 = R (V - X3) - Y H^3
    }

    /** Whether the sum is a point of this x, without an inversion: X = x Z^2. */
    boolean hasX(BigInteger value) {
        if (infinite) {
            return false;
        }
        field.square(t, z);
        field.multiply(t, t, field.of(value));
        return field.equal(t, x);
    }
}
