package dev.assay.market.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.market.KeyFiles;
import dev.assay.market.circuit.CircuitVerifier;
import dev.assay.market.circuit.RegisteredCircuit;
import dev.assay.market.circuit.Verifiers;
import dev.assay.sandbox.plugin.PluginEngine;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalInt;
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
