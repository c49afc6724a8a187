package dev.assay.verification.pairing;

import dev.assay.verification.pairing.Curve.Step;
import java.util.ArrayList;
import java.util.List;

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

    PairingArithmetic(Curve curve, QuadraticField fq2) {
        this.curve = curve;
        this.fq2 = fq2;
        this.fq12 = new DodecicField(fq2, curve.frobenius());
        this.g1 = new CurveGroup(curve.fq(), curve.b1());
        this.g2 = new CurveGroup(fq2, curve.b2());
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
        return curve.isInSecondGroup(this, p);
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

    public PreparedPoint prepare(AffinePoint q) {
        return new PreparedPoint(this, q);
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
            if (!p.isInfinity() && !q.isInfinity()) {
                terms.add(new Term.Drawn(PairingArithmetic.this, p, q));
            }
            return this;
        }

        /** Pairings with an infinity are one. */
        public Product times(AffinePoint p, PreparedPoint q) {
            if (!p.isInfinity() && !q.isInfinity()) {
                terms.add(new Term.Prepared(PairingArithmetic.this, p, q));
            }
            return this;
        }

        public Fq12 value() {
            return finalExponentiation(millerLoop(terms));
        }

        public boolean isOne() {
            return value().equals(fq12.one());
        }
    }

    private Fq12 millerLoop(List<Term> terms) {
        Fq12 f = fq12.one();
        for (Step step : curve.steps()) {
            if (step == Step.TANGENT) {
                fq12.square(f, f);
            }
            for (Term term : terms) {
                term.timesNextLine(fq12, f, step);
            }
        }
        return f;
    }

    Fq12 finalExponentiation(Fq12 f) {
        return curve.hardPart(this, easyPart(f));
    }

    /** To the power (q^6 - 1)(q^2 + 1), which lands in the cyclotomic subgroup. */
    private Fq12 easyPart(Fq12 f) {
        Fq12 g = fq12.product(fq12.conjugate(f), fq12.inverse(f));
        return fq12.product(fq12.frobenius(fq12.frobenius(g)), g);
    }

    /** A power, given by its signed digits, of an element of the cyclotomic subgroup, where inverses are conjugates. */
    Fq12 cyclotomicPower(Fq12 f, int[] digits) {
        Fq12 inverse = fq12.conjugate(f);
        Fq12 power = fq12.one();
        power.set(f);
        for (int digit : digits) {
            fq12.cyclotomicSquare(power, power);
            if (digit != 0) {
                fq12.multiply(power, power, digit > 0 ? f : inverse);
            }
        }
        return power;
    }
}
