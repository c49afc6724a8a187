package dev.assay.market.circuit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.market.zkey.ZkeyVerificationKey;
import dev.assay.sandbox.InvalidProgram;
import dev.assay.sandbox.ModuleCheck;
import dev.assay.sandbox.ModuleLimits;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Key;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.workload.Circuit;
import dev.assay.verification.workload.PluginCircuit;
import dev.assay.verification.workload.Provable;
import dev.assay.verification.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a circuit must be before jobs can name it. A verification key that the library reads is examined to the bottom,
 * because money follows it; the proving key must belong to it, and of the witness program only the kind of file is looked
 * at: nodes, who run both, examine the rest. Of a circuit with a plugin, the plugin is tried.
 */
record CircuitExamination(ArtifactFolder artifacts, Verifiers verifiers) {

    /** The largest key that a plugin is given. */
    private static final int MAX_PLUGIN_KEY_BYTES = 2 << 20;

    private static final byte[] WASM_MAGIC = {0, 'a', 's', 'm'};

    /**
     * @throws Failure {@link ErrorCode#MANIFEST_INVALID}, {@link ErrorCode#NOT_SUPPORTED},
     *     {@link ErrorCode#ARTIFACT_MISSING} or {@link ErrorCode#ARTIFACT_INVALID}
     */
    RegisteredCircuit examine(byte[] manifest) throws IOException {
        Provable provable = circuit(manifest);
        requireArtifacts(provable);
        Optional<Digest> validator = provable.terms().inputValidator();
        if (validator.isPresent()) {
            requireModule(validator.get(), "the input validator");
        }
        CircuitVerifier verifier = verifier(provable);
        OptionalInt outputs = OptionalInt.empty();
        switch (provable) {
            case Circuit circuit -> {
                requireSameKey(circuit, key(circuit));
                requireMagic(circuit.wasm(), WASM_MAGIC, "the witness program");
                outputs = publicOutputs(circuit);
            }
            case PluginCircuit circuit -> requireModule(circuit.verifier().code(), "the verifier");
        }
        new SelfCheck(verifiers, artifacts).run(provable, verifier, keyBytes(provable));
        return new RegisteredCircuit(Digest.sha256(manifest), provable, verifier, outputs);
    }

    static Provable circuit(byte[] manifest) {
        return switch (Workload.parse(manifest)) {
            case Verdict.Verified<Workload>(Circuit circuit) -> supported(circuit);
            case Verdict.Verified<Workload>(PluginCircuit circuit) -> circuit;
            case Verdict.Verified<Workload> other ->
                throw new Failure(
                        ErrorCode.MANIFEST_INVALID,
                        "a manifest of a program: " + other.value().name());
            case Verdict.Rejected<Workload> rejected ->
                throw new Failure(ErrorCode.MANIFEST_INVALID, rejected.reason() + ": " + rejected.detail());
            case Verdict.Simulated<Workload> ignored -> throw new IllegalStateException("a manifest is not simulated");
        };
    }

    private static Circuit supported(Circuit circuit) {
        if (!Circuit.VERIFIED.contains(circuit.proofSystem())) {
            throw new Failure(
                    ErrorCode.NOT_SUPPORTED,
                    "proof system " + circuit.proofSystem() + ": register it with a verifier plugin");
        }
        return circuit;
    }

    private void requireArtifacts(Provable circuit) {
        for (Digest artifact : circuit.artifacts()) {
            if (!artifacts.has(artifact)) {
                throw new Failure(ErrorCode.ARTIFACT_MISSING, "the artifact " + artifact + " was not uploaded");
            }
        }
    }

    /** Read by the same strict pass as in the process that will run it, which costs less than starting that. */
    private void requireModule(Digest module, String what) throws IOException {
        try {
            int ignored = ModuleCheck.check(verifiers.module(module), ModuleLimits.PLUGIN);
        } catch (InvalidProgram e) {
            throw new Failure(ErrorCode.ARTIFACT_INVALID, what + " is no plugin: " + e.reason());
        }
    }

    /** Also used when a circuit that was registered before is loaded again. */
    CircuitVerifier verifier(Provable circuit) throws IOException {
        return switch (circuit) {
            case Circuit known -> new CircuitVerifier.BuiltIn(key(known));
            case PluginCircuit plugin -> new CircuitVerifier.Plugin(plugin, keyBytes(plugin));
        };
    }

    byte[] keyBytes(Provable circuit) throws IOException {
        return artifacts.read(circuit.verificationKey(), MAX_PLUGIN_KEY_BYTES);
    }

    /** The file's hash is checked each time. */
    private ProofKey key(Circuit circuit) throws IOException {
        byte[] json = artifacts.read(circuit.verificationKey(), Groth16Key.MAX_SIZE_BYTES);
        return switch (ProofKey.load(circuit, json)) {
            case Verdict.Verified<ProofKey>(ProofKey key) -> key;
            case Verdict.Rejected<ProofKey> rejected ->
                throw new Failure(
                        rejected.reason() == Reason.INPUT_COUNT_MISMATCH
                                ? ErrorCode.MANIFEST_INVALID
                                : ErrorCode.ARTIFACT_INVALID,
                        "the verification key: " + rejected.reason() + ": " + rejected.detail());
            case Verdict.Simulated<ProofKey> ignored -> throw new IllegalStateException("a key is not simulated");
        };
    }

    /** Else each node that proves the circuit would lose its work: no proof of it verifies. */
    private void requireSameKey(Circuit circuit, ProofKey key) throws IOException {
        if (!ZkeyVerificationKey.isIn(artifacts.path(circuit.zkey()), key)) {
            throw new Failure(ErrorCode.ARTIFACT_INVALID, "the zkey belongs to another verification key");
        }
    }

    private void requireMagic(Digest artifact, byte[] magic, String what) throws IOException {
        try (InputStream in = Files.newInputStream(artifacts.path(artifact))) {
            if (!Arrays.equals(in.readNBytes(magic.length), magic)) {
                throw new Failure(ErrorCode.ARTIFACT_INVALID, what + " is another kind of file");
            }
        }
    }

    private OptionalInt publicOutputs(Circuit circuit) throws IOException {
        if (circuit.r1cs().isEmpty()) {
            return OptionalInt.empty();
        }
        R1csHeader header = R1csHeader.read(artifacts.path(circuit.r1cs().get()));
        if ((long) header.publicOutputs() + header.publicInputs() != circuit.publicInputs()) {
            throw new Failure(
                    ErrorCode.ARTIFACT_INVALID,
                    "the r1cs has " + header.publicOutputs() + " public outputs and " + header.publicInputs()
                            + " public inputs, the manifest " + circuit.publicInputs() + " public values");
        }
        return OptionalInt.of(header.publicOutputs());
    }
}
