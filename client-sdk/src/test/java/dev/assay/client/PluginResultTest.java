package dev.assay.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import dev.assay.proto.v1.ProofResult;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.workload.CircuitTerms;
import dev.assay.verification.workload.PluginCircuit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proofs of a circuit whose verifier is a plugin, from a relay that may lie. */
class PluginResultTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Path FOLDER = Path.of(System.getProperty("assay.root", ".."), "samples/plugins/wesolowski");

    private FakeRelay relay;
    private AssayClient client;
    private byte[] proof;
    private byte[] publicInputs;
    private byte[] input;

    @BeforeEach
    void start() throws Exception {
        proof = file("proof.bin");
        publicInputs = file("public.bin");
        input = file("input.txt");
        relay = new FakeRelay();
        Trust trust = Trust.production(AttestedResultTest.policy());
        client = AssayClient.over(relay.channel(), SigningKey.generate(new SecureRandom()), trust, () -> NOW);
        relay.answer = submitted -> dev.assay.proto.v1.Result.newBuilder()
                .setProof(ProofResult.newBuilder()
                        .setProof(ByteString.copyFrom(proof))
                        .setPublicInputs(ByteString.copyFrom(publicInputs)))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        relay.close();
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(name));
    }

    private Digest publish(long memoryBytes) throws Exception {
        return client.publish(
                new PluginCircuit(
                        "delay",
                        "wesolowski-rsa2048",
                        new PluginCircuit.Verifier(
                                Digest.sha256(file("wesolowski.wasm")), memoryBytes, Duration.ofSeconds(10)),
                        Digest.sha256(file("verification_key.bin")),
                        Map.of(),
                        CircuitTerms.NONE.withSample(Digest.sha256(proof), Digest.sha256(publicInputs))),
                FOLDER.resolve("wesolowski.wasm"),
                FOLDER.resolve("verification_key.bin"),
                FOLDER.resolve("proof.bin"),
                FOLDER.resolve("public.bin"));
    }

    private Result await(Digest circuit) throws Exception {
        return client.submit(Submission.proved(circuit, input).deadline(NOW.plus(Duration.ofSeconds(2))))
                .await();
    }

    private Reason rejection(Digest circuit) {
        return assertThrows(VerificationException.class, () -> await(circuit)).reason();
    }

    @Test
    void returnsWhatThePluginTakes() throws Exception {
        Digest circuit = publish(4 << 20);
        Result.PluginProved proved = assertInstanceOf(Result.PluginProved.class, await(circuit));
        assertEquals(circuit, proved.circuit());
        assertEquals(Digest.sha256(file("wesolowski.wasm")), proved.verifier());
    }

    @Test
    void refusesATamperedProofAndOneForAnotherInput() throws Exception {
        Digest circuit = publish(4 << 20);
        proof[7] ^= 1;
        assertEquals(Reason.PLUGIN_REJECTED, rejection(circuit));
        proof[7] ^= 1;
        input = "abc".getBytes(StandardCharsets.US_ASCII);
        assertEquals(Reason.PLUGIN_REJECTED, rejection(circuit));
    }

    @Test
    void believesNoPluginThatDoesNotDecide() throws Exception {
        assertEquals(Reason.PLUGIN_FAILED, rejection(publish(1 << 16)));
    }

    /** The circuit's id commits to the module: a relay that sends another one is found out before it runs. */
    @Test
    void verifierThatTheRelayExchangedIsNotRun() throws Exception {
        Digest circuit = publish(4 << 20);
        relay.artifacts.put(Digest.sha256(file("wesolowski.wasm")), new byte[] {0, 'a', 's', 'm'});
        assertEquals(Reason.ARTIFACT_MISMATCH, rejection(circuit));
    }
}
