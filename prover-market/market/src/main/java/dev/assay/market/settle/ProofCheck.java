package dev.assay.market.settle;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.market.circuit.CircuitVerifier;
import dev.assay.market.circuit.ProofVerdict;
import dev.assay.market.circuit.RegisteredCircuit;
import dev.assay.market.circuit.Verifiers;
import dev.assay.market.job.JobInput;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.proof.ProvedInputs;
import java.util.Optional;

/** Whether what a node hands in is a proof for its job. */
record ProofCheck(Verifiers verifiers) {

    /**
     * Why nobody is paid.
     *
     * @param code {@link ErrorCode#PROOF_REJECTED}, or {@link ErrorCode#VERIFIER_FAILED} where nothing was decided
     */
    record Fault(ErrorCode code, String detail) {}

    /** @return why the submission is no proof for a job with this input; empty if it is one */
    Optional<Fault> fault(RegisteredCircuit circuit, Submission submission, byte[] input) {
        return switch (verifiers.verify(
                circuit.verifier(), submission.proof(), submission.publicInputs(), Optional.of(input))) {
            case ProofVerdict.Holds(Optional<ProvedInputs> values) -> mismatch(circuit, values, input);
            case ProofVerdict.Refused(String why) -> Optional.of(new Fault(ErrorCode.PROOF_REJECTED, why));
            case ProofVerdict.Undecided(String why) -> Optional.of(new Fault(ErrorCode.VERIFIER_FAILED, why));
        };
    }

    /** A plugin was given the input, and compared itself. */
    private static Optional<Fault> mismatch(RegisteredCircuit circuit, Optional<ProvedInputs> values, byte[] input) {
        if (values.isEmpty()
                || circuit.publicOutputs().isEmpty()
                || !(circuit.verifier() instanceof CircuitVerifier.BuiltIn(ProofKey key))) {
            return Optional.empty();
        }
        try {
            return PublicValues.mismatch(
                            values.get().publicInputs(),
                            circuit.publicOutputs().getAsInt(),
                            JobInput.parse(input, key.curve()))
                    .map(why -> new Fault(ErrorCode.PROOF_REJECTED, why));
        } catch (Failure e) {
            // A job that an older version took: what cannot be compared is not paid for.
            return Optional.of(new Fault(ErrorCode.PROOF_REJECTED, e.detail()));
        }
    }
}
