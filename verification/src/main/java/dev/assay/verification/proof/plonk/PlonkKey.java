package dev.assay.verification.proof.plonk;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.Points;
import dev.assay.verification.proof.kzg.Domain;
import dev.assay.verification.proof.kzg.Setup;

/**
 * A PLONK verification key that passed every check that a key can be put to, ready for many proofs. Exists only by {@link
 * #load}. That nobody knows the setup's tau, and that the commitments are those of the circuit one means, no check of the key
 * alone can tell.
 */
public final class PlonkKey {

    private final Digest digest;
    private final PreprocessedCircuit circuit;
    private final Domain domain;
    private final Setup setup;

    private PlonkKey(Digest digest, PreprocessedCircuit circuit, Domain domain, Setup setup) {
        this.digest = digest;
        this.circuit = circuit;
        this.domain = domain;
        this.setup = setup;
    }

    /**
     * Reads snarkjs' {@code verification_key.json} and examines it:
     *
     * <ol>
     *   <li>the shape is snarkjs' for PLONK on bn128 or bls12381; each number has its one spelling, each point its one form;
     *   <li>the domain has 2^3 to 2^28 rows, on BLS12-381 2^32, at least one for each public input, and w is its generator;
     *   <li>k1 and k2 are not zero, and H, k1 H and k2 H have nothing in common;
     *   <li>each commitment is on the curve, in the group of order r; S1, S2, S3 are not infinity, nor is Ql where there are
     *       public inputs: their rows would not bind them;
     *   <li>X_2 is on the twist, in the group of order r, and neither infinity nor [1]_2 nor [-1]_2.
     * </ol>
     */
    public static Verdict<PlonkKey> load(byte[] verificationKeyJson) {
        try {
            PreprocessedCircuit circuit = PreprocessedCircuit.read(verificationKeyJson);
            Domain domain = checkDomain(circuit);
            domain.checkCosets(circuit.k1(), circuit.k2());
            checkCommitments(circuit);
            Setup setup = Setup.of(circuit.curve(), circuit.tau(), "X_2");
            return new Verdict.Verified<>(new PlonkKey(Digest.sha256(verificationKeyJson), circuit, domain, setup));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static Domain checkDomain(PreprocessedCircuit circuit) {
        Domain domain = new Domain(circuit.curve(), circuit.power());
        domain.checkHolds(circuit.publicInputs());
        domain.checkRoot(circuit.omega());
        return domain;
    }

    private static void checkCommitments(PreprocessedCircuit circuit) {
        PairingArithmetic arithmetic = circuit.curve().arithmetic();
        circuit.selectors().forEach(point -> Points.checkCommitment(arithmetic, point, "a selector"));
        circuit.permutation().forEach(point -> Points.checkFirst(arithmetic, point, "a part of the permutation"));
        if (circuit.publicInputs() > 0 && circuit.ql().isInfinity()) {
            throw new Rejection(Reason.POINT_AT_INFINITY, "Ql, which binds the public inputs");
        }
    }

    /** SHA-256 of the file: what a circuit's manifest names. */
    public Digest digest() {
        return digest;
    }

    public PreprocessedCircuit circuit() {
        return circuit;
    }

    public Curve curve() {
        return circuit.curve();
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
