package dev.assay.verification.proof.fflonk;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Points;
import dev.assay.verification.proof.kzg.Domain;
import dev.assay.verification.proof.kzg.Scalar;
import dev.assay.verification.proof.kzg.Setup;

/**
 * An FFLONK verification key that passed every check that a key can be put to, ready for many proofs. Exists only by {@link
 * #load}. That nobody knows the setup's tau, and that C0 is of the circuit one means, no check of the key alone can tell.
 */
public final class FflonkKey {

    /** The only one that snarkjs has FFLONK on. */
    static final Curve CURVE = Curve.BN254;

    static final Scalar ZERO = Scalar.zero(CURVE);
    static final Scalar ONE = Scalar.one(CURVE);

    private final Digest digest;
    private final PreprocessedCircuit circuit;
    private final Domain domain;
    private final Setup setup;

    private FflonkKey(Digest digest, PreprocessedCircuit circuit, Domain domain, Setup setup) {
        this.digest = digest;
        this.circuit = circuit;
        this.domain = domain;
        this.setup = setup;
    }

    /**
     * Reads snarkjs' {@code verification_key.json} and examines it:
     *
     * <ol>
     *   <li>the shape is snarkjs' for FFLONK on bn128; each number has its one spelling, each point its one form;
     *   <li>the domain has 2^3 to 2^28 rows, at least one for each public input, and w is its generator;
     *   <li>w3, w4 and w8 are of orders 3, 4 and 8, and the third power of wr is w: with less, the polynomials that are
     *       packed into one commitment could not be told apart;
     *   <li>k1 and k2 are not zero, and H, k1 H and k2 H have nothing in common;
     *   <li>C0 is on the curve, whose order is prime, and not infinity;
     *   <li>X_2 is on the twist, in the group of order r, and neither infinity nor [1]_2 nor [-1]_2.
     * </ol>
     */
    public static Verdict<FflonkKey> load(byte[] verificationKeyJson) {
        try {
            PreprocessedCircuit circuit = PreprocessedCircuit.read(verificationKeyJson);
            Domain domain = checkDomain(circuit);
            checkRoots(circuit);
            domain.checkCosets(circuit.k1(), circuit.k2());
            Points.checkFirst(CURVE.arithmetic(), circuit.c0(), "C0");
            Setup setup = Setup.of(CURVE, circuit.tau(), "X_2");
            return new Verdict.Verified<>(new FflonkKey(Digest.sha256(verificationKeyJson), circuit, domain, setup));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static Domain checkDomain(PreprocessedCircuit circuit) {
        Domain domain = new Domain(CURVE, circuit.power());
        domain.checkHolds(circuit.publicInputs());
        domain.checkRoot(circuit.omega());
        return domain;
    }

    /** A number is of order 4 or 8 if its second or fourth power is -1; of order 3 if it is not 1 and its cube is. */
    private static void checkRoots(PreprocessedCircuit circuit) {
        Scalar minusOne = ONE.negate();
        boolean third = cube(circuit.omega3()).isOne() && !circuit.omega3().isOne();
        boolean fourth = circuit.omega4().square().equals(minusOne);
        boolean eighth = circuit.omega8().square().square().equals(minusOne);
        if (!third || !fourth || !eighth || !cube(circuit.omegaCubeRoot()).equals(circuit.omega())) {
            throw new Rejection(Reason.KEY_ROOT_OF_UNITY, "w3, w4, w8 or wr");
        }
    }

    private static Scalar cube(Scalar x) {
        return x.square().multiply(x);
    }

    /** SHA-256 of the file: what a circuit's manifest names. */
    public Digest digest() {
        return digest;
    }

    public PreprocessedCircuit circuit() {
        return circuit;
    }

    public int publicInputs() {
        return circuit.publicInputs();
    }

    Domain domain() {
        return domain;
    }

    Setup setup() {
        return setup;
    }
}
