package dev.assay.verification.proof.kzg;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A linear combination of points of a curve's first group, summed at once. */
public final class Combination {

    private final PairingArithmetic arithmetic;
    private final List<BigInteger> scalars = new ArrayList<>();
    private final List<AffinePoint> points = new ArrayList<>();

    public Combination(PairingArithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    public Combination plus(AffinePoint point) {
        return plus(BigInteger.ONE, point);
    }

    public Combination plus(Scalar scalar, AffinePoint point) {
        return plus(scalar.toBigInteger(), point);
    }

    private Combination plus(BigInteger scalar, AffinePoint point) {
        scalars.add(scalar);
        points.add(point);
        return this;
    }

    /** As many points, each times the scalar at its place. */
    public Combination plus(List<Scalar> factors, List<AffinePoint> more) {
        for (int i = 0; i < more.size(); i++) {
            plus(factors.get(i), more.get(i));
        }
        return this;
    }

    public Combination minus(Scalar scalar, AffinePoint point) {
        return plus(scalar.negate(), point);
    }

    /** Minus the commitment to a constant, in a setup that begins with the generator. */
    public Combination minus(Scalar constant) {
        return minus(constant, arithmetic.curve().firstGenerator());
    }

    public JacobianPoint sum() {
        return arithmetic.g1().sumOfProducts(scalars, points);
    }
}
