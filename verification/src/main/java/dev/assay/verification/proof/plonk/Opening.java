package dev.assay.verification.proof.plonk;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.kzg.Combination;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.List;

/**
 * Steps 5 to 12 of the verifier in section 8.3 of the paper, for one proof: the polynomial identity at xi, linearised so
 * that it is a claim on commitments, opened at xi together with a, b, c, S1 and S2, and z at xi w.
 */
final class Opening {

    private final PlonkKey key;
    private final PreprocessedCircuit circuit;
    private final PlonkProof proof;
    private final Challenges challenges;
    private final PairingArithmetic arithmetic;
    private final Scalar vanishing;
    private final Scalar lagrange1;
    private final Scalar publicInput;

    Opening(PlonkKey key, PlonkProof proof, List<Scalar> inputs, Challenges challenges) {
        this.key = key;
        this.circuit = key.circuit();
        this.proof = proof;
        this.challenges = challenges;
        this.arithmetic = circuit.curve().arithmetic();
        this.vanishing = key.domain().vanishing(challenges.xi());
        List<Scalar> lagrange = key.domain().lagrange(challenges.xi(), Math.max(1, key.publicInputs()));
        this.lagrange1 = lagrange.getFirst();
        this.publicInput = key.domain().publicInput(inputs, lagrange);
    }

    /** Whether e(W_xi + u W_xiw, [x]_2) = e(xi W_xi + u xi w W_xiw + F - E, [1]_2). */
    boolean holds() {
        JacobianPoint quotient = new Combination(arithmetic)
                .plus(proof.wXi())
                .plus(challenges.u(), proof.wXiOmega())
                .sum();
        return key.setup().divides(arithmetic, remainder(), quotient);
    }

    /** xi W_xi + u xi w W_xiw + F - E. */
    JacobianPoint remainder() {
        Scalar xi = challenges.xi();
        Combination remainder = new Combination(arithmetic)
                .plus(xi, proof.wXi())
                .plus(challenges.u().multiply(xi).multiply(key.domain().root()), proof.wXiOmega());
        addLinearisation(remainder);
        addOpened(remainder);
        return remainder.minus(constants()).sum();
    }

    /** [D]_1: gates, then the permutation and u z, then the quotient. */
    private void addLinearisation(Combination sum) {
        sum.plus(proof.aXi().multiply(proof.bXi()), circuit.qm())
                .plus(proof.aXi(), circuit.ql())
                .plus(proof.bXi(), circuit.qr())
                .plus(proof.cXi(), circuit.qo())
                .plus(circuit.qc());
        sum.plus(zFactor().add(challenges.u()), proof.z()).minus(s3Factor(), circuit.s3());
        Scalar xiToSize = vanishing.add(one());
        sum.minus(vanishing, proof.t1())
                .minus(vanishing.multiply(xiToSize), proof.t2())
                .minus(vanishing.multiply(xiToSize.square()), proof.t3());
    }

    /** alpha (a + beta xi + gamma)(b + beta k1 xi + gamma)(c + beta k2 xi + gamma) + alpha^2 L_1(xi). */
    private Scalar zFactor() {
        Scalar betaXi = challenges.beta().multiply(challenges.xi());
        Scalar product = wire(proof.aXi(), betaXi)
                .multiply(wire(proof.bXi(), betaXi.multiply(circuit.k1())))
                .multiply(wire(proof.cXi(), betaXi.multiply(circuit.k2())));
        return challenges.alpha().multiply(product).add(startFactor());
    }

    /** alpha beta (a + beta s1 + gamma)(b + beta s2 + gamma) z(xi w). */
    private Scalar s3Factor() {
        return permuted().multiply(challenges.beta());
    }

    /** alpha (a + beta s1 + gamma)(b + beta s2 + gamma) z(xi w). */
    private Scalar permuted() {
        return challenges
                .alpha()
                .multiply(wire(proof.aXi(), challenges.beta().multiply(proof.s1Xi())))
                .multiply(wire(proof.bXi(), challenges.beta().multiply(proof.s2Xi())))
                .multiply(proof.zXiOmega());
    }

    private Scalar startFactor() {
        return challenges.alpha().square().multiply(lagrange1);
    }

    private Scalar wire(Scalar value, Scalar number) {
        return value.add(number).add(challenges.gamma());
    }

    /** [F]_1 without [D]_1: the polynomials opened at xi, by powers of v. */
    private void addOpened(Combination sum) {
        Scalar power = one();
        for (AffinePoint point : List.of(proof.a(), proof.b(), proof.c(), circuit.s1(), circuit.s2())) {
            power = power.multiply(challenges.v());
            sum.plus(power, point);
        }
    }

    /** The factor of [E]_1: what the opened polynomials are claimed to be, by the same powers, less r_0. */
    private Scalar constants() {
        Scalar sum = challenges.u().multiply(proof.zXiOmega()).subtract(r0());
        Scalar power = one();
        for (Scalar value : List.of(proof.aXi(), proof.bXi(), proof.cXi(), proof.s1Xi(), proof.s2Xi())) {
            power = power.multiply(challenges.v());
            sum = sum.add(power.multiply(value));
        }
        return sum;
    }

    private Scalar one() {
        return Scalar.one(circuit.curve());
    }

    /** PI(xi) - alpha^2 L_1(xi) - alpha (a + beta s1 + gamma)(b + beta s2 + gamma)(c + gamma) z(xi w). */
    private Scalar r0() {
        return publicInput
                .subtract(startFactor())
                .subtract(permuted().multiply(proof.cXi().add(challenges.gamma())));
    }
}
