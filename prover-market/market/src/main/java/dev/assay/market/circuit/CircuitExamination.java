package dev.assay.market.circuit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.market.zkey.ZkeyVerificationKey;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Key;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.workload.Circuit;
import dev.assay.verification.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a circuit must be before jobs can name it. The verification key is examined to the bottom, because money follows it;
 * the proving key must belong to it, and of the witness program only the kind of file is looked at: nodes, who run both,
 * examine the rest.
 */
record CircuitExamination(ArtifactFolder artifacts) {

    /** Nodes prove these. */
    private static final Set<String> SOLD = Set.of(Circuit.GROTH16_BN254, Circuit.PLONK_BN254, Circuit.FFLONK_BN254);

    private static final byte[] WASM_MAGIC = {0, 'a', 's', 'm'};

    /**
     * @throws Failure {@link ErrorCode#MANIFEST_INVALID}, {@link ErrorCode#NOT_SUPPORTED},
     *     {@link ErrorCode#ARTIFACT_MISSING} or {@link ErrorCode#ARTIFACT_INVALID}
     */
    RegisteredCircuit examine(byte[] manifest) throws IOException {
        Circuit circuit = circuit(manifest);
        requireArtifacts(circuit);
        ProofKey key = key(circuit);
        requireSameKey(circuit, key);
        requireMagic(circuit.wasm(), WASM_MAGIC, "the witness program");
        return new RegisteredCircuit(Digest.sha256(manifest), circuit, key, publicOutputs(circuit));
    }

    static Circuit circuit(byte[] manifest) {
        return switch (Workload.parse(manifest)) {
            case Verdict.Verified<Workload>(Circuit circuit) -> supported(circuit);
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
        if (!SOLD.contains(circuit.proofSystem())) {
            throw new Failure(ErrorCode.NOT_SUPPORTED, "proof system " + circuit.proofSystem());
        }
        return circuit;
    }

    private void requireArtifacts(Circuit circuit) {
        require(circuit.verificationKey(), "verification key");
        require(circuit.zkey(), "zkey");
        require(circuit.wasm(), "witness program");
        circuit.r1cs().ifPresent(r1cs -> require(r1cs, "r1cs"));
    }

    private void require(Digest artifact, String what) {
        if (!artifacts.has(artifact)) {
            throw new Failure(ErrorCode.ARTIFACT_MISSING, "the " + what + " " + artifact + " was not uploaded");
        }
    }

    /** Also used when a circuit that was registered before is loaded again: the file's hash is checked each time. */
    ProofKey key(Circuit circuit) throws IOException {
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
