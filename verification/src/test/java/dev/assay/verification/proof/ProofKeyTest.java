package dev.assay.verification.proof;

import static dev.assay.verification.proof.SnarkjsFiles.assertReason;
import static dev.assay.verification.proof.SnarkjsFiles.json;
import static dev.assay.verification.proof.SnarkjsFiles.string;
import static dev.assay.verification.proof.SnarkjsFiles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key decides which proof system it is; a proof of another is refused. */
class ProofKeyTest {

    private SnarkjsFiles groth16;
    private final SnarkjsFiles plonk = SnarkjsFiles.load("plonk", "reserves");
    private final SnarkjsFiles fflonk = SnarkjsFiles.load("fflonk", "reserves");

    @BeforeEach
    void load() throws IOException {
        ReservesSample sample = ReservesSample.load();
        groth16 = new SnarkjsFiles(
                (JsonObject) json(sample.key()), (JsonObject) json(sample.proof()), (JsonArray) json(sample.inputs()));
    }

    @Test
    void acceptsProofsOfEachSystem() {
        assertInstanceOf(ProvedInputs.Groth16.class, proved(groth16));
        assertInstanceOf(ProvedInputs.Plonk.class, proved(plonk));
        assertInstanceOf(ProvedInputs.Fflonk.class, proved(fflonk));
    }

    private static ProvedInputs proved(SnarkjsFiles files) {
        ProofKey key = value(ProofKey.load(files.keyJson()));
        ProvedInputs proved = value(key.verify(files.proofJson(), files.inputsJson()));
        assertEquals(key, proved.key());
        assertEquals(3, key.publicInputs());
        assertEquals(3, proved.publicInputs().size());
        return proved;
    }

    @Test
    void rejectsProofOfAnotherSystemThanItsKey() {
        for (SnarkjsFiles key : List.of(groth16, plonk, fflonk)) {
            for (SnarkjsFiles proof : List.of(groth16, plonk, fflonk)) {
                if (key != proof) {
                    JsonValue protocol = key.proofAt("protocol");
                    new SnarkjsFiles(key.key(), proof.proof(), key.inputs()).assertRejected(foreign(key, proof));
                    new SnarkjsFiles(key.key(), proof.proof(), key.inputs())
                            .withProof("protocol", protocol)
                            .assertRejected(Reason.MALFORMED);
                }
            }
        }
    }

    /** Members that one system does not know are found before what the file says that it is. */
    private static Reason foreign(SnarkjsFiles key, SnarkjsFiles proof) {
        return key.proof()
                        .members()
                        .keySet()
                        .containsAll(proof.proof().members().keySet())
                ? Reason.PROOF_SYSTEM_UNSUPPORTED
                : Reason.MALFORMED;
    }

    @Test
    void namesSystemAndCurveAsManifestsDo() {
        assertEquals(Circuit.GROTH16_BN254, key(groth16).proofSystem());
        assertEquals(Circuit.PLONK_BN254, key(plonk).proofSystem());
        assertEquals(Circuit.FFLONK_BN254, key(fflonk).proofSystem());
        assertEquals(
                "plonk-bls12-381",
                key(SnarkjsFiles.load("plonk-bls12381", "product")).proofSystem());
    }

    @Test
    void loadsTheKeyThatACircuitNames() {
        for (SnarkjsFiles files : List.of(groth16, plonk, fflonk)) {
            Circuit circuit = circuit(files, key(files).proofSystem(), 3);
            assertEquals(
                    circuit.verificationKey(),
                    value(ProofKey.load(circuit, files.keyJson())).digest());
        }
    }

    @Test
    void refusesAKeyOfAnotherSystemThanTheCircuits() {
        List<SnarkjsFiles> systems = List.of(groth16, plonk, fflonk);
        for (SnarkjsFiles files : systems) {
            for (SnarkjsFiles other : systems) {
                Circuit circuit = circuit(files, key(other).proofSystem(), 3);
                Verdict<ProofKey> verdict = ProofKey.load(circuit, files.keyJson());
                if (files == other) {
                    assertInstanceOf(Verdict.Verified.class, verdict);
                } else {
                    assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, verdict);
                }
            }
        }
    }

    @Test
    void refusesAKeyOnAnotherCurveThanTheCircuits() {
        SnarkjsFiles other = SnarkjsFiles.load("plonk-bls12381", "polynomial");
        assertReason(
                Reason.PROOF_SYSTEM_UNSUPPORTED,
                ProofKey.load(circuit(other, Circuit.PLONK_BN254, 3), other.keyJson()));
    }

    @Test
    void refusesAnotherFileAndAnotherCountThanTheCircuits() {
        Circuit two = circuit(plonk, Circuit.PLONK_BN254, 2);
        assertReason(Reason.INPUT_COUNT_MISMATCH, ProofKey.load(two, plonk.keyJson()));
        assertReason(Reason.ARTIFACT_MISMATCH, ProofKey.load(two, fflonk.keyJson()));
        Circuit empty = new Circuit(
                "empty", Circuit.PLONK_BN254, Digest.sha256(), Digest.sha256(), Digest.sha256(), Optional.empty(), 3);
        assertReason(Reason.MALFORMED, ProofKey.load(empty, new byte[0]));
    }

    private static ProofKey key(SnarkjsFiles files) {
        return value(ProofKey.load(files.keyJson()));
    }

    private static Circuit circuit(SnarkjsFiles files, String proofSystem, int publicInputs) {
        Digest key = Digest.sha256(files.keyJson());
        return new Circuit("reserves", proofSystem, key, key, key, Optional.empty(), publicInputs);
    }

    @Test
    void refusesKeysOfUnknownSystems() {
        plonk.withKey("protocol", string("stark")).assertKeyRefused(Reason.PROOF_SYSTEM_UNSUPPORTED);
        plonk.withoutKey("protocol").assertKeyRefused(Reason.PROOF_SYSTEM_UNSUPPORTED);
        plonk.withKey("protocol", string("fflonk")).assertKeyRefused(Reason.MALFORMED);
        assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, ProofKey.load("[]".getBytes(StandardCharsets.UTF_8)));
        assertReason(Reason.MALFORMED, ProofKey.load(new byte[0]));
        assertReason(Reason.TOO_LARGE, ProofKey.load(new byte[Groth16Key.MAX_SIZE_BYTES + 1]));
    }

    /** Its challenges were drawn in the order of snarkjs before 0.7, which snarkjs itself rejects today. */
    @Test
    void rejectsProofWithTheOldTranscript() throws IOException {
        Path folder = Path.of(System.getProperty("assay.root"), "../shared/vectors/zk/snarkjs-plonk-circuit");
        Assumptions.assumeTrue(Files.exists(folder), "needs the shared vectors");
        SnarkjsFiles files = new SnarkjsFiles(
                (JsonObject) json(Files.readString(folder.resolve("verification_key.json"))),
                (JsonObject) json(Files.readString(folder.resolve("proof.json"))),
                (JsonArray) json(Files.readString(folder.resolve("public.json"))));
        value(ProofKey.load(files.keyJson()));
        assertReason(Reason.PROOF_INVALID, files.decide());
    }
}
