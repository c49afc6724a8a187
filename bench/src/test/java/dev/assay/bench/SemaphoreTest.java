package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.assay.cli.demo.PackageDownload;
import dev.assay.cli.demo.PublishedPackage;
import dev.assay.client.AssayClient;
import dev.assay.client.Result;
import dev.assay.client.Submission;
import dev.assay.verification.Digest;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A circuit that nobody here wrote, with an input that its own project's packages made: bought in the market, proved by a
 * node, and accepted by snarkjs. The artifacts (109 MB packed) are fetched by name once, pinned by hash, and cached.
 */
class SemaphoreTest {

    private static final Path SAMPLE = Testbed.ROOT.resolve("samples/circuits/semaphore");
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".assay", "cache");

    @TempDir
    Path folder;

    private static Path artifacts;

    @BeforeAll
    static void fetch() throws Exception {
        PublishedPackage wanted = PublishedPackage.parse(Files.readAllBytes(SAMPLE.resolve("artifacts.json")));
        try {
            artifacts = new PackageDownload(CACHE, Duration.ofMinutes(4), progress -> {}).fetch(wanted);
        } catch (IOException e) {
            abort("the published artifacts are not to be had: " + e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20})
    void aMembershipProofIsBoughtInTheMarket(int depth) throws Exception {
        try (Testbed bed = new Testbed(folder);
                AssayClient client = bed.client(bed.simulatedTrust())) {
            bed.startNode("node");
            Digest circuit = publish(client, depth);
            byte[] input = Files.readAllBytes(SAMPLE.resolve("input-" + depth + ".json"));

            Result result = client.submit(Submission.proved(circuit, input)
                            .maxPriceMicros(5_000)
                            .deadlineIn(Duration.ofMinutes(3)))
                    .await();

            Result.Proved proved = assertInstanceOf(Result.Proved.class, result);
            assertEquals(
                    publicValues(Files.readAllBytes(SAMPLE.resolve("public-" + depth + ".json"))),
                    publicValues(proved.files().publicInputs()));
            assertSnarkjsAccepts(proved);
        }
    }

    private static Digest publish(AssayClient client, int depth) throws Exception {
        Path key = artifacts.resolve("semaphore-" + depth + ".json");
        Path zkey = artifacts.resolve("semaphore-" + depth + ".zkey");
        Path wasm = artifacts.resolve("semaphore-" + depth + ".wasm");
        Circuit circuit = new Circuit(
                "semaphore-" + depth,
                Circuit.GROTH16_BN254,
                digest(key),
                digest(zkey),
                digest(wasm),
                Optional.empty(),
                4);
        return client.publish(circuit, key, zkey, wasm);
    }

    private static Digest digest(Path file) throws IOException {
        return Digest.sha256(Files.readAllBytes(file));
    }

    private static JsonArray publicValues(byte[] json) {
        JsonArray values = (JsonArray) Json.read(json);
        assertTrue(values.elements().stream().allMatch(JsonString.class::isInstance));
        return values;
    }

    private void assertSnarkjsAccepts(Result.Proved proved) throws Exception {
        Path work = Files.createTempDirectory(folder, "snarkjs");
        Files.write(work.resolve("proof.json"), proved.files().proof());
        Files.write(work.resolve("public.json"), proved.files().publicInputs());
        Files.write(work.resolve("vk.json"), proved.files().verificationKey());
        Path log = work.resolve("log");
        Process process = new ProcessBuilder(
                        "npx", "--yes", "snarkjs@0.7.6", "groth16", "verify", "vk.json", "public.json", "proof.json")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "snarkjs did not end");
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertTrue(said.contains("OK!"), said);
    }
}
