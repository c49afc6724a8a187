package dev.assay.verification.proof.fflonk;

import dev.assay.verification.proof.kzg.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the packed polynomials are opened. C(X) = p_0(X^k) + X p_1(X^k) + ... + X^(k-1) p_(k-1)(X^k) at the k-th roots of xi
 * says what each p_i is at xi.
 *
 * @param s0 the eighth roots of xi, for C0
 * @param s1 the fourth roots of xi, for C1
 * @param s2 the third roots of xi, for C2
 * @param s3 the third roots of xi w, for C2
 */
record OpeningPoints(Scalar xi, List<Scalar> s0, List<Scalar> s1, List<Scalar> s2, List<Scalar> s3) {

    static OpeningPoints of(PreprocessedCircuit circuit, Scalar seed) {
        Scalar cube = seed.square().multiply(seed);
        Scalar sixth = cube.square();
        Scalar eighth = sixth.multiply(seed.square());
        return new OpeningPoints(
                eighth.square().multiply(eighth),
                times(cube, circuit.omega8(), 8),
                times(sixth, circuit.omega4(), 4),
                times(eighth, circuit.omega3(), 3),
                times(eighth.multiply(circuit.omegaCubeRoot()), circuit.omega3(), 3));
    }

    private static List<Scalar> times(Scalar first, Scalar root, int count) {
        List<Scalar> roots = new ArrayList<>(count);
        Scalar next = first;
        for (int i = 0; i < count; i++) {
            roots.add(next);
            next = next.multiply(root);
        }
        return roots;
    }

    List<Scalar> s2AndS3() {
        List<Scalar> all = new ArrayList<>(s2);
        all.addAll(s3);
        return all;
    }

    /** C at each of the points, by the parts of which it is packed. */
    static List<Scalar> packed(List<Scalar> points, List<Scalar> parts) {
        List<Scalar> values = new ArrayList<>(points.size());
        for (Scalar point : points) {
            Scalar value = FflonkKey.ZERO;
            for (Scalar part : parts.reversed()) {
                value = value.multiply(point).add(part);
            }
            values.add(value);
        }
        return values;
    }
}
