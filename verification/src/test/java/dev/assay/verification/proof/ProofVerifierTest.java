package dev.assay.verification.proof;

import static dev.assay.verification.proof.SnarkjsFiles.assertReason;
import static dev.assay.verification.proof.SnarkjsFiles.json;
import static dev.assay.verification.proof.SnarkjsFiles.string;
import static dev.assay.verification.proof.SnarkjsFiles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.verification.Reason;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key decides which proof system it is; a proof of another is refused. */
class ProofVerifierTest {

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
        ProofKey key = value(ProofVerifier.load(files.keyJson()));
        ProvedInputs proved = value(ProofVerifier.verify(key, files.proofJson(), files.inputsJson()));
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
    void refusesKeysOfUnknownSystems() {
        plonk.withKey("protocol", string("stark")).assertKeyRefused(Reason.PROOF_SYSTEM_UNSUPPORTED);
        plonk.withoutKey("protocol").assertKeyRefused(Reason.PROOF_SYSTEM_UNSUPPORTED);
        plonk.withKey("protocol", string("fflonk")).assertKeyRefused(Reason.MALFORMED);
        assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, ProofVerifier.load("[]".getBytes(StandardCharsets.UTF_8)));
        assertReason(Reason.MALFORMED, ProofVerifier.load(new byte[0]));
        assertReason(Reason.TOO_LARGE, ProofVerifier.load(new byte[Groth16Key.MAX_SIZE_BYTES + 1]));
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
        value(ProofVerifier.load(files.keyJson()));
        assertReason(Reason.PROOF_INVALID, files.decide());
    }
}
