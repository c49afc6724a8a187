package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.bench.peer.EngineFolder;
import dev.assay.client.AssayClient;
import dev.assay.client.JobFailedException;
import dev.assay.client.Result;
import dev.assay.client.Submission;
import dev.assay.client.Trust;
import dev.assay.edge.ErrorCode;
import dev.assay.sandbox.plugin.Answer;
import dev.assay.sandbox.plugin.PluginEngine;
import dev.assay.sandbox.plugin.PluginLimits;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.sandbox.plugin.Question;
import dev.assay.verification.Digest;
import dev.assay.verification.workload.CircuitTerms;
import dev.assay.verification.workload.PluginCircuit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs that are made by engines: of a system that the market does not know, and by somebody else's prover. */
class EngineMarketTest {

    private static final Path DELAY = Testbed.ROOT.resolve("samples/plugins/wesolowski");
    private static final Path ENGINES = Testbed.ROOT.resolve("samples/engines");

    private static void assumeNode() throws Exception {
        Process node;
        try {
            node = new ProcessBuilder("node", "--version").start();
        } catch (IOException e) {
            assumeTrue(false, "there is no Node.js on the PATH, which the sample engines are written for");
            return;
        }
        assumeTrue(node.waitFor() == 0, "node does not run");
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(DELAY.resolve(name));
    }

    private static PluginCircuit delay() throws IOException {
        return new PluginCircuit(
                "delay",
                "wesolowski-rsa2048",
                new PluginCircuit.Verifier(Digest.sha256(bytes("wesolowski.wasm")), 4 << 20, Duration.ofSeconds(5)),
                Digest.sha256(bytes("verification_key.bin")),
                Map.of(),
                CircuitTerms.NONE
                        .withSample(Digest.sha256(bytes("proof.bin")), Digest.sha256(bytes("public.bin")))
                        .withInputValidator(Digest.sha256(bytes("wesolowski.wasm"))));
    }

    private static Digest publish(AssayClient client) throws Exception {
        return client.publish(
                delay(),
                DELAY.resolve("wesolowski.wasm"),
                DELAY.resolve("verification_key.bin"),
                DELAY.resolve("proof.bin"),
                DELAY.resolve("public.bin"));
    }

    @Test
    void aProofOfASystemThatTheMarketDoesNotKnowIsBoughtAndSold(@TempDir Path folder) throws Exception {
        assumeNode();
        try (Testbed bed = new Testbed(folder);
                AssayClient client = bed.client(Trust.production(Testbed.policy()))) {
            bed.startNode("node", Map.of("ENGINES", "delay=node " + ENGINES.resolve("wesolowski/engine.mjs")));
            Digest circuit = publish(client);
            byte[] input = "c0ffee".getBytes(StandardCharsets.UTF_8);

            Result result = client.submit(Submission.proved(circuit, input).maxPriceMicros(5_000))
                    .await();

            Result.PluginProved proved = assertInstanceOf(Result.PluginProved.class, result);
            assertEquals(circuit, proved.circuit());
            assertEquals(Digest.sha256(bytes("wesolowski.wasm")), proved.verifier());
            assertArrayEquals(bytes("verification_key.bin"), proved.files().verificationKey());
            assertRefusedForAnotherInput(proved);

            Submission noNumber = Submission.proved(circuit, "no number".getBytes(StandardCharsets.UTF_8));
            JobFailedException failed = assertThrows(
                    JobFailedException.class,
                    () -> client.submit(noNumber.maxPriceMicros(5_000)).await());
            assertEquals(ErrorCode.INPUT_REJECTED, failed.code());
        }
    }

    private static void assertRefusedForAnotherInput(Result.PluginProved proved) throws IOException {
        byte[] module = bytes("wesolowski.wasm");
        byte[] other = "c0ffef".getBytes(StandardCharsets.UTF_8);
        try (Plugins plugins = new PluginEngine()) {
            Answer answer = plugins.ask(
                    proved.verifier(),
                    () -> module,
                    Question.ofProof(
                            proved.files().verificationKey(),
                            proved.files().proof(),
                            proved.files().publicInputs(),
                            java.util.Optional.of(other)),
                    new PluginLimits(4 << 20, Duration.ofSeconds(10)));
            assertInstanceOf(Answer.Rejected.class, answer);
        }
    }

    @Test
    void snarkjsProvesAsAnEngine(@TempDir Path folder) throws Exception {
        assumeNode();
        Path snarkjs = EngineFolder.snarkjs();
        try (Testbed bed = new Testbed(folder);
                AssayClient client = bed.client(Trust.production(Testbed.policy()))) {
            bed.startNode(
                    "node", Map.of("ENGINES", "snarkjs=node " + ENGINES.resolve("snarkjs/engine.mjs") + " " + snarkjs));
            for (SampleCircuit sample : SampleCircuit.values()) {
                Digest circuit = sample.publish(client);
                Result result = client.submit(
                                Submission.proved(circuit, sample.input()).maxPriceMicros(5_000))
                        .await();
                Result.Proved proved = assertInstanceOf(Result.Proved.class, result);
                assertEquals(sample.input, proved.publicInputs().get(1).toString());
            }
        }
    }
}
