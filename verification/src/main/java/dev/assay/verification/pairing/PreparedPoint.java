package dev.assay.verification.pairing;

import dev.assay.verification.pairing.Curve.Step;
import java.util.List;

/**
 * A point of G2 with all its lines: they depend on nothing else, so a verification key draws them once. Each is divided
 * by its first coefficient, to {@code 1 + x * xP / yP w + constant / yP w^3}.
 */
public final class PreparedPoint {

    final AffinePoint point;
    final long[][] x;
    final long[][] constant;

    PreparedPoint(PairingArithmetic arithmetic, AffinePoint point) {
        List<Step> steps = arithmetic.curve().steps();
        int count = point.isInfinity() ? 0 : steps.size();
        this.point = point;
        this.x = new long[count][];
        this.constant = new long[count][];
        long[][] y = new long[count][];
        Lines lines = new Lines(arithmetic, point);
        for (int i = 0; i < count; i++) {
            lines.draw(steps.get(i));
            y[i] = lines.y.clone();
            x[i] = lines.x.clone();
            constant[i] = lines.constant.clone();
        }
        QuadraticField fq2 = arithmetic.fq2();
        fq2.invertAll(y);
        for (int i = 0; i < count; i++) {
            fq2.multiply(x[i], x[i], y[i]);
            fq2.multiply(constant[i], constant[i], y[i]);
        }
    }

    boolean isInfinity() {
        return x.length == 0;
    }
}
