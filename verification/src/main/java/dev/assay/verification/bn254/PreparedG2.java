package dev.assay.verification.bn254;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PairingArithmetic.Product;
import dev.assay.verification.pairing.PreparedPoint;
import java.util.Optional;

/**
 * A point of {@link G2} with the lines that the Miller loop draws through its multiples: they depend on nothing else, so a
 * verification key computes them once.
 */
public final class PreparedG2 {

    private final AffinePoint point;
    private final Optional<PreparedPoint> lines;

    private PreparedG2(AffinePoint point, Optional<PreparedPoint> lines) {
        this.point = point;
        this.lines = lines;
    }

    /** Takes a point that is in the group: elsewhere the lines, and so the pairing, mean nothing. */
    public static PreparedG2 of(G2.Affine q) {
        AffinePoint point = q.point();
        return new PreparedG2(point, Optional.of(Curve.BN254.arithmetic().prepare(point)));
    }

    static PreparedG2 unprepared(G2.Affine q) {
        return new PreparedG2(q.point(), Optional.empty());
    }

    void multiplyInto(Product product, AffinePoint p) {
        lines.ifPresentOrElse(prepared -> product.times(p, prepared), () -> product.times(p, point));
    }
}
