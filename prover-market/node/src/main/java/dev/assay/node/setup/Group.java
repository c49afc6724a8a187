package dev.assay.node.setup;

import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;

/**
 * What sums of points need of a group of BN254, so that they are written once for both.
 *
 * @param <A> an affine point
 * @param <P> a Jacobian point
 */
sealed interface Group<A, P> {

    Group<G1.Affine, G1> FIRST = new First();
    Group<G2.Affine, G2> SECOND = new Second();

    P infinity();

    A negate(A point);

    P addAffine(P left, A right);

    P add(P left, P right);

    P twice(P point);

    /** G1. */
    record First() implements Group<G1.Affine, G1> {

        @Override
        public G1 infinity() {
            return G1.INFINITY;
        }

        @Override
        public G1.Affine negate(G1.Affine point) {
            return point.negate();
        }

        @Override
        public G1 addAffine(G1 left, G1.Affine right) {
            return left.add(right);
        }

        @Override
        public G1 add(G1 left, G1 right) {
            return left.add(right);
        }

        @Override
        public G1 twice(G1 point) {
            return point.twice();
        }
    }

    /** G2. */
    record Second() implements Group<G2.Affine, G2> {

        @Override
        public G2 infinity() {
            return G2.INFINITY;
        }

        @Override
        public G2.Affine negate(G2.Affine point) {
            return point.negate();
        }

        @Override
        public G2 addAffine(G2 left, G2.Affine right) {
            return left.add(right);
        }

        @Override
        public G2 add(G2 left, G2 right) {
            return left.add(right);
        }

        @Override
        public G2 twice(G2 point) {
            return point.twice();
        }
    }
}
