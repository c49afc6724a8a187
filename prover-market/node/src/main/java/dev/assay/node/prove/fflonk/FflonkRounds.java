package dev.assay.node.prove.fflonk;

import dev.assay.node.iden3.FflonkZkey;
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
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One proof in the making: the five rounds of {@link FflonkProver}, to be called in order. Letters as there. */
final class FflonkRounds {

    private static final int MAX_PARTS = 4;

    private final Polynomials polynomials;
    private final Commitments commitments;
    private final KeyColumns key;
    private final FflonkZkey.Header header;
    private final Wires wires;
    private final int log2;
    private final int rows;

    private Scalars a = Scalars.of();
    private Scalars b = Scalars.of();
    private Scalars c = Scalars.of();
    private Scalars t0 = Scalars.of();
    private Scalars z = Scalars.of();
    private Scalars t1 = Scalars.of();
    private Scalars t2 = Scalars.of();
    private Scalars packed1 = Scalars.of();
    private Scalars packed2 = Scalars.of();
    private Scalars opening = Scalars.of();
    private Fr alpha = Fr.ZERO;
    private final Blinding blinding;
    private OpeningPoints points = new OpeningPoints(Fr.ZERO, Fr.ZERO, List.of(), List.of(), List.of(), List.of());

    FflonkRounds(Backend backend, FflonkZkey zkey, Wires wires, SecureRandom random) {
        this.polynomials = backend.polynomials();
        this.commitments = new Commitments(backend, zkey.powersOfTau());
        this.blinding = new Blinding(random);
        this.key = KeyColumns.of(zkey.polynomials());
        this.header = zkey.header();
        this.log2 = zkey.size().domainLog2();
        this.rows = zkey.size().rows();
        this.wires = new Wires(hidden(wires.a()), hidden(wires.b()), hidden(wires.c()), wires.inputs());
    }

    /** The last two rows are of no gate, and their wires are of no other's: each side is told at one point. */
    private Scalars hidden(Scalars side) {
        return side.with(rows, Map.of(rows - 2, blinding.scalar(), rows - 1, blinding.scalar()));
    }

    /** Round 1: C1. */
    G1.Affine commitToWires() {
        a = interpolated(wires.a());
        b = interpolated(wires.b());
        c = interpolated(wires.c());
        Scalars inputs = interpolated(wires.publicInputs(rows));
        t0 = Scalars.joined(Quotient.divide(polynomials, log2, 2, coset -> gates(coset, inputs)));
        packed1 = Scalars.inTurns(List.of(a, b, c, t0));
        return commitments.commit(packed1);
    }

    private Scalars interpolated(Scalars values) {
        return polynomials.coefficients(Coset.domain(log2), values);
    }

    private Formula gates(Coset coset, Scalars inputs) {
        Formula left = on(coset, a);
        Formula right = on(coset, b);
        return Formula.sum(
                        on(coset, key.qm()).times(left).times(right),
                        on(coset, key.ql()).times(left),
                        on(coset, key.qr()).times(right),
                        on(coset, key.qo()).times(on(coset, c)),
                        on(coset, key.qc()))
                .times(KeyColumns.UNDO)
                .plus(on(coset, inputs));
    }

    private Formula on(Coset coset, Scalars polynomial) {
        return Formula.of(polynomials.values(coset, polynomial));
    }

    /** Round 2: C2. z is told at xi and at xi w. */
    G1.Affine commitToPermutation(Fr beta, Fr gamma) {
        Permutation permutation = new Permutation(header.k1(), header.k2(), beta, gamma);
        z = blinding.hide(interpolated(permutation.accumulator(polynomials, wires, key, log2)), 3);
        Scalars first = interpolated(Scalars.of(Fr.ONE).with(rows, Map.of()));
        t1 = Scalars.joined(Quotient.divide(
                polynomials,
                log2,
                2,
                coset -> on(coset, z).minus(Formula.of(Fr.ONE)).times(on(coset, first))));
        List<Scalars> pieces = Quotient.divide(polynomials, log2, MAX_PARTS, coset -> steps(coset, permutation));
        t2 = Scalars.joined(pieces.subList(0, 3));
        packed2 = Scalars.inTurns(List.of(z, t1.first(rows + 2), t2));
        return commitments.commit(packed2);
    }

