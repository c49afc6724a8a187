package dev.assay.market.settle;

import dev.assay.edge.Failure;
import dev.assay.market.circuit.RegisteredCircuit;
import dev.assay.market.job.JobInput;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.ProvedInputs;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies proofs, as many at a time as there are processors: hostile ones must not starve the rest of the market. */
final class ProofCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ProofCheck.class);

    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /** @return why the submission is no proof for a job with this input; empty if it is one */
    Optional<String> fault(RegisteredCircuit circuit, Submission submission, byte[] input) {
        processors.acquireUninterruptibly();
        try {
            return verdictOn(circuit, submission, input);
        } catch (Failure e) {
            // A job that an older version took: what cannot be compared is not paid for.
            return Optional.of(e.detail());
        } catch (RuntimeException | StackOverflowError e) {
            // The verifier promises never to throw. If it does, nobody is paid and the market lives on.
            LOG.error("the verifier failed on job {}", submission.jobId(), e);
            return Optional.of("the verifier failed");
        } finally {
            processors.release();
        }
    }

    private static Optional<String> verdictOn(RegisteredCircuit circuit, Submission submission, byte[] input) {
        return switch (circuit.key().verify(submission.proof(), submission.publicInputs())) {
            case Verdict.Verified<ProvedInputs>(ProvedInputs proof) ->
                circuit.publicOutputs().isEmpty()
                        ? Optional.empty()
                        : PublicValues.mismatch(
                                proof.publicInputs(), circuit.publicOutputs().getAsInt(), JobInput.parse(input));
            case Verdict.Rejected<ProvedInputs> rejected -> Optional.of(rejected.reason() + ": " + rejected.detail());
            case Verdict.Simulated<ProvedInputs> ignored -> Optional.of("a proof is not simulated");
        };
    }
}
