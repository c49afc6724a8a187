package dev.assay.client.internal;

import dev.assay.client.JobFailedException;
import dev.assay.client.VerificationException;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.json.Json;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.workload.Circuit;
import dev.assay.verification.workload.Workload;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The verification key of each circuit, by the circuit's id: the id is the hash of the manifest, the manifest names the
 * hash of the key, so the relay that sends both can change neither.
 */
final class CircuitKeys {

    private final SmallArtifacts artifacts;
    private final Map<Digest, CircuitKey> known = new ConcurrentHashMap<>();

    /**
     * A circuit's key.
     *
     * @param json the verification_key.json that it was read from
     */
    record CircuitKey(Circuit circuit, ProofKey key, byte[] json) {}

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
        if (!(Verdicts.valueOf(Workload.parse(manifest)) instanceof Circuit circuit)) {
            throw new VerificationException(
                    Reason.RESULT_KIND_MISMATCH, circuitId + " is a program: nothing proves it");
        }
        byte[] json = artifacts.fetch(circuit.verificationKey(), Json.MAX_SIZE_BYTES, end);
        return new CircuitKey(circuit, Verdicts.valueOf(ProofKey.load(circuit, json)), json);
    }
}
