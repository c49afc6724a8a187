package dev.assay.node.prove.plonk;

import dev.assay.node.iden3.PlonkZkey;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.Formula;
import dev.assay.node.prove.Polynomials;
import dev.assay.node.prove.Polynomials.Coset;
import dev.assay.node.prove.Scalars;
import dev.assay.node.prove.kzg.Blinding;
import dev.assay.node.prove.kzg.Commitments;
import dev.assay.node.prove.kzg.KeyColumns;
import dev.assay.node.prove.kzg.Permutation;
import dev.assay.node.prove.kzg.Quotient;
import dev.assay.node.prove.kzg.Wires;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** One proof in the making: the five rounds of {@link PlonkProver}, to be called in order. Letters as there. */
final class PlonkRounds {

    private final Polynomials polynomials;
    private final Commitments commitments;
    private final Blinding blinding;
    private final KeyColumns key;
    private final PlonkZkey.Header header;
    private final Wires wires;
    private final int log2;
    private final int rows;

    private Scalars a = Scalars.of();
    private Scalars b = Scalars.of();
    private Scalars c = Scalars.of();
    private Scalars z = Scalars.of();
    private List<Scalars> t = List.of();
    private Permutation permutation = new Permutation(Fr.ZERO, Fr.ZERO, Fr.ZERO, Fr.ZERO);
    private Fr alpha = Fr.ZERO;
    private Fr xi = Fr.ZERO;
    private PlonkEvaluations at = new PlonkEvaluations(Fr.ZERO, Fr.ZERO, Fr.ZERO, Fr.ZERO, Fr.ZERO, Fr.ZERO);

    PlonkRounds(Backend backend, PlonkZkey zkey, Wires wires, SecureRandom random) {
        this.polynomials = backend.polynomials();
        this.commitments = new Commitments(backend, zkey.powersOfTau());
        this.blinding = new Blinding(random);
        this.key = KeyColumns.of(zkey.polynomials());
        this.header = zkey.header();
        this.wires = wires;
        this.log2 = zkey.size().domainLog2();
        this.rows = zkey.size().rows();
    }

    /** Round 1: a, b and c. Each is told at one point. */
    G1.Affine[] commitToWires() {
        a = blinding.hide(interpolated(wires.a()), 2);
        b = blinding.hide(interpolated(wires.b()), 2);
        c = blinding.hide(interpolated(wires.c()), 2);
        return new G1.Affine[] {commitments.commit(a), commitments.commit(b), commitments.commit(c)};
    }

    private Scalars interpolated(Scalars values) {
        return polynomials.coefficients(Coset.domain(log2), values);
    }

    /** Round 2: z. It is told at xi w, and follows at xi. */
    G1.Affine commitToPermutation(Fr beta, Fr gamma) {
        permutation = new Permutation(header.k1(), header.k2(), beta, gamma);
        z = blinding.hide(interpolated(permutation.accumulator(polynomials, wires, key, log2)), 3);
        return commitments.commit(z);
    }

    /** Round 3: t in three parts. */
    G1.Affine[] commitToQuotient(Fr alphaOfVerifier) {
        alpha = alphaOfVerifier;
        Scalars inputs = interpolated(wires.publicInputs(rows));
        Scalars first = interpolated(Scalars.of(Fr.ONE).with(rows, Map.of()));
        t = hidden(Quotient.divide(polynomials, log2, 4, coset -> identities(coset, inputs, first)));
        return t.stream().map(commitments::commit).toArray(G1.Affine[]::new);
    }

    /** All that must vanish on the rows: the gates, alpha times the permutation's steps, alpha^2 times its start. */
    private Formula identities(Coset coset, Scalars inputs, Scalars first) {
        Formula left = on(coset, a);
        Formula right = on(coset, b);
        Formula output = on(coset, c);
        Scalars product = polynomials.values(coset, z);
        Formula gates = Formula.sum(
                        on(coset, key.qm()).times(left).times(right),
                        on(coset, key.ql()).times(left),
                        on(coset, key.qr()).times(right),
                        on(coset, key.qo()).times(output),
                        on(coset, key.qc()))
                .times(KeyColumns.UNDO)
                .plus(on(coset, inputs));
        Formula own = permutation.own(left, right, output, on(coset, Permutation.X));
        Formula images =
                permutation.images(left, right, output, on(coset, key.s1()), on(coset, key.s2()), on(coset, key.s3()));
        Formula steps = own.times(Formula.of(product)).minus(images.times(Formula.next(product)));
        Formula start = Formula.of(product).minus(Formula.of(Fr.ONE)).times(on(coset, first));
        return gates.plus(steps.times(alpha)).plus(start.times(alpha.square()));
    }

    private Formula on(Coset coset, Scalars polynomial) {
        return Formula.of(polynomials.values(coset, polynomial));
    }

