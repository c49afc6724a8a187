package dev.assay.verification.pairing;

import dev.assay.verification.pairing.Curve.Step;
import java.util.Arrays;
import java.util.List;

/**
 * A point of the twist, not infinity, with the lines that the Miller loop draws through its multiples. Where the walk
 * ends shows whether the point is in the group of order r: only then do the lines, and so the pairing, mean anything.
 */
public final class DrawnPoint implements LineSequence {

    /** Of each line in order, as {@link Lines} names them: y, x, constant. */
    private final long[] coefficients;

    private final int limbs;
    private final boolean inGroup;

    DrawnPoint(PairingArithmetic arithmetic, AffinePoint point) {
        List<Step> steps = arithmetic.curve().steps();
        this.limbs = arithmetic.fq2().limbs();
        this.coefficients = new long[3 * limbs * steps.size()];
        Lines lines = new Lines(arithmetic, point);
        for (int i = 0; i < steps.size(); i++) {
            lines.draw(steps.get(i));
            System.arraycopy(lines.y, 0, coefficients, y(i), limbs);
            System.arraycopy(lines.x, 0, coefficients, x(i), limbs);
            System.arraycopy(lines.constant, 0, coefficients, constant(i), limbs);
        }
        this.inGroup = lines.endAt(arithmetic.curve().endOfWalk(arithmetic, point));
    }

    private int y(int line) {
        return 3 * limbs * line;
    }

    private int x(int line) {
        return y(line) + limbs;
    }

    private int constant(int line) {
        return x(line) + limbs;
    }

    int lines() {
        return coefficients.length / (3 * limbs);
    }

    /** The first coefficient of each line. */
    long[][] ys() {
        long[][] ys = new long[lines()][];
        for (int i = 0; i < ys.length; i++) {
            ys[i] = Arrays.copyOfRange(coefficients, y(i), x(i));
        }
        return ys;
    }

    /** The other two coefficients of a line. */
    long[] rest(int line) {
        return Arrays.copyOfRange(coefficients, x(line), y(line + 1));
    }

    public boolean isInGroup() {
        return inGroup;
    }

    @Override
    public void multiplyInto(DodecicField fq12, Fq12 f, int index, long[] xOverY, long[] yInverse) {
        fq12.multiplyLine(f, coefficients, y(index), xOverY, yInverse);
    }
}
