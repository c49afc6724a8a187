package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.market.circuit.RegistryConfig;
import dev.assay.market.store.TestServer;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.InputVerdict;
import dev.assay.proto.v1.ListCircuitsRequest;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.RegisterCircuitRequest;
import dev.assay.proto.v1.RegisterCircuitResponse;
import dev.assay.proto.v1.RemoveCircuitRequest;
import dev.assay.sandbox.Samples;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Cancel;
import dev.assay.verification.statement.Remove;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.workload.PluginCircuit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Circuits whose proofs a plugin verifies: how they come and go, and what jobs of them are like. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginCircuitTest {

    private static final long DEPOSIT_MICROS = 10_000;
    private static final byte[] BURIED = Samples.comparing(20, 5);

    private @Nullable TestMarket started;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        RegistryConfig registry = new RegistryConfig(DEPOSIT_MICROS, 300, Set.of(Digest.sha256(BURIED)));
        started = TestMarket.start(TestServer.EMBEDDED.freshSchema(), folder, registry);
        DelayCircuit.upload(market());
        assertTrue(market().register(DelayCircuit.circuit().manifest()));
    }

    @AfterAll
    void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    private TestMarket market() {
        return Objects.requireNonNull(started);
    }

    private static ErrorCode codeOf(Runnable call) {
        return Failure.of(assertThrows(RuntimeException.class, call::run)).code();
    }

    private Digest upload(byte[] bytes) throws IOException {
        return new ArtifactClient(market().channel()).upload(bytes);
    }

    private static SigningKey stranger() {
        return SigningKey.generate(new SecureRandom());
    }

    private Digest open(Requester requester, byte[] input) {
        return Wire.digest(requester
                .open(requester.request(DelayCircuit.circuit().id(), input, Duration.ofSeconds(60)), input)
                .getJobId());
    }

    private static void submit(FakeNode node, NodeAward award, byte[] proof, byte[] publicInputs) {
        node.submit(Wire.digest(award.getJobId()), award.getFencingToken(), proof, publicInputs);
    }

    @Test
    void theCommittedManifestIsTheSample() {
        assertEquals(
                new String(DelayCircuit.circuit().manifest(), StandardCharsets.UTF_8),
                new String(DelayCircuit.file("manifest.json"), StandardCharsets.UTF_8));
    }

    @Test
    void paysForAProofThatThePluginTakes() {
        Requester alice = new Requester(market());
        try (FakeNode node = FakeNode.attached(market(), 200, 1)) {
            Digest job = open(alice, DelayCircuit.file("input.txt"));
            submit(node, node.award(), DelayCircuit.file("proof.bin"), DelayCircuit.file("public.bin"));
            assertEquals(Fulfilment.FULFILMENT_FULFILLED, alice.end(job).getFulfilment());
            alice.assertSpent(200);
        }
    }

    @Test
    void paysForNoTamperedProofAndForNoneOfAnotherInput() {
        Requester alice = new Requester(market());
        byte[] tampered = DelayCircuit.file("proof.bin");
        tampered[100] ^= 4;
        try (FakeNode node = FakeNode.attached(market(), 200, 1)) {
            Digest first = open(alice, DelayCircuit.file("input.txt"));
            submit(node, node.award(), tampered, DelayCircuit.file("public.bin"));
            node.awaitLoss("PROOF_REJECTED");
            alice.cancelAll();
            assertEquals(Fulfilment.FULFILMENT_CANCELLED, alice.end(first).getFulfilment());
        }
        try (FakeNode node = FakeNode.attached(market(), 200, 1)) {
            Digest other = open(alice, "1234".getBytes(StandardCharsets.UTF_8));
            submit(node, node.award(), DelayCircuit.file("proof.bin"), DelayCircuit.file("public.bin"));
            node.awaitLoss("PROOF_REJECTED");
            alice.cancelAll();
            assertEquals(Fulfilment.FULFILMENT_CANCELLED, alice.end(other).getFulfilment());
        }
        alice.assertSpent(0);
    }

    /** Attack 18: a job that cannot be done is paid for by who opened it, a little, and not by the node that found out. */
    @Test
    void unexecutableJobCostsItsRequesterAFeeAndTheNodeNothing() {
        Requester alice = new Requester(market());
        byte[] input = "no number".getBytes(StandardCharsets.UTF_8);
        try (FakeNode node = FakeNode.attached(market(), 200, 1)) {
            Digest job = open(alice, input);
            node.surrender(node.award(), "INPUT_REJECTED", "no hexadecimal number");
            Event end = alice.end(job);
            assertEquals(Fulfilment.FULFILMENT_FAILED, end.getFulfilment());
            assertEquals("INPUT_REJECTED", end.getCode());
            alice.assertSpent(300);
            InputVerdict verdict = alice.get(job).getInputVerdict();
            assertFalse(verdict.getAccepted());
            assertInstanceOf(
                    Verdict.Verified.class,
                    Signed.verify(
                            new dev.assay.verification.statement.InputVerdict(
                                    job, DelayCircuit.digest("wesolowski.wasm"), Digest.sha256(input), false),
                            verdict.getSignature().toByteArray(),
                            Wire.address(verdict.getMarket()),
                            SigningDomain.dev()));
        }
    }

    /** Attack 18: who holds a lease says the same very often; one look at the input is all that it costs. */
    @Test
    void unexecutableJobIsLookedAtOnceHoweverOftenItIsGivenBack() {
        Requester alice = new Requester(market());
        try (FakeNode node = FakeNode.attached(market(), 200, 1)) {
            Digest job = open(alice, "no number".getBytes(StandardCharsets.UTF_8));
            NodeAward award = node.award();
            for (int i = 0; i < 200; i++) {
                node.surrender(award, "INPUT_REJECTED", "no hexadecimal number");
            }
            assertEquals("INPUT_REJECTED", alice.end(job).getCode());
            alice.assertSpent(300);
            assertFalse(node.ended.isDone());
        }
    }

    /** Else a node that gave its job back would have it in its record that it delivered, or that it was not to blame. */
    @Test
    void aNodeThatGivesAJobBackCannotSayWhatOnlyTheMarketSays() {
        Requester alice = new Requester(market());
        for (String code : new String[] {"PAID", "INTERNAL", "CANCELLED", "VERIFIER_FAILED"}) {
            try (FakeNode node = FakeNode.attached(market(), 200, 1)) {
                Digest job = open(alice, DelayCircuit.file("input.txt"));
                NodeAward award = node.award(job);
                node.surrender(award, code, "");
                assertEquals("SURRENDERED", node.loss(award).getCode());
                alice.cancelAll();
            }
        }
        alice.assertSpent(0);
    }

    @Test
    void aNodesWordAloneEndsNoJobWhoseInputTheValidatorTakes() {
        Requester alice = new Requester(market());
        try (FakeNode liar = FakeNode.attached(market(), 200, 1)) {
            Digest job = open(alice, DelayCircuit.file("input.txt"));
            liar.surrender(liar.award(), "INPUT_REJECTED", "I do not like it");
            liar.awaitLoss("INPUT_ACCEPTED");
            assertTrue(alice.get(job).getInputVerdict().getAccepted());
            assertTrue(alice.get(job).getEvent().getFulfilment() != Fulfilment.FULFILMENT_FAILED);
            alice.cancelAll();
            alice.assertSpent(0);
        }
    }

    /** Attack 21: each hostile file costs who sent it the deposit, and the market answers as before. */
    @Test
    void poisonedVerifierCostsItsSenderTheDepositAndNobodyElse() throws Exception {
        for (byte[] module : new byte[][] {
            Samples.infiniteLoop(),
            Samples.memoryBomb(),
            Samples.recursion(),
            Samples.trap(),
            Samples.answering(0),
            Samples.answering(1),
            Samples.outputBomb()
        }) {
            SigningKey sender = stranger();
            PluginCircuit hostile = hostile(upload(module));
            assertEquals(ErrorCode.SELF_CHECK_FAILED, codeOf(() -> market().register(hostile.manifest(), sender)));
            new Requester(market(), sender).assertSpent(DEPOSIT_MICROS);
        }
        paysForAProofThatThePluginTakes();
    }

    private static PluginCircuit hostile(Digest module) {
        return new PluginCircuit(
                "hostile",
                "hostile",
                new PluginCircuit.Verifier(module, 1 << 20, Duration.ofMillis(200)),
                DelayCircuit.digest("verification_key.bin"),
                java.util.Map.of(),
                DelayCircuit.terms());
    }

    /** What is refused before anything of it ran costs nothing. */
    @Test
    void refusesABadModuleAndGivesTheDepositBack() throws Exception {
        SigningKey sender = stranger();
        PluginCircuit noModule = hostile(upload("no module".getBytes(StandardCharsets.UTF_8)));
        assertEquals(ErrorCode.ARTIFACT_INVALID, codeOf(() -> market().register(noModule.manifest(), sender)));
        PluginCircuit missing = hostile(Digest.sha256(new byte[] {9, 9}));
        assertEquals(ErrorCode.ARTIFACT_MISSING, codeOf(() -> market().register(missing.manifest(), sender)));
        new Requester(market(), sender).assertSpent(0);
    }

    @Test
    void chargesNoStatementTwice() throws Exception {
        SigningKey sender = stranger();
        PluginCircuit hostile = hostile(upload(Samples.comparing(21, 7)));
        RegisterCircuitRequest once = market().registration(hostile.manifest(), sender, Instant.now());
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    ErrorCode.SELF_CHECK_FAILED, codeOf(() -> market().stub().registerCircuit(once)));
        }
        new Requester(market(), sender).assertSpent(DEPOSIT_MICROS);
    }

    /** Attack 2, of registrations: whoever carries one can change no byte of the manifest, nor charge another. */
    @Test
    void registrationOfAnotherBodyIsNotTheSignedOne() {
        SigningKey sender = stranger();
        RegisterCircuitRequest signed =
                market().registration(DelayCircuit.owned(sender.address()).manifest(), sender, Instant.now());
        RegisterCircuitRequest body = signed.toBuilder()
                .setManifest(
                        ByteString.copyFrom(hostile(Digest.sha256(new byte[0])).manifest()))
                .build();
        RegisterCircuitRequest victim = signed.toBuilder()
                .setRegistrant(Wire.bytes(stranger().address()))
                .build();
        RegisterCircuitRequest more =
                signed.toBuilder().setMaxDepositMicros(5_000_000).build();
        for (RegisterCircuitRequest changed : new RegisterCircuitRequest[] {body, victim, more}) {
            assertEquals(ErrorCode.BAD_SIGNATURE, codeOf(() -> market().stub().registerCircuit(changed)));
        }
        new Requester(market(), sender).assertSpent(0);
    }

    /** Attack 3, of registrations: a signature made in another role means nothing here. */
    @Test
    void signatureOfAnotherRoleRegistersAndRemovesNothing() {
        SigningKey owner = stranger();
        PluginCircuit circuit = DelayCircuit.owned(owner.address());
        byte[] cancel = Signed.sign(new Cancel(circuit.id()), owner, SigningDomain.dev())
                .signature();
        RegisterCircuitRequest request = market().registration(circuit.manifest(), owner, Instant.now()).toBuilder()
                .setSignature(ByteString.copyFrom(cancel))
                .build();
        assertEquals(ErrorCode.BAD_SIGNATURE, codeOf(() -> market().stub().registerCircuit(request)));
        RegisterCircuitResponse registered = market().register(circuit.manifest(), owner);
        assertEquals(DEPOSIT_MICROS, registered.getDepositMicros());
        assertEquals(ErrorCode.BAD_SIGNATURE, codeOf(() -> remove(circuit.id(), cancel)));
        byte[] another = Signed.sign(new Remove(circuit.id()), stranger(), SigningDomain.dev())
                .signature();
        assertEquals(ErrorCode.BAD_SIGNATURE, codeOf(() -> remove(circuit.id(), another)));
    }

    private void remove(Digest circuit, byte[] signature) {
        var ignored = market().stub()
                .removeCircuit(RemoveCircuitRequest.newBuilder()
                        .setCircuitId(Wire.bytes(circuit))
                        .setSignature(ByteString.copyFrom(signature))
                        .build());
    }

    /** Attack 23: what an id meant when a request was signed, it means for ever, or nothing. */
    @Test
    void removedCircuitLeavesATombstoneAndItsIdIsNeverUsedAgain() {
        SigningKey owner = SigningKey.generate(new SecureRandom());
        PluginCircuit circuit = DelayCircuit.owned(owner.address());
        assertEquals(ErrorCode.BAD_SIGNATURE, codeOf(() -> market().register(circuit.manifest(), stranger())));
        assertTrue(market().register(circuit.manifest(), owner).getCreated());
        new Requester(market(), owner).assertDeposited(DEPOSIT_MICROS);
        byte[] word = Signed.sign(new Remove(circuit.id()), owner, SigningDomain.dev())
                .signature();
        remove(circuit.id(), word);
        new Requester(market(), owner).assertSpent(0);
        Requester alice = new Requester(market());
        byte[] input = DelayCircuit.file("input.txt");
        assertEquals(
                ErrorCode.CIRCUIT_REMOVED,
                codeOf(() -> alice.open(alice.request(circuit.id(), input, Duration.ofSeconds(30)), input)));
        assertEquals(ErrorCode.CIRCUIT_REMOVED, codeOf(() -> market().register(circuit.manifest(), owner)));
        remove(circuit.id(), word);
        assertTrue(listed(circuit.id()).getRemovedMillis() > 0);
        assertEquals(0, listed(DelayCircuit.circuit().id()).getRemovedMillis());
    }

    private dev.assay.proto.v1.Circuit listed(Digest id) {
        return market().stub().listCircuits(ListCircuitsRequest.getDefaultInstance()).getCircuitsList().stream()
                .filter(circuit -> Wire.digest(circuit.getId()).equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nobodyRemovesACircuitWithoutAnOwner() {
        Digest id = DelayCircuit.circuit().id();
        byte[] word = Signed.sign(new Remove(id), Reachable.ANYBODY, SigningDomain.dev())
                .signature();
        assertEquals(ErrorCode.NOT_SUPPORTED, codeOf(() -> remove(id, word)));
    }

    @Test
    void takesNoVerifierThatTheOperatorRemoved() throws Exception {
        PluginCircuit circuit = hostile(upload(BURIED));
        assertEquals(ErrorCode.CIRCUIT_REMOVED, codeOf(() -> market().register(circuit.manifest(), stranger())));
    }

    @Test
    void refusesARegistrationThatIsTooOld() {
        SigningKey sender = stranger();
        byte[] manifest = DelayCircuit.owned(sender.address()).manifest();
        assertEquals(
                ErrorCode.DEADLINE_INVALID,
                codeOf(() -> market().stub()
                        .registerCircuit(market().registration(
                                        manifest, sender, Instant.now().minusSeconds(600)))));
    }

    @Test
    void aRegistrantWithoutTheDepositIsRefusedBeforeAnythingRuns() {
        SigningKey sender = stranger();
        byte[] manifest = DelayCircuit.owned(sender.address()).manifest();
        RegisterCircuitRequest poor = market().registration(manifest, sender, Instant.now(), DEPOSIT_MICROS - 1);
        assertEquals(ErrorCode.INSUFFICIENT_FUNDS, codeOf(() -> market().stub().registerCircuit(poor)));
    }
}
