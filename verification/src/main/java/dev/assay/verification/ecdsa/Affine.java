package dev.assay.verification.ecdsa;

import java.util.ArrayList;
import java.util.List;

/** A point that is not at infinity, by the residues of its coordinates. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Affine(long[] x, long[] y) {

    /** The point x / z^2, y / z^3, which is not at infinity: z is not zero. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Jacobian(long[] x, long[] y, long[] z) {}

    /** The same points, none of them at infinity, at the cost of one inversion (P. Montgomery, 1987, section 10.3.1). */
    static List<Affine> of(CoordinateField field, List<Jacobian> points) {
        if (points.isEmpty()) {
            return List.of();
        }
        List<long[]> before = new ArrayList<>();
        long[] product = field.one().clone();
        for (Jacobian point : points) {
            before.add(product.clone());
            field.multiply(product, product, point.z);
        }
        product = field.inverse(product);
        List<Affine> result = new ArrayList<>();
        long[] zInverse = field.element();
        for (int i = points.size() - 1; i >= 0; i--) {
            field.multiply(zInverse, product, before.get(i));
            field.multiply(product, product, points.get(i).z);
            result.add(divide(field, points.get(i), zInverse));
        }
        return result.reversed();
    }

    private static Affine divide(CoordinateField field, Jacobian point, long[] zInverse) {
        long[] x = field.element();
        long[] y = field.element();
        field.multiply(y, point.y, zInverse);
        field.square(x, zInverse);
        field.multiply(y, y, x);
        field.multiply(x, x, point.x);
        return new Affine(x, y);
    }
}