    /** t1 + b X^n, t2 - b + b' X^n, t3 - b': their sum with X^n and X^2n stays t, which has 3n + 6 coefficients. */
    private List<Scalars> hidden(List<Scalars> pieces) {
        Fr low = blinding.scalar();
        Fr high = blinding.scalar();
        Scalars middle = pieces.get(1);
        Scalars top = pieces.get(2);
        Scalars overflow = pieces.get(3);
        Map<Integer, Fr> beyond = Map.of(
                0,
                top.at(0).subtract(high),
                rows,
                overflow.at(0),
                rows + 1,
                overflow.at(1),
                rows + 2,
                overflow.at(2),
                rows + 3,
                overflow.at(3),
                rows + 4,
                overflow.at(4),
                rows + 5,
                overflow.at(5));
        return List.of(
                pieces.get(0).with(rows + 1, Map.of(rows, low)),
                middle.with(rows + 1, Map.of(0, middle.at(0).subtract(low), rows, high)),
                top.with(rows + 6, beyond));
    }

    /** Round 4: the values at xi that the verifier cannot compute, and z at xi w. */
    PlonkEvaluations evaluate(Fr xiOfVerifier) {
        xi = xiOfVerifier;
        at = new PlonkEvaluations(
                polynomials.valueAt(a, xi),
                polynomials.valueAt(b, xi),
                polynomials.valueAt(c, xi),
                polynomials.valueAt(key.s1(), xi).multiply(KeyColumns.UNDO),
                polynomials.valueAt(key.s2(), xi).multiply(KeyColumns.UNDO),
                polynomials.valueAt(z, xi.multiply(omega())));
        return at;
    }

    private Fr omega() {
        return Fr.rootOfUnity(log2);
    }

    /** Round 5: that all this is so, at xi and at xi w. A constant that the verifier subtracts is not needed to divide. */
    G1.Affine[] open(Fr v) {
        Scalars atXi = polynomials.evaluate(linearisation().plus(opened(v)), rows + 6);
        return new G1.Affine[] {
            commitments.commit(polynomials.divide(atXi, xi).quotient()),
            commitments.commit(polynomials.divide(z, xi.multiply(omega())).quotient())
        };
    }

    /** v a + v^2 b + v^3 c + v^4 s1 + v^5 s2. */
    private Formula opened(Fr v) {
        Fr v2 = v.square();
        Fr v4 = v2.square();
        return Formula.sum(
                Formula.of(a).times(v),
                Formula.of(b).times(v2),
                Formula.of(c).times(v2.multiply(v)),
                Formula.of(key.s1()).times(v4.multiply(KeyColumns.UNDO)),
                Formula.of(key.s2()).times(v4.multiply(v).multiply(KeyColumns.UNDO)));
    }

    /** r: the identities with as many polynomials as possible replaced by their values at xi, less the quotient's part. */
    private Formula linearisation() {
        Formula gates = Formula.sum(
                        Formula.of(key.qm()).times(at.a().multiply(at.b())),
                        Formula.of(key.ql()).times(at.a()),
                        Formula.of(key.qr()).times(at.b()),
                        Formula.of(key.qo()).times(at.c()),
                        Formula.of(key.qc()),
                        Formula.of(key.s3()).times(s3Factor().negate()))
                .times(KeyColumns.UNDO);
        Fr xiToSize = xi.pow(BigInteger.valueOf(rows));
        Formula quotient = Formula.sum(
                Formula.of(t.get(0)),
                Formula.of(t.get(1)).times(xiToSize),
                Formula.of(t.get(2)).times(xiToSize.square()));
        return gates.plus(Formula.of(z).times(zFactor())).minus(quotient.times(xiToSize.subtract(Fr.ONE)));
    }

    /** alpha (a + beta xi + gamma)(b + beta k1 xi + gamma)(c + beta k2 xi + gamma) + alpha^2 L_1(xi). */
    private Fr zFactor() {
        Fr betaXi = permutation.beta().multiply(xi);
        Fr product = wire(at.a(), betaXi)
                .multiply(wire(at.b(), betaXi.multiply(header.k1())))
                .multiply(wire(at.c(), betaXi.multiply(header.k2())));
        return alpha.multiply(product).add(alpha.square().multiply(firstAtXi()));
    }

    /** L_1(xi) = (xi^n - 1) / (n (xi - 1)). */
    private Fr firstAtXi() {
        Fr vanishing = xi.pow(BigInteger.valueOf(rows)).subtract(Fr.ONE);
        return vanishing.multiply(Fr.of(rows).multiply(xi.subtract(Fr.ONE)).inverse());
    }

    /** alpha beta (a + beta s1 + gamma)(b + beta s2 + gamma) z(xi w). */
    private Fr s3Factor() {
        Fr beta = permutation.beta();
        return alpha.multiply(beta)
                .multiply(wire(at.a(), beta.multiply(at.s1())))
                .multiply(wire(at.b(), beta.multiply(at.s2())))
                .multiply(at.zOmega());
    }

    private Fr wire(Fr value, Fr number) {
        return value.add(number).add(permutation.gamma());
    }
}
