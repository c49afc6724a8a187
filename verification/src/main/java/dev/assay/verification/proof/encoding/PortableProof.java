package dev.assay.verification.proof.encoding;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.ProofPoints;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.VerifiedProof;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A Groth16 proof on its way from one format to another: its points are on their curves, in their groups and finite. Whether
 * it proves anything, {@link #verify} says. Exists only by the readers of {@link Groth16Format}.
 */
public final class PortableProof {

    private final Curve curve;
    private final ProofPoints points;
    private final Optional<List<BigInteger>> inputs;

    private PortableProof(Curve curve, ProofPoints points, Optional<List<BigInteger>> inputs) {
        this.curve = curve;
        this.points = points;
        this.inputs = inputs;
    }

    /** @throws Rejection if a check fails */
    static PortableProof examine(Curve curve, ProofPoints points, Optional<List<BigInteger>> inputs) {
        points.checkGroups(curve.arithmetic());
        return new PortableProof(curve, points, inputs);
    }

    public Curve curve() {
        return curve;
    }

    ProofPoints points() {
        return points;
    }

    /** Those in the same file, as calldata has them; each below r. */
    public Optional<List<BigInteger>> inputs() {
        return inputs;
    }

    /**
     * With public inputs of the same curve in the place of those that it had, if any.
     *
     * @throws IllegalArgumentException unless each is below r
     */
    public PortableProof withInputs(List<BigInteger> inputs) {
        if (!PublicInputsFormat.areCanonical(curve, inputs)) {
            throw new IllegalArgumentException("a public input is not below r");
        }
        return new PortableProof(curve, points, Optional.of(List.copyOf(inputs)));
    }

    /**
     * Decides whether the proof holds under a key for these public inputs: it is on the key's curve, each input is below r,
     * and the checks of {@link Groth16Verifier#verify} from the third on.
     */
    public Verdict<VerifiedProof> verify(VerifiedKey key, List<BigInteger> publicInputs) {
        try {
            if (key.curve() != curve) {
                throw new Rejection(
                        Reason.PROOF_SYSTEM_UNSUPPORTED,
                        "a proof on " + curve.name() + " for a key on "
                                + key.curve().name());
            }
            if (!PublicInputsFormat.areCanonical(curve, publicInputs)) {
                throw new Rejection(Reason.INPUT_NOT_CANONICAL, "a public input is not below r");
            }
            return new Verdict.Verified<>(Groth16Verifier.examine(key, points, publicInputs));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** Whether both are the same points, and the same inputs if both have some. */
    boolean saysTheSameAs(PortableProof other) {
        boolean sameInputs =
                inputs.isEmpty() || other.inputs.isEmpty() || inputs.get().equals(other.inputs.get());
        return curve == other.curve && points.equals(other.points) && sameInputs;
    }
}
