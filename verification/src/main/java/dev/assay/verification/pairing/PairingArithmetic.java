package dev.assay.verification.pairing;

import dev.assay.verification.pairing.Curve.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is computed on a {@link Curve}, with the scratch space for it: one for each verification, never
 * shared between threads. Raises values of the pairing to a fixed power that is prime to r: a product of pairings is
 * one here exactly where it is one by any other definition. Arguments of pairings must be in their groups.
 */
public final class PairingArithmetic {

    private final Curve curve;
    private final CurveGroup g1;
    private final CurveGroup g2;
    private final QuadraticField fq2;
    private final DodecicField fq12;
    private final Fq12 scratch;
    /** The base of a power to the powers 1, 3, 5 and so on, as far as they were ever asked for. */
    private final List<Fq12> odd = new ArrayList<>();

    PairingArithmetic(Curve curve, QuadraticField fq2) {
        this.curve = curve;
        this.fq2 = fq2;
        this.fq12 = new DodecicField(curve);
        this.scratch = fq12.one();
        this.g1 = curve.g1();
        this.g2 = curve.g2(fq2);
    }

    public Curve curve() {
        return curve;
    }

    /** y^2 = x^3 + b over Fq, which the first group is a part of. */
    public CurveGroup g1() {
        return g1;
    }

    /** The twist over Fq2, which the second group is a part of. */
    public CurveGroup g2() {
        return g2;
    }

    QuadraticField fq2() {
        return fq2;
    }

    DodecicField fq12() {
        return fq12;
    }

    /** Whether a point that is on the curve is in the group of order r. */
    public boolean isInFirstGroup(AffinePoint p) {
        return curve.isInFirstGroup(this, p);
    }

    /** Whether a point that is on the twist is in the group of order r. */
    public boolean isInSecondGroup(AffinePoint p) {
        return p.isInfinity() || draw(p).isInGroup();
    }

    /** The endomorphism psi of the twist (untwist, q-th power, twist): on the group it is multiplication by q. */
    AffinePoint psi(AffinePoint p) {
        JacobianPoint image =
                new JacobianPoint(p.x().clone(), p.y().clone(), fq2.one().clone());
        psi(image);
        return new AffinePoint(image.x(), image.y());
    }

    void psi(JacobianPoint p) {
        fq2.conjugate(p.x(), p.x());
        fq2.multiply(p.x(), p.x(), curve.frobenius()[2]);
        fq2.conjugate(p.y(), p.y());
        fq2.multiply(p.y(), p.y(), curve.frobenius()[3]);
        fq2.conjugate(p.z(), p.z());
    }

    /** Takes a point of the twist; whether it is in the group is then known. @throws IllegalArgumentException for infinity */
    public DrawnPoint draw(AffinePoint q) {
        if (q.isInfinity()) {
            throw new IllegalArgumentException("infinity has no lines");
        }
        return new DrawnPoint(this, q);
    }

    public PreparedPoint prepare(DrawnPoint q) {
        return new PreparedPoint(fq2, q);
    }

    public PreparedPoint prepare(AffinePoint q) {
        return new PreparedPoint(fq2, q.isInfinity() ? null : draw(q));
    }

    /**
     * Points of the twist with their lines, for less than drawing each: in order, none for infinity and where a point is
     * not in the group of order r.
     */
    public List<Optional<PreparedPoint>> prepareAll(List<AffinePoint> points) {
        return new SharedWalk(this, points).lines();
    }

    /** The factors of a product, collected and then multiplied with one Miller loop and one final exponentiation. */
    public Product product() {
        return new Product();
    }

    /** A product of pairings; of none, it is one. */
    public final class Product {
        private final List<Term> terms = new ArrayList<>();

        private Product() {}

        /** Pairings with an infinity are one. */
        public Product times(AffinePoint p, AffinePoint q) {
            return p.isInfinity() || q.isInfinity() ? this : times(p, draw(q));
        }

        /** Pairings with an infinity are one. */
        public Product times(AffinePoint p, DrawnPoint q) {
            return times(g1.of(p), q);
        }

        /** Pairings with an infinity are one. */
        public Product times(AffinePoint p, PreparedPoint q) {
            return times(g1.of(p), q);
        }

        /** Pairings with an infinity are one. */
        public Product times(JacobianPoint p, DrawnPoint q) {
            return timesLines(p, q);
        }

        /** Pairings with an infinity are one. */
        public Product times(JacobianPoint p, PreparedPoint q) {
            return q.isInfinity() ? this : timesLines(p, q);
        }

        private Product timesLines(JacobianPoint p, LineSequence lines) {
            if (!g1.isInfinity(p)) {
                terms.add(new Term(curve.fq(), p, lines));
            }
            return this;
        }

        /** To be asked for once. */
        public Fq12 value() {
            Term.divideAll(curve.fq(), terms);
            return finalExponentiation(millerLoop(terms));
        }

        public boolean isOne() {
            return value().equals(fq12.one());
        }
    }

    private Fq12 millerLoop(List<Term> terms) {
        Fq12 f = fq12.one();
        List<Step> steps = curve.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) == Step.TANGENT) {
                fq12.square(f, f);
            }
            for (int n = 0; n < terms.size(); n++) {
                terms.get(n).timesLine(fq12, f, i);
            }
        }
        return f;
    }

    Fq12 finalExponentiation(Fq12 f) {
        return curve.hardPart(this, easyPart(f));
    }

    /** To the power (q^6 - 1)(q^2 + 1), which lands in the cyclotomic subgroup. */
    private Fq12 easyPart(Fq12 f) {
        Fq12 g = fq12.inverse(f);
        fq12.conjugate(scratch, f);
        fq12.multiply(g, g, scratch);
        fq12.frobeniusTwice(scratch, g);
        fq12.multiply(g, g, scratch);
        return g;
    }

    /**
     * A new power, given by its {@linkplain Curve#signedDigits digits}, in the cyclotomic subgroup: inverses are
     * conjugates.
     */
    Fq12 cyclotomicPower(Fq12 f, int[] digits) {
        raiseToOddPowers(f, digits);
        Fq12 power = fq12.one();
        fq12.set(power, odd.get(digits[0] / 2));
        for (int i = 1; i < digits.length; i++) {
            fq12.cyclotomicSquare(power, power);
            if (digits[i] > 0) {
                fq12.multiply(power, power, odd.get(digits[i] / 2));
            } else if (digits[i] < 0) {
                fq12.conjugate(scratch, odd.get(-digits[i] / 2));
                fq12.multiply(power, power, scratch);
            }
        }
        return power;
    }

    /** As far as there are digits. */
    private void raiseToOddPowers(Fq12 f, int[] digits) {
        int largest = 1;
        for (int digit : digits) {
            largest = Math.max(largest, Math.abs(digit));
        }
        while (odd.size() <= largest / 2) {
            odd.add(fq12.one());
        }
        fq12.set(odd.getFirst(), f);
        fq12.cyclotomicSquare(scratch, f);
        for (int i = 1; i <= largest / 2; i++) {
            fq12.multiply(odd.get(i), odd.get(i - 1), scratch);
        }
    }
}
