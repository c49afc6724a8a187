package dev.assay.market.circuit;

import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.sandbox.ModuleLimits;
import dev.assay.sandbox.plugin.Answer;
import dev.assay.sandbox.plugin.PluginLimits;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.sandbox.plugin.Question;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.ProvedInputs;
import dev.assay.verification.workload.PluginCircuit;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks circuits' verifiers, those of the library in this process, as many at a time as there are processors, and plugins
 * in processes of their own: hostile proofs must not starve the rest of the market, nor hostile verifiers break it.
 */
public record Verifiers(Plugins plugins, ArtifactFolder artifacts, Semaphore processors) {

    private static final Logger LOG = LoggerFactory.getLogger(Verifiers.class);

    public Verifiers(Plugins plugins, ArtifactFolder artifacts) {
        this(plugins, artifacts, new Semaphore(Runtime.getRuntime().availableProcessors(), true));
    }

    /** @param input of the job that the proof is for; absent for a sample */
    public ProofVerdict verify(CircuitVerifier verifier, byte[] proof, byte[] publicInputs, Optional<byte[]> input) {
        return switch (verifier) {
            case CircuitVerifier.BuiltIn builtIn -> verify(builtIn, proof, publicInputs);
            case CircuitVerifier.Plugin(PluginCircuit circuit, byte[] key) ->
                verdict(ask(
                        circuit.verifier().code(), Question.ofProof(key, proof, publicInputs, input), limits(circuit)));
        };
    }

    static PluginLimits limits(PluginCircuit circuit) {
        return new PluginLimits(
                circuit.verifier().memoryBytes(), circuit.verifier().cpu());
    }

    private ProofVerdict verify(CircuitVerifier.BuiltIn verifier, byte[] proof, byte[] publicInputs) {
        processors.acquireUninterruptibly();
        try {
            return verdict(verifier.key().verify(proof, publicInputs));
        } catch (RuntimeException | StackOverflowError e) {
            // The verifier promises never to throw. If it does, nobody is paid and the market lives on.
            LOG.error("the verifier failed", e);
            return new ProofVerdict.Refused("the verifier failed");
        } finally {
            processors.release();
        }
    }

    private static ProofVerdict verdict(Verdict<ProvedInputs> verdict) {
        return switch (verdict) {
            case Verdict.Verified<ProvedInputs>(ProvedInputs values) -> new ProofVerdict.Holds(Optional.of(values));
            case Verdict.Rejected<ProvedInputs> rejected ->
                new ProofVerdict.Refused(rejected.reason() + ": " + rejected.detail());
            case Verdict.Simulated<ProvedInputs> ignored -> new ProofVerdict.Refused("a proof is not simulated");
        };
    }

    private static ProofVerdict verdict(Answer answer) {
        return switch (answer) {
            case Answer.Accepted ignored -> new ProofVerdict.Holds(Optional.empty());
            case Answer.Rejected rejected -> new ProofVerdict.Refused("PLUGIN_REJECTED: " + rejected.detail());
            case Answer.Failed(Answer.Cause cause, String detail) ->
                cause == Answer.Cause.BUSY
                        ? new ProofVerdict.Busy(detail)
                        : new ProofVerdict.Undecided(cause + ": " + detail);
        };
    }

    /** Asks a plugin that is one of the market's artifacts. */
    public Answer ask(Digest plugin, Question question, PluginLimits limits) {
        try {
            return plugins.ask(plugin, () -> module(plugin), question, limits);
        } catch (IOException e) {
            LOG.warn("plugin {} was not asked: {}", plugin, e.getMessage());
            return new Answer.Failed(Answer.Cause.BUSY, "the market could not read or start it");
        }
    }

    byte[] module(Digest plugin) throws IOException {
        return artifacts.read(plugin, ModuleLimits.PLUGIN.sizeBytes());
    }
}
