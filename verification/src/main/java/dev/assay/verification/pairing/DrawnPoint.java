package dev.assay.verification.pairing;

import dev.assay.verification.pairing.Curve.Step;
import java.util.List;

/**
 * A point of the twist, not infinity, with the lines that the Miller loop draws through its multiples. Where the walk
 * ends shows whether the point is in the group of order r: only then do the lines, and so the pairing, mean anything.
 */
public final class DrawnPoint implements LineSequence {

    final long[][] y;
    final long[][] x;
    final long[][] constant;
    private final boolean inGroup;

    DrawnPoint(PairingArithmetic arithmetic, AffinePoint point) {
        List<Step> steps = arithmetic.curve().steps();
        this.y = new long[steps.size()][];
        this.x = new long[steps.size()][];
        this.constant = new long[steps.size()][];
        Lines lines = new Lines(arithmetic, point);
        for (int i = 0; i < y.length; i++) {
            lines.draw(steps.get(i));
            y[i] = lines.y.clone();
            x[i] = lines.x.clone();
            constant[i] = lines.constant.clone();
        }
        this.inGroup = lines.endAt(arithmetic.curve().endOfWalk(arithmetic, point));
    }

    public boolean isInGroup() {
        return inGroup;
    }

    @Override
    public void multiplyInto(DodecicField fq12, Fq12 f, int index, long[] xOverY, long[] yInverse) {
        fq12.multiplyLine(f, y[index], x[index], xOverY, constant[index], yInverse);
    }
}
