package dev.assay.cli.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cli.Ran;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference implementation writes the same calldata, and verifies what was converted. Needs npm, or snarkjs. */
class SnarkjsCalldataTest {

    private static final String PROOF = Ran.sample("circuits/reserves/proof.json");
    private static final String PUBLIC = Ran.sample("circuits/reserves/public.json");
    private static final String KEY = Ran.sample("circuits/reserves/verification_key.json");

    private static List<String> snarkjs = List.of();

    private int files;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsSnarkjs() throws Exception {
        snarkjs = find("snarkjs")
                .map(found -> List.of(found.toString()))
                .or(() -> find("npx").map(npx -> List.of(npx.toString(), "--yes", "snarkjs@0.7.6")))
                .orElse(List.of());
        assumeTrue(!snarkjs.isEmpty(), "neither snarkjs nor npm's npx is on the PATH");
        assumeTrue(run("groth16", "verify", KEY, PUBLIC, PROOF).contains("OK"), "snarkjs does not run here");
    }

    private static Optional<Path> find(String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(entry -> Path.of(entry, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(snarkjs);
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    private String converted(String... args) {
        String out = folder.resolve("converted-" + files++).toString();
        List<String> command = new ArrayList<>(List.of("convert"));
        command.addAll(List.of(args));
        command.addAll(List.of("--out", out));
        Ran ran = Ran.command(command.toArray(String[]::new));
        assertEquals(0, ran.status(), ran.err() + ran.out());
        return out;
    }

    @Test
    void snarkjsPrintsTheSameCalldata() throws Exception {
        String printed = run("zkey", "export", "soliditycalldata", PUBLIC, PROOF);
        String call = printed.lines()
                .filter(line -> line.startsWith("[\"0x"))
                .findFirst()
                .orElse(printed);
        String ours = Files.readString(Path.of(converted("proof", PROOF, "--public", PUBLIC, "--to", "solidity")));
        assertEquals(call.strip().replace(" ", ""), ours.strip().replace(" ", ""));
        Path file = Files.writeString(folder.resolve("call.txt"), call);
        assertEquals(
                0, Ran.command("verify", "proof", file.toString(), "--vk", KEY).status());
    }

    @Test
    void snarkjsVerifiesWhatWasConvertedTwice() throws Exception {
        String proof =
                converted("proof", converted("proof", PROOF, "--to", "arkworks"), "--to", "snarkjs", "--from", "auto");
        String key = converted("key", converted("key", KEY, "--to", "arkworks"), "--to", "snarkjs");
        assertTrue(run("groth16", "verify", key, PUBLIC, proof).contains("OK"));
    }
}
