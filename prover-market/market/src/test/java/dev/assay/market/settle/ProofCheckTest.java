package dev.assay.market.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.market.KeyFiles;
import dev.assay.market.circuit.CircuitVerifier;
import dev.assay.market.circuit.RegisteredCircuit;
import dev.assay.market.circuit.Verifiers;
import dev.assay.sandbox.plugin.Answer;
import dev.assay.sandbox.plugin.PluginEngine;
import dev.assay.sandbox.plugin.PluginLimits;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.sandbox.plugin.Question;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.workload.CircuitTerms;
import dev.assay.verification.workload.PluginCircuit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proofs of each proof system over each curve that the market sells. */
class ProofCheckTest {

    private final ProofCheck check = new ProofCheck(new Verifiers(new PluginEngine(), folder()));

    /** No proof here is a plugin's: nothing is read. */
    private static ArtifactFolder folder() {
        try {
            return new ArtifactFolder(Path.of("target", "no-artifacts"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] input(KeyFiles system) {
        return switch (system) {
            case GROTH16, PLONK, FFLONK -> KeyFiles.bytes(KeyFiles.GROTH16.proved("input.json"));
            // One of its public values is -2, which is another number modulo the order of BN254's groups.
            case GROTH16_BLS12_381 -> "{\"x\": 3, \"salt\": -2, \"limit\": 7}".getBytes(StandardCharsets.UTF_8);
        };
    }

    private Optional<ProofCheck.Fault> fault(KeyFiles circuit, KeyFiles proof, byte[] input) {
        Submission submission = new Submission(
                SigningKey.generate(new SecureRandom()).address(),
                Digest.sha256(),
                1,
                KeyFiles.bytes(proof.proved("proof.json")),
                KeyFiles.bytes(proof.proved("public.json")));
        RegisteredCircuit registered = new RegisteredCircuit(
                circuit.circuit().id(),
                circuit.circuit(),
                new CircuitVerifier.BuiltIn(KeyFiles.load(circuit.proved("verification_key.json"))),
                OptionalInt.of(1));
        return check.fault(registered, submission, input);
    }

    @ParameterizedTest
    @EnumSource
    void findsNoFaultWithAProofOfTheCircuitsSystem(KeyFiles system) {
        assertEquals(Optional.empty(), fault(system, system, input(system)));
    }

    /** A valid proof of the same statement, but nobody registered a key for it. */
    @ParameterizedTest
    @EnumSource
    void rejectsAProofOfAnotherSystem(KeyFiles system) {
        for (KeyFiles other : KeyFiles.values()) {
            assertEquals(other != system, fault(system, other, input(system)).isPresent(), other.name());
        }
    }

    /** A plugin that always answers the same, and is busy at first. */
    private record Busy(AtomicInteger times, Answer then) implements Plugins {
        @Override
        public Answer ask(Digest plugin, Module module, Question question, PluginLimits limits) {
            return times.getAndDecrement() > 0 ? new Answer.Failed(Answer.Cause.BUSY, "others are asked") : then;
        }

        @Override
        public void close() {}
    }

    private static Optional<ProofCheck.Fault> fault(int timesBusy, Duration patience) {
        Answer yes = new Answer.Accepted("", Duration.ofMillis(1));
        Verifiers verifiers = new Verifiers(new Busy(new AtomicInteger(timesBusy), yes), folder());
        PluginCircuit circuit = new PluginCircuit(
                "busy",
                "busy",
                new PluginCircuit.Verifier(Digest.sha256(), 1 << 20, Duration.ofMillis(200)),
                Digest.sha256(),
                Map.of(),
                CircuitTerms.NONE.withSample(Digest.sha256(), Digest.sha256()));
        return new ProofCheck(verifiers, Duration.ofMillis(1), patience)
                .fault(
                        new RegisteredCircuit(
                                circuit.id(),
                                circuit,
                                new CircuitVerifier.Plugin(circuit, new byte[0]),
                                OptionalInt.empty()),
                        new Submission(
                                SigningKey.generate(new SecureRandom()).address(),
                                Digest.sha256(),
                                1,
                                new byte[0],
                                new byte[0]),
                        new byte[0]);
    }

    /** Attack 21: plugins that keep every place busy take no pay from a node whose proof is good. */
    @Test
    void poisonedVerifierOfAnotherCircuitOnlyDelaysAGoodProof() {
        assertEquals(Optional.empty(), fault(3, Duration.ofMinutes(1)));
    }

    @Test
    void doesNotAskForEver() {
        assertEquals(
                Optional.of(ErrorCode.VERIFIER_FAILED),
                fault(Integer.MAX_VALUE, Duration.ofMillis(50)).map(ProofCheck.Fault::code));
    }

    @ParameterizedTest
    @EnumSource
    void rejectsAProofForAnotherInput(KeyFiles system) {
        byte[] other = new String(input(system), StandardCharsets.UTF_8)
                .replace("12000000000", "12000000001")
                .replace("\"limit\": 7", "\"limit\": 8")
                .getBytes(StandardCharsets.UTF_8);
        assertTrue(fault(system, system, other).isPresent());
    }
}
