package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.node.iden3.Samples;
import dev.assay.node.witness.WitnessLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference implementation accepts what is proved here. Needs npm, or snarkjs 0.7.6 on the PATH. */
final class SnarkjsTest {

    @TempDir
    private Path folder;

    @Test
    void snarkjsVerifiesOurProof() throws Exception {
        Snarkjs snarkjs = Snarkjs.assumePresent();
        Prover prover = new Prover(new JavaBackend(), WitnessLimits.ofThisMachine());
        Proven proven = prover.prove(
                Samples.reserves("reserves.zkey"),
                Samples.reserves("reserves.wasm"),
                Optional.empty(),
                Samples.bytes(Samples.reserves("input.json")),
                phase -> {});
        Path proof = Files.write(folder.resolve("proof.json"), proven.proofJson());
        Path inputs = Files.write(folder.resolve("public.json"), proven.publicJson());
        Path key = Samples.reserves("verification_key.json");
        assertEquals(0, snarkjs.run("groth16", "verify", key.toString(), inputs.toString(), proof.toString()));
    }

    @Test
    void snarkjsVerifiesOurProofOverBls12381() throws Exception {
        Snarkjs snarkjs = Snarkjs.assumePresent();
        Prover prover = new Prover(BackendChoice.best().backend(), WitnessLimits.ofThisMachine());
        Proven proven = prover.prove(Samples.bls12381("chain.zkey"), Samples.bls12381("chain.wtns"), phase -> {});
        Path proof = Files.write(folder.resolve("proof.json"), proven.proofJson());
        Path inputs = Files.write(folder.resolve("public.json"), proven.publicJson());
        Path key = Samples.bls12381("verification_key.json");
        assertEquals(0, snarkjs.run("groth16", "verify", key.toString(), inputs.toString(), proof.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plonk", "fflonk"})
    void snarkjsVerifiesOurUniversalProofs(String system) throws Exception {
        Snarkjs snarkjs = Snarkjs.assumePresent();
        Prover prover = new Prover(new JavaBackend(), WitnessLimits.ofThisMachine());
        Proven proven =
                prover.prove(Samples.universal(system + ".zkey"), Samples.universal("polynomial.wtns"), phase -> {});
        Path proof = Files.write(folder.resolve("proof.json"), proven.proofJson());
        Path inputs = Files.write(folder.resolve("public.json"), proven.publicJson());
        Path key = Samples.universal(system + ".json");
        assertEquals(0, snarkjs.run(system, "verify", key.toString(), inputs.toString(), proof.toString()));
    }
}
