package dev.assay.client.internal;

import dev.assay.client.JobFailedException;
import dev.assay.client.VerificationException;
import dev.assay.sandbox.ModuleLimits;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.json.Json;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.workload.Circuit;
import dev.assay.verification.workload.PluginCircuit;
import dev.assay.verification.workload.Program;
import dev.assay.verification.workload.Workload;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The verification key of each circuit, by the circuit's id: the id is the hash of the manifest, the manifest names the
 * hash of the key and of the plugin, so the relay that sends them can change none.
 */
final class CircuitKeys {

    private static final int MAX_PLUGIN_KEY_BYTES = 2 << 20;

    private final SmallArtifacts artifacts;
    private final Map<Digest, CircuitKey> known = new ConcurrentHashMap<>();

    /** What a circuit's proofs are verified with. */
    sealed interface CircuitKey {

        /**
         * A key that the library reads.
         *
         * @param json the verification_key.json that it was read from
         */
        record BuiltIn(ProofKey key, byte[] json) implements CircuitKey {}

        /**
         * A key for a plugin.
         *
         * @param module of the plugin
         */
        record Plugin(PluginCircuit circuit, byte[] key, byte[] module) implements CircuitKey {}
    }

    CircuitKeys(SmallArtifacts artifacts) {
        this.artifacts = artifacts;
    }

    CircuitKey of(Digest circuitId, Instant end)
            throws JobFailedException, VerificationException, InterruptedException {
        CircuitKey key = known.get(circuitId);
        if (key == null) {
            key = fetch(circuitId, end);
            known.put(circuitId, key);
        }
        return key;
    }

    private CircuitKey fetch(Digest circuitId, Instant end)
            throws JobFailedException, VerificationException, InterruptedException {
        byte[] manifest = artifacts.fetch(circuitId, Workload.MAX_MANIFEST_BYTES, end);
        return switch (Verdicts.valueOf(Workload.parse(manifest))) {
            case Circuit circuit -> {
                byte[] json = artifacts.fetch(circuit.verificationKey(), Json.MAX_SIZE_BYTES, end);
                yield new CircuitKey.BuiltIn(Verdicts.valueOf(ProofKey.load(circuit, json)), json);
            }
            case PluginCircuit circuit ->
                new CircuitKey.Plugin(
                        circuit,
                        artifacts.fetch(circuit.verificationKey(), MAX_PLUGIN_KEY_BYTES, end),
                        artifacts.fetch(circuit.verifier().code(), ModuleLimits.PLUGIN.sizeBytes(), end));
            case Program ignored ->
                throw new VerificationException(
                        Reason.RESULT_KIND_MISMATCH, circuitId + " is a program: nothing proves it");
        };
    }
}
