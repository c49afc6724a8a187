package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.node.iden3.Samples;
import dev.assay.node.witness.WitnessLimits;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        List<String> command = snarkjs();
        assumeTrue(!command.isEmpty(), "neither snarkjs nor npm's npx is on the PATH");
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
        command.addAll(List.of("groth16", "verify", key.toString(), inputs.toString(), proof.toString()));
        assertEquals(0, run(command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plonk", "fflonk"})
    void snarkjsVerifiesOurUniversalProofs(String system) throws Exception {
        List<String> command = snarkjs();
        assumeTrue(!command.isEmpty(), "neither snarkjs nor npm's npx is on the PATH");
        Prover prover = new Prover(new JavaBackend(), WitnessLimits.ofThisMachine());
        Proven proven =
                prover.prove(Samples.universal(system + ".zkey"), Samples.universal("polynomial.wtns"), phase -> {});
        Path proof = Files.write(folder.resolve("proof.json"), proven.proofJson());
        Path inputs = Files.write(folder.resolve("public.json"), proven.publicJson());
        Path key = Samples.universal(system + ".json");
        command.addAll(List.of(system, "verify", key.toString(), inputs.toString(), proof.toString()));
        assertEquals(0, run(command));
    }

    private static List<String> snarkjs() {
        List<String> command = new ArrayList<>();
        find("snarkjs")
                .map(found -> List.of(found.toString()))
                .or(() -> find("npx").map(npx -> List.of(npx.toString(), "--yes", "snarkjs@0.7.6")))
                .ifPresent(command::addAll);
        return command;
    }

    private static Optional<Path> find(String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(entry -> Path.of(entry, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
