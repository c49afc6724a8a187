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
import java.time.Duration;
import java.util.Optional;

/**
 * Whether what a node hands in is a proof for its job. Where other questions keep a plugin from being asked, it is asked
 * again while the node keeps its lease: whoever sends hostile plugins would otherwise take the pay of honest nodes.
 *
 * @param pause before it is asked again
 * @param patience for how long it is asked again
 */
record ProofCheck(Verifiers verifiers, Duration pause, Duration patience) {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    ProofCheck(Verifiers verifiers) {
        this(verifiers, PAUSE, PATIENCE);
    }

    /**
     * Why nobody is paid.
     *
     * @param code {@link ErrorCode#PROOF_REJECTED}, or {@link ErrorCode#VERIFIER_FAILED} where nothing was decided
     */
    record Fault(ErrorCode code, String detail) {}

    /** @return why the submission is no proof for a job with this input; empty if it is one */
    Optional<Fault> fault(RegisteredCircuit circuit, Submission submission, byte[] input) {
        return switch (verdict(circuit, submission, input)) {
            case ProofVerdict.Holds(Optional<ProvedInputs> values) -> mismatch(circuit, values, input);
            case ProofVerdict.Refused(String why) -> Optional.of(new Fault(ErrorCode.PROOF_REJECTED, why));
            case ProofVerdict.Undecided(String why) -> Optional.of(new Fault(ErrorCode.VERIFIER_FAILED, why));
            case ProofVerdict.Busy(String why) -> Optional.of(new Fault(ErrorCode.VERIFIER_FAILED, why));
        };
    }

    private ProofVerdict verdict(RegisteredCircuit circuit, Submission submission, byte[] input) {
        long end = System.nanoTime() + patience.toNanos();
        ProofVerdict verdict = ask(circuit, submission, input);
        while (verdict instanceof ProofVerdict.Busy && System.nanoTime() < end && pauses()) {
            verdict = ask(circuit, submission, input);
        }
        return verdict;
    }

    private ProofVerdict ask(RegisteredCircuit circuit, Submission submission, byte[] input) {
        return verifiers.verify(circuit.verifier(), submission.proof(), submission.publicInputs(), Optional.of(input));
    }

    /** @return false if the thread is to end */
    private boolean pauses() {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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
