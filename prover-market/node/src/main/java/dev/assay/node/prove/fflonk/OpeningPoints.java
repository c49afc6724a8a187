package dev.assay.node.prove.fflonk;

import dev.assay.node.iden3.FflonkZkey;
import dev.assay.verification.bn254.Fr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the packed polynomials are opened: at the eighth, fourth and third roots of xi, and the third ones of xi w. For all of
 * them to be at hand, xi is the 24th power of the verifier's number.
 */
record OpeningPoints(Fr xi, Fr xiOmega, List<Fr> s0, List<Fr> s1, List<Fr> s2, List<Fr> s3) {

    static OpeningPoints of(FflonkZkey.Header key, Fr seed) {
        Fr cube = seed.square().multiply(seed);
        Fr sixth = cube.square();
        Fr eighth = sixth.multiply(seed.square());
        Fr xi = eighth.square().multiply(eighth);
        return new OpeningPoints(
                xi,
                xi.multiply(Fr.rootOfUnity(key.size().domainLog2())),
                times(cube, key.omega8(), 8),
                times(sixth, key.omega4(), 4),
                times(eighth, key.omega3(), 3),
                times(eighth.multiply(key.omegaCubeRoot()), key.omega3(), 3));
    }

    private static List<Fr> times(Fr first, Fr root, int count) {
        List<Fr> points = new ArrayList<>(count);
        Fr next = first;
        for (int i = 0; i < count; i++) {
            points.add(next);
            next = next.multiply(root);
        }
        return points;
    }

    private List<Fr> s2AndS3() {
        List<Fr> all = new ArrayList<>(s2);
        all.addAll(s3);
        return all;
    }

    /** y^8 - xi: zero at the eighth roots; and so on. */
    Fr vanishing0(Fr y) {
        return product(y, s0);
    }

    Fr vanishing1(Fr y) {
        return product(y, s1);
    }

    Fr vanishing2(Fr y) {
        return product(y, s2AndS3());
    }

    private static Fr product(Fr y, List<Fr> roots) {
        return roots.stream().map(y::subtract).reduce(Fr.ONE, Fr::multiply);
    }

    /** The product of all that the verifier divides by: what a contract is told the inverse of. */
    Fr denominators(Fr y, int rows, int publicInputs) {
        Fr size = Fr.of(rows);
        Fr omega = Fr.rootOfUnity(Integer.numberOfTrailingZeros(rows));
        Fr all = xi.pow(BigInteger.valueOf(rows)).subtract(Fr.ONE);
        all = all.multiply(vanishing1(y)).multiply(vanishing2(y));
        all = all.multiply(interpolation(y, s0)).multiply(interpolation(y, s1)).multiply(interpolation(y, s2AndS3()));
        Fr point = Fr.ONE;
        for (int i = 0; i < Math.max(1, publicInputs); i++, point = point.multiply(omega)) {
            all = all.multiply(size.multiply(xi.subtract(point)));
        }
        return all;
    }

    /** The product, over the points, of the distances to y and to all other points. */
    private static Fr interpolation(Fr y, List<Fr> points) {
        Fr product = product(y, points);
        for (Fr point : points) {
            for (Fr other : points) {
                product = point.equals(other) ? product : product.multiply(point.subtract(other));
            }
        }
        return product;
    }
}
