package dev.assay.verification.bn254;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A point of {@link G2} with the lines that the Miller loop draws through its multiples: they depend on nothing else, so a
 * verification key computes them once. Formulas: Aranha, Karabina, Longa, Gebotys, López, "Faster Explicit Formulas for
 * Computing Pairings over Ordinary Curves", Eurocrypt 2011.
 */
public final class PreparedG2 {

    /** 6x + 2 in non-adjacent form, the most significant digit first. */
    static final List<Integer> LOOP = nonAdjacentForm(
            BigInteger.valueOf(G2.X).multiply(BigInteger.valueOf(6)).add(BigInteger.TWO));

    private static final Fq2 B = Fq2.NON_RESIDUE.inverse().multiply(Fq.of(3));
    private static final Fq HALF = Fq.of(2).inverse();

    /** {@code y * yP + x * xP w + constant w^3}, through points of the twist, at the point P of G1. */
    record Line(Fq2 y, Fq2 x, Fq2 constant) {

        Fq12 times(Fq12 f, G1.Affine p) {
            return f.multiplySparse(y.multiply(p.y()), x.multiply(p.x()), constant);
        }
    }

    private final List<Line> lines;

    private PreparedG2(List<Line> lines) {
        this.lines = lines;
    }

    /** Takes a point that is in the group: elsewhere the lines, and so the pairing, mean nothing. */
    public static PreparedG2 of(G2.Affine q) {
        return new PreparedG2(q.isInfinity() ? List.of() : new Multiples(q).draw());
    }

    boolean isInfinity() {
        return lines.isEmpty();
    }

    Line line(int index) {
        return lines.get(index);
    }

    /** The running multiple (x / z, y / z) of a point, and the lines drawn so far. */
    private static final class Multiples {
        private final List<Line> lines = new ArrayList<>();
        private final G2.Affine q;
        private Fq2 x;
        private Fq2 y;
        private Fq2 z = Fq2.ONE;

        Multiples(G2.Affine q) {
            this.q = q;
            this.x = q.x();
            this.y = q.y();
        }

        List<Line> draw() {
            G2.Affine minusQ = q.negate();
            for (int digit : LOOP.subList(1, LOOP.size())) {
                twice();
                if (digit != 0) {
                    add(digit > 0 ? q : minusQ);
                }
            }
            add(q.frobenius());
            add(q.frobenius().frobenius().negate());
            return lines;
        }

        /** Doubles, and draws the tangent. */
        void twice() {
            Fq2 a = x.multiply(y).multiply(HALF);
            Fq2 b = y.square();
            Fq2 c = z.square();
            Fq2 e = thrice(c).multiply(B);
            Fq2 f = thrice(e);
            Fq2 h = y.add(z).square().subtract(b).subtract(c);
            lines.add(new Line(h.negate(), thrice(x.square()), e.subtract(b)));
            x = a.multiply(b.subtract(f));
            y = b.add(f).multiply(HALF).square().subtract(thrice(e.square()));
            z = b.multiply(h);
        }

        /** Adds, and draws the chord. */
        void add(G2.Affine other) {
            Fq2 theta = y.subtract(other.y().multiply(z));
            Fq2 lambda = x.subtract(other.x().multiply(z));
            lines.add(new Line(lambda, theta.negate(), theta.multiply(other.x()).subtract(lambda.multiply(other.y()))));
            Fq2 square = lambda.square();
            Fq2 cube = square.multiply(lambda);
            Fq2 g = x.multiply(square);
            Fq2 h = cube.add(z.multiply(theta.square())).subtract(g.twice());
            x = lambda.multiply(h);
            y = theta.multiply(g.subtract(h)).subtract(y.multiply(cube));
            z = z.multiply(cube);
        }

        private static Fq2 thrice(Fq2 a) {
            return a.twice().add(a);
        }
    }

    /** Digits -1, 0, 1 with no two neighbours both non-zero, the most significant first. */
    static List<Integer> nonAdjacentForm(BigInteger value) {
        List<Integer> digits = new ArrayList<>();
        for (BigInteger rest = value; rest.signum() > 0; rest = rest.shiftRight(1)) {
            int digit = rest.testBit(0) ? 2 - (rest.intValue() & 3) : 0;
            digits.addFirst(digit);
            rest = rest.subtract(BigInteger.valueOf(digit));
        }
        return List.copyOf(digits);
    }
}
