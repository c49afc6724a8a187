package dev.assay.node.link;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.node.engine.EngineFailure;
import dev.assay.node.engine.EngineJob;
import dev.assay.node.engine.EngineResult;
import dev.assay.node.engine.Engines;
import dev.assay.node.prove.Proven;
import dev.assay.proto.v1.Execution;
import dev.assay.sandbox.plugin.Answer;
import dev.assay.sandbox.plugin.PluginLimits;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.sandbox.plugin.Question;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.proof.ProvedInputs;
import dev.assay.verification.workload.Circuit;
import dev.assay.verification.workload.PluginCircuit;
import dev.assay.verification.workload.Provable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Does jobs with engines: gives them the circuit's files and the input, and hands out no proof that did not verify here, as
 * the market will verify it.
 *
 * @param folder for the files of one job at a time each; what a dead node left there is deleted
 */
record EngineRunner(Engines engines, Plugins plugins, Path folder, Duration timeLimit) {

    /** Where artifacts come from. */
    @FunctionalInterface
    interface Fetch {
        Path file(Digest artifact) throws IOException;
    }

    boolean proves(Provable circuit) {
        return engines.proves(circuit.proofSystem());
    }

    /** @throws Failure with the code that the market acts on */
    Proven prove(Provable circuit, byte[] manifest, byte[] input, Fetch fetch, Consumer<Execution> listener)
            throws IOException, InterruptedException {
        listener.accept(Execution.EXECUTION_FETCHING);
        Map<String, Path> files = files(circuit, fetch);
        Path scratch = Files.createTempDirectory(Files.createDirectories(folder), "job-");
        try {
            long begin = System.nanoTime();
            EngineJob job = new EngineJob(
                    UUID.randomUUID().toString(),
                    circuit.proofSystem(),
                    Files.write(scratch.resolve("manifest.json"), manifest),
                    files,
                    Files.write(scratch.resolve("input"), input),
                    Files.createDirectory(scratch.resolve("output")),
                    timeLimit);
            EngineResult result = engines.prove(job, phase -> report(phase, listener));
            requireVerifies(circuit, files, input, result, fetch);
            return new Proven(
                    result.proof(), result.publicInputs(), Duration.ZERO, Duration.ofNanos(System.nanoTime() - begin));
        } catch (EngineFailure e) {
            throw new Failure(e.code(), e.detail());
        } finally {
            delete(scratch);
        }
    }

    private static void report(String phase, Consumer<Execution> listener) {
        switch (phase) {
            case "witness" -> listener.accept(Execution.EXECUTION_WITNESS);
            case "proving" -> listener.accept(Execution.EXECUTION_PROVING);
            default -> {}
        }
    }

    private static Map<String, Path> files(Provable circuit, Fetch fetch) throws IOException {
        Map<String, Digest> named = new HashMap<>();
        switch (circuit) {
            case Circuit known -> {
                named.put("zkey", known.zkey());
                named.put("wasm", known.wasm());
                known.r1cs().ifPresent(r1cs -> named.put("r1cs", r1cs));
            }
            case PluginCircuit plugin -> named.putAll(plugin.files());
        }
        named.put("verificationKey", circuit.verificationKey());
        Map<String, Path> files = new HashMap<>();
        for (Map.Entry<String, Digest> file : named.entrySet()) {
            files.put(file.getKey(), fetch.file(file.getValue()));
        }
        return files;
    }

    private void requireVerifies(
            Provable circuit, Map<String, Path> files, byte[] input, EngineResult result, Fetch fetch)
            throws IOException {
        byte[] key = Files.readAllBytes(files.get("verificationKey"));
        Optional<String> fault = switch (circuit) {
            case Circuit known -> fault(known, key, result);
            case PluginCircuit plugin -> fault(plugin, key, input, result, fetch);
        };
        if (fault.isPresent()) {
            throw new Failure(ErrorCode.INTERNAL, "the engine's proof does not verify here: " + fault.get());
        }
    }

    private static Optional<String> fault(Circuit circuit, byte[] key, EngineResult result) {
        if (!(ProofKey.load(circuit, key) instanceof Verdict.Verified<ProofKey>(ProofKey examined))) {
            throw new Failure(ErrorCode.ARTIFACT_INVALID, "the verification key is not the circuit's");
        }
        Verdict<ProvedInputs> verdict = examined.verify(result.proof(), result.publicInputs());
        return verdict instanceof Verdict.Rejected<ProvedInputs> rejected
                ? Optional.of(rejected.reason().name())
                : Optional.empty();
    }

    private Optional<String> fault(PluginCircuit circuit, byte[] key, byte[] input, EngineResult result, Fetch fetch)
            throws IOException {
        PluginCircuit.Verifier verifier = circuit.verifier();
        Answer answer = plugins.ask(
                verifier.code(),
                () -> Files.readAllBytes(fetch.file(verifier.code())),
                Question.ofProof(key, result.proof(), result.publicInputs(), Optional.of(input)),
                new PluginLimits(verifier.memoryBytes(), verifier.cpu()));
        return answer instanceof Answer.Accepted ? Optional.empty() : Optional.of(answer.detail());
    }

    /** Inputs may be private: nothing of a job stays. */
    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