    private Formula steps(Coset coset, Permutation permutation) {
        Formula left = on(coset, a);
        Formula right = on(coset, b);
        Formula output = on(coset, c);
        Scalars product = polynomials.values(coset, z);
        Formula own = permutation.own(left, right, output, on(coset, Permutation.X));
        Formula images =
                permutation.images(left, right, output, on(coset, key.s1()), on(coset, key.s2()), on(coset, key.s3()));
        return own.times(Formula.of(product)).minus(images.times(Formula.next(product)));
    }

    /** Round 3: the values that the verifier cannot compute. */
    FflonkEvaluations evaluate(OpeningPoints where) {
        points = where;
        Fr xi = points.xi();
        return new FflonkEvaluations(
                ofKey(key.ql()),
                ofKey(key.qr()),
                ofKey(key.qm()),
                ofKey(key.qo()),
                ofKey(key.qc()),
                ofKey(key.s1()),
                ofKey(key.s2()),
                ofKey(key.s3()),
                polynomials.valueAt(a, xi),
                polynomials.valueAt(b, xi),
                polynomials.valueAt(c, xi),
                polynomials.valueAt(z, xi),
                polynomials.valueAt(z, points.xiOmega()),
                polynomials.valueAt(t1, points.xiOmega()),
                polynomials.valueAt(t2, points.xiOmega()));
    }

    private Fr ofKey(Scalars polynomial) {
        return polynomials.valueAt(polynomial, points.xi()).multiply(KeyColumns.UNDO);
    }

    /**
     * Round 4: F = (C0 - r0) / (X^8 - xi) + alpha (C1 - r1) / (X^4 - xi) + alpha^2 (C2 - r2) / ((X^3 - xi)(X^3 - xi w)), where
     * r0, r1 and r2 are what the C are on the points. A packed polynomial is divided part by part, in Y = X^k.
     */
    G1.Affine open(Fr alphaOfVerifier) {
        alpha = alphaOfVerifier;
        Scalars f0 =
                Scalars.inTurns(ofC0().map(part -> divided(part, points.xi())).toList());
        Scalars f1 = Scalars.inTurns(
                Stream.of(a, b, c, t0).map(part -> divided(part, points.xi())).toList());
        Scalars f2 = Scalars.inTurns(Stream.of(z, t1.first(rows + 2), t2)
                .map(part -> divided(divided(part, points.xi()), points.xiOmega()))
                .toList());
        opening = combined(Fr.ONE, f0, alpha, f1, alpha.square(), f2, Fr.ZERO, Scalars.of());
        return commitments.commit(opening);
    }

    /** In the order in which they are packed. */
    private Stream<Scalars> ofC0() {
        return Stream.of(key.ql(), key.qr(), key.qo(), key.qm(), key.qc(), key.s1(), key.s2(), key.s3());
    }

    private Scalars divided(Scalars polynomial, Fr point) {
        return polynomials.divide(polynomial, point).quotient();
    }

    private Scalars combined(Fr f0, Scalars p0, Fr f1, Scalars p1, Fr f2, Scalars p2, Fr f3, Scalars p3) {
        int size = Stream.of(p0, p1, p2, p3).mapToInt(Scalars::size).max().orElse(0);
        Formula sum = Formula.sum(
                Formula.of(p0).times(f0.multiply(KeyColumns.UNDO)),
                Formula.of(p1).times(f1),
                Formula.of(p2).times(f2),
                Formula.of(p3).times(f3));
        return polynomials.evaluate(sum, size);
    }

    /**
     * Round 5: with Z0, Z1, Z2 for what F is divided by, C0 - r0(y) + alpha Z0(y) / Z1(y) (C1 - r1(y)) + alpha^2 Z0(y) / Z2(y)
     * (C2 - r2(y)) - Z0(y) F is zero at y, and is divided by X - y. The constants are not needed to divide.
     */
    G1.Affine openAt(Fr y) {
        Fr vanishing0 = points.vanishing0(y);
        Fr factor1 = alpha.multiply(vanishing0).multiply(points.vanishing1(y).inverse());
        Fr factor2 = alpha.square()
                .multiply(vanishing0)
                .multiply(points.vanishing2(y).inverse());
        Scalars packed0 = Scalars.inTurns(ofC0().toList());
        Scalars zeroAtY = combined(Fr.ONE, packed0, factor1, packed1, factor2, packed2, vanishing0.negate(), opening);
        return commitments.commit(divided(zeroAtY, y));
    }
}
