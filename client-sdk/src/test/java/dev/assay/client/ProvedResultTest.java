package dev.assay.client;

import static dev.assay.client.FakeEnclave.NOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.ProofResult;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Request;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ProvedResultTest {

    @Parameter
    private ProvedReserves proved = ProvedReserves.GROTH16;

    private FakeRelay relay;
    private AssayClient client;
    private Circuit circuit;
    private byte[] key;
    private byte[] proof;
    private byte[] publicInputs;

    @BeforeEach
    void start() throws Exception {
        key = proved.read("verification_key.json");
        proof = proved.read("proof.json");
        publicInputs = proved.read("public.json");
        circuit = circuit(proved.proofSystem, key, 3);
        relay = new FakeRelay();
        Trust trust = Trust.production(AttestedResultTest.policy());
        client = AssayClient.over(relay.channel(), SigningKey.generate(new SecureRandom()), trust, () -> NOW);
        client.publish(
                circuit,
                proved.file("verification_key.json"),
                ProvedReserves.sample("reserves.zkey"),
                ProvedReserves.sample("reserves.wasm"));
        relay.answer = submitted -> result(proof, publicInputs);
    }

    @AfterEach
    void stop() {
        client.close();
        relay.close();
    }

    private static Circuit circuit(String proofSystem, byte[] key, int publicInputs) throws IOException {
        return new Circuit(
                "reserves",
                proofSystem,
                Digest.sha256(key),
                Digest.sha256(Files.readAllBytes(ProvedReserves.sample("reserves.zkey"))),
                Digest.sha256(Files.readAllBytes(ProvedReserves.sample("reserves.wasm"))),
                Optional.empty(),
                publicInputs);
    }

    private static dev.assay.proto.v1.Result result(byte[] proof, byte[] publicInputs) {
        return dev.assay.proto.v1.Result.newBuilder()
                .setProof(ProofResult.newBuilder()
                        .setProof(ByteString.copyFrom(proof))
                        .setPublicInputs(ByteString.copyFrom(publicInputs)))
                .build();
    }

    private Result await(Digest workload) throws Exception {
        Submission submission = Submission.proved(workload, "{}".getBytes(StandardCharsets.UTF_8))
                .deadline(NOW.plus(Duration.ofSeconds(2)));
        return client.submit(submission).await();
    }

    private Reason rejection(Digest workload) {
        return assertThrows(VerificationException.class, () -> await(workload)).reason();
    }

    @Test
    void returnsAVerifiedProofWithItsPublicInputs() throws Exception {
        Result.Proved result = assertInstanceOf(Result.Proved.class, await(circuit.id()));
        assertEquals(3, result.publicInputs().size());
        assertEquals(proved.proofSystem, result.proof().key().proofSystem());
        assertArrayEquals(key, result.files().verificationKey());
    }

    @Test
    void aProofMayBeWorthLessBeforeItIsWorthNothing() throws Exception {
        Instant deadline = NOW.plus(Duration.ofSeconds(2));
        Submission submission = Submission.proved(circuit.id(), "{}".getBytes(StandardCharsets.UTF_8))
                .deadline(deadline)
                .softDeadline(deadline.minusMillis(700));
        Job ignored = client.submit(submission);
        Request asked = Wire.fromWire(relay.submitted.getFirst().getRequest());
        assertEquals(Duration.ofMillis(700), Duration.between(asked.softDeadline(), asked.deadline()));
        assertEquals(deadline, submission.deadline(deadline).softDeadline(), "it goes with the deadline");
        assertThrows(IllegalArgumentException.class, () -> submission.softDeadline(deadline.plusMillis(1)));
    }

    @Test
    void uploadsOnlyWhatTheRelayLacksAndRegistersTheCircuit() throws Exception {
        assertEquals(List.of(circuit.id()), relay.registered);
        assertEquals(4, relay.artifacts.size());
        relay.artifacts.remove(circuit.zkey());
        client.publish(circuit, ProvedReserves.sample("reserves.zkey"));
        assertEquals(4, relay.artifacts.size());
    }

    @Test
    void refusesToPublishAFileThatTheWorkloadDoesNotName() {
        assertThrows(
                IllegalArgumentException.class, () -> client.publish(circuit, ProvedReserves.sample("input.json")));
    }

    @Test
    void rejectsAChangedDigitInTheProof() {
        String text = new String(proof, StandardCharsets.UTF_8);
        int digit = text.indexOf('"' + proved.point + '"') + proved.point.length() + 2;
        digit = text.indexOf('"', digit) + 5;
        char other = text.charAt(digit) == '1' ? '2' : '1';
        byte[] bent = (text.substring(0, digit) + other + text.substring(digit + 1)).getBytes(StandardCharsets.UTF_8);
        relay.answer = submitted -> result(bent, publicInputs);
        assertEquals(Reason.POINT_NOT_ON_CURVE, rejection(circuit.id()));
    }

    @Test
    void rejectsAnotherPublicInput() {
        byte[] bent = new String(publicInputs, StandardCharsets.UTF_8)
                .replaceFirst("[0-9](?=\")", "7")
                .replaceFirst("[0-9](?=[0-9]+\")", "1")
                .getBytes(StandardCharsets.UTF_8);
        relay.answer = submitted -> result(proof, bent);
        assertEquals(proved.otherInput, rejection(circuit.id()));
    }

    @Test
    void rejectsAKeyWithAnotherHashThanTheManifestNames() {
        byte[] bent = key.clone();
        bent[bent.length - 2] = ' ';
        relay.artifacts.put(Digest.sha256(key), bent);
        assertEquals(Reason.ARTIFACT_MISMATCH, rejection(circuit.id()));
    }

    @Test
    void rejectsAManifestWithAnotherHashThanTheCallerNamed() throws Exception {
        relay.artifacts.put(circuit.id(), circuit(proved.proofSystem, key, 4).manifest());
        assertEquals(Reason.ARTIFACT_MISMATCH, rejection(circuit.id()));
    }

    @Test
    void rejectsAProofUnderAnotherCircuitsKey() throws Exception {
        Path other = proved.anotherKey();
        assumeTrue(Files.exists(other), "the shared vectors are not on this machine");
        byte[] otherKey = Files.readAllBytes(other);
        Circuit otherCircuit = circuit(proved.proofSystem, otherKey, 1);
        relay.store(otherKey);
        relay.store(otherCircuit.manifest());
        assertEquals(Reason.INPUT_COUNT_MISMATCH, rejection(otherCircuit.id()));
    }

    @Test
    void rejectsAKeyWithAnotherNumberOfInputsThanTheManifestSays() throws Exception {
        Circuit two = circuit(proved.proofSystem, key, 2);
        relay.store(two.manifest());
        assertEquals(Reason.INPUT_COUNT_MISMATCH, rejection(two.id()));
    }

    @ParameterizedTest
    @EnumSource
    void rejectsAKeyOfAnotherProofSystemThanTheManifestNames(ProvedReserves other) throws Exception {
        if (other != proved) {
            Circuit misnamed = circuit(other.proofSystem, key, 3);
            relay.store(misnamed.manifest());
            assertEquals(Reason.PROOF_SYSTEM_UNSUPPORTED, rejection(misnamed.id()));
        }
    }

    /** A proof of the same statement, which holds under a key that the circuit does not name. */
    @ParameterizedTest
    @EnumSource
    void rejectsAProofOfAnotherProofSystem(ProvedReserves other) throws Exception {
        byte[] foreign = other.read("proof.json");
        relay.answer = submitted -> result(foreign, publicInputs);
        if (other == proved) {
            assertInstanceOf(Result.Proved.class, await(circuit.id()));
        } else {
            Reason reason = rejection(circuit.id());
            assertTrue(reason == Reason.MALFORMED || reason == Reason.PROOF_SYSTEM_UNSUPPORTED, reason.name());
        }
    }
}
