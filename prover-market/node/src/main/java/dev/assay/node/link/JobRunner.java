package dev.assay.node.link;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.edge.artifact.Progress;
import dev.assay.node.engine.Engines;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.ZkeyProtocol;
import dev.assay.node.prove.Phase;
import dev.assay.node.prove.Proven;
import dev.assay.node.prove.Prover;
import dev.assay.node.prove.ProvingException;
import dev.assay.node.witness.WitnessException;
import dev.assay.proto.v1.Execution;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.workload.Circuit;
import dev.assay.verification.workload.Provable;
import dev.assay.verification.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Does one job: fetches what the circuit names, computes the witness, proves. */
public final class JobRunner {

    /** The proof systems that this node proves. */
    private static final Set<String> PROVEN =
            Set.of(Circuit.GROTH16_BN254, Circuit.GROTH16_BLS12_381, Circuit.PLONK_BN254, Circuit.FFLONK_BN254);

    private final ArtifactClient client;
    private final ArtifactFolder artifacts;
    private final Prover prover;
    private final long maxArtifactBytes;
    private final EngineRunner engines;

    /** @param engines prove the systems that they name; they come before this node's own prover */
    public JobRunner(
            ArtifactClient client,
            ArtifactFolder artifacts,
            Prover prover,
            long maxArtifactBytes,
            Engines engines,
            Plugins plugins,
            Path scratch,
            Duration engineTime) {
        this.engines = new EngineRunner(engines, plugins, scratch, engineTime);
        this.client = client;
        this.artifacts = artifacts;
        this.prover = prover;
        this.maxArtifactBytes = maxArtifactBytes;
    }

    /** @throws Failure with the code that the market acts on */
    Proven run(byte[] manifest, byte[] input, Consumer<Execution> listener) throws InterruptedException {
        try {
            Provable circuit = circuit(manifest);
            return engines.proves(circuit)
                    ? engines.prove(circuit, manifest, input, this::fetch, listener)
                    : prove((Circuit) circuit, input, listener);
        } catch (WitnessException e) {
            throw new Failure(ErrorCode.named(e.code().name()), e.detail());
        } catch (ProvingException e) {
            throw new Failure(ErrorCode.ARTIFACT_INVALID, e.detail());
        } catch (Iden3FormatException e) {
            throw new Failure(ErrorCode.ARTIFACT_INVALID, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Failure(ErrorCode.UNAVAILABLE, "the node could not read or write a file: " + e.getMessage());
        }
    }

    private Proven prove(Circuit circuit, byte[] input, Consumer<Execution> listener)
            throws IOException, WitnessException, ProvingException, InterruptedException {
        listener.accept(Execution.EXECUTION_FETCHING);
        Path zkey = fetchKey(circuit);
        Path wasm = fetch(circuit.wasm());
        Optional<Path> r1cs = Optional.empty();
        if (circuit.r1cs().isPresent()) {
            r1cs = Optional.of(fetch(circuit.r1cs().get()));
        }
        return prover.prove(zkey, wasm, r1cs, input, phase -> report(phase, listener));
    }

    private static void report(Phase phase, Consumer<Execution> listener) {
        switch (phase) {
            case WITNESS -> listener.accept(Execution.EXECUTION_WITNESS);
            case PROVING -> listener.accept(Execution.EXECUTION_PROVING);
            case LOADING, VERIFYING -> {}
        }
    }

    /** Whether a job of this circuit can be done here. */
    boolean proves(byte[] manifest) {
        return Workload.parse(manifest) instanceof Verdict.Verified<Workload>(Provable circuit)
                && (engines.proves(circuit) || isOwn(circuit));
    }

    private static boolean isOwn(Provable circuit) {
        return circuit instanceof Circuit && PROVEN.contains(circuit.proofSystem());
    }

    private Provable circuit(byte[] manifest) {
        if (Workload.parse(manifest) instanceof Verdict.Verified<Workload>(Provable circuit)
                && (engines.proves(circuit) || isOwn(circuit))) {
            return circuit;
        }
        throw new Failure(
                ErrorCode.NOT_SUPPORTED,
                "this node proves circuits of " + new TreeSet<>(PROVEN) + " and, by engines, of "
                        + engines.engines().proofSystems());
    }

    /** The key would choose the proof system, and a proof of another than the circuit's is not paid for. */
    private Path fetchKey(Circuit circuit) throws IOException {
        Path zkey = fetch(circuit.zkey());
        String found = ZkeyProtocol.proofSystem(MappedFile.map(zkey));
        if (!found.equals(circuit.proofSystem())) {
            throw new Failure(
                    ErrorCode.ARTIFACT_INVALID,
                    "the zkey is for " + found + ", the circuit is of " + circuit.proofSystem());
        }
        return zkey;
    }

    private Path fetch(Digest artifact) throws IOException {
        return client.download(artifact, artifacts, maxArtifactBytes, Progress.SILENT);
    }
}
