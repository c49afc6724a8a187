package dev.assay.node.prove.kzg;

import dev.assay.node.prove.Formula;
import dev.assay.node.prove.Polynomials;
import dev.assay.node.prove.Polynomials.Coset;
import dev.assay.node.prove.Scalars;
import dev.assay.verification.bn254.Fr;

/**
 * That wires of one signal carry one value. Wires are numbered: x, k1 x and k2 x for the left, right and output wire on the
 * row whose point is x; s1, s2 and s3 give each the number of another wire of the same signal, around. beta and gamma are the
 * verifier's.
 */
public record Permutation(Fr k1, Fr k2, Fr beta, Fr gamma) {

    /** The polynomial X. */
    public static final Scalars X = Scalars.of(Fr.ZERO, Fr.ONE);

    /** (a + beta x + gamma)(b + beta k1 x + gamma)(c + beta k2 x + gamma). */
    public Formula own(Formula a, Formula b, Formula c, Formula x) {
        return wire(a, x.times(beta))
                .times(wire(b, x.times(beta.multiply(k1))))
                .times(wire(c, x.times(beta.multiply(k2))));
    }

    /** (a + beta s1 + gamma)(b + beta s2 + gamma)(c + beta s3 + gamma), of the key's s1, s2 and s3. */
    public Formula images(Formula a, Formula b, Formula c, Formula s1, Formula s2, Formula s3) {
        Fr factor = beta.multiply(KeyColumns.UNDO);
        return wire(a, s1.times(factor)).times(wire(b, s2.times(factor))).times(wire(c, s3.times(factor)));
    }

    private Formula wire(Formula value, Formula number) {
        return value.plus(number).plus(gamma);
    }

    /**
     * z on each row: the product, over the rows before, of the wires with their own numbers over those with their images'. It
     * comes back to 1 after the last row if equal wires are equal.
     */
    public Scalars accumulator(Polynomials polynomials, Wires wires, KeyColumns key, int log2) {
        Coset domain = Coset.domain(log2);
        Formula a = Formula.of(wires.a());
        Formula b = Formula.of(wires.b());
        Formula c = Formula.of(wires.c());
        Formula images = images(
                a,
                b,
                c,
                Formula.of(polynomials.values(domain, key.s1())),
                Formula.of(polynomials.values(domain, key.s2())),
                Formula.of(polynomials.values(domain, key.s3())));
        Scalars inverses = polynomials.inverses(polynomials.evaluate(images, domain.size()));
        Formula own = own(a, b, c, Formula.of(polynomials.values(domain, X)));
        Scalars steps = polynomials.evaluate(own.times(Formula.of(inverses)), domain.size());
        return polynomials.runningProducts(steps).first(domain.size());
    }
}
