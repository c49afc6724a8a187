package dev.assay.verification.proof.fflonk;

import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.kzg.Combination;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * The verifier of section 7 of the paper, for one proof. The quotients T0, T1 and T2 at xi are not sent: they are computed
 * from the other evaluations, as the identities demand, so that the proof opens only if they hold. C0, C1 and C2 are then
 * opened together, each at its own points (Boneh, Drake, Fisch, Gabizon, eprint 2020/081).
 */
final class Opening {

    private final FflonkKey key;
    private final PreprocessedCircuit circuit;
    private final FflonkProof proof;
    private final Evaluations at;
    private final Challenges challenges;
    private final OpeningPoints points;
    private final Scalar vanishing;
    private final List<Scalar> lagrange;
    private final Scalar publicInput;
    private final Interpolation r0;
    private final Interpolation r1;
    private final Interpolation r2;

    Opening(FflonkKey key, FflonkProof proof, List<Scalar> inputs, Challenges challenges) {
        this.key = key;
        this.circuit = key.circuit();
        this.proof = proof;
        this.at = proof.evaluations();
        this.challenges = challenges;
        this.points = OpeningPoints.of(circuit, challenges.seed());
        this.vanishing = key.domain().vanishing(points.xi());
        this.lagrange = key.domain().lagrange(points.xi(), lagrangeCount());
        this.publicInput = key.domain().publicInput(inputs, lagrange);
        this.r0 = Interpolation.at(challenges.y(), points.s0());
        this.r1 = Interpolation.at(challenges.y(), points.s1());
        this.r2 = Interpolation.at(challenges.y(), points.s2AndS3());
    }

    private int lagrangeCount() {
        return Math.max(1, key.publicInputs());
    }

    /** Whether the proof's inverse is that of the product of all denominators, as a contract needs it. */
    boolean inverseFits() {
        return denominators().multiply(at.inverse()).isOne();
    }

    /** The product of all that is divided by; not zero. */
    Scalar denominators() {
        List<Scalar> factors = new ArrayList<>(List.of(vanishing, r1.vanishing(), r2.vanishing()));
        factors.addAll(r0.denominators());
        factors.addAll(r1.denominators());
        factors.addAll(r2.denominators());
        factors.addAll(key.domain().lagrangeDenominators(points.xi(), lagrangeCount()));
        return factors.stream().reduce(FflonkKey.ONE, Scalar::multiply);
    }

    /** Whether e(W2, [x]_2) = e(F - E - J + y W2, [1]_2). */
    boolean holds() {
        PairingArithmetic arithmetic = FflonkKey.CURVE.arithmetic();
        JacobianPoint quotient = arithmetic.g1().of(proof.w2());
        return key.setup().divides(arithmetic, remainder(arithmetic), quotient);
    }

    /** F - E - J + y W2, where J is W1 times the number of {@link #w1Factor}. */
    JacobianPoint remainder(PairingArithmetic arithmetic) {
        Scalar alpha = challenges.alpha();
        Scalar factor1 = alpha.multiply(r0.vanishing()).multiply(r1.vanishing().inverse());
        Scalar factor2 =
                alpha.square().multiply(r0.vanishing()).multiply(r2.vanishing().inverse());
        Scalar constant =
                r0.through(c0()).add(factor1.multiply(r1.through(c1()))).add(factor2.multiply(r2.through(c2())));
        return new Combination(arithmetic)
                .plus(circuit.c0())
                .plus(factor1, proof.c1())
                .plus(factor2, proof.c2())
                .minus(constant)
                .minus(w1Factor(), proof.w1())
                .plus(challenges.y(), proof.w2())
                .sum();
    }

    Scalar w1Factor() {
        return r0.vanishing();
    }

    private List<Scalar> c0() {
        return OpeningPoints.packed(
                points.s0(), List.of(at.ql(), at.qr(), at.qo(), at.qm(), at.qc(), at.s1(), at.s2(), at.s3()));
    }

    private List<Scalar> c1() {
        return OpeningPoints.packed(points.s1(), List.of(at.a(), at.b(), at.c(), t0()));
    }

    private List<Scalar> c2() {
        List<Scalar> values = new ArrayList<>(OpeningPoints.packed(points.s2(), List.of(at.z(), t1(), t2())));
        values.addAll(OpeningPoints.packed(points.s3(), List.of(at.zOmega(), at.t1Omega(), at.t2Omega())));
        return values;
    }

    /** The gates: (ql a + qr b + qm a b + qo c + qc + PI) / Z_H. */
    private Scalar t0() {
        Scalar gate = at.ql()
                .multiply(at.a())
                .add(at.qr().multiply(at.b()))
                .add(at.qm().multiply(at.a()).multiply(at.b()))
                .add(at.qo().multiply(at.c()))
                .add(at.qc())
                .add(publicInput);
        return overVanishing(gate);
    }

    /** The permutation's start: L_1 (z - 1) / Z_H. */
    private Scalar t1() {
        return overVanishing(lagrange.getFirst().multiply(at.z().subtract(FflonkKey.ONE)));
    }

    /** The permutation's steps: wires by their own numbers times z, less wires by their images times the next z, / Z_H. */
    private Scalar t2() {
        Scalar xi = points.xi();
        Scalar own = wires(xi, circuit.k1().multiply(xi), circuit.k2().multiply(xi));
        Scalar images = wires(at.s1(), at.s2(), at.s3());
        return overVanishing(own.multiply(at.z()).subtract(images.multiply(at.zOmega())));
    }

    /** (a + beta left + gamma)(b + beta right + gamma)(c + beta output + gamma). */
    private Scalar wires(Scalar left, Scalar right, Scalar output) {
        return wire(at.a(), left).multiply(wire(at.b(), right)).multiply(wire(at.c(), output));
    }

    private Scalar wire(Scalar value, Scalar number) {
        return value.add(challenges.beta().multiply(number)).add(challenges.gamma());
    }

    private Scalar overVanishing(Scalar value) {
        return value.multiply(vanishing.inverse());
    }
}
