package dev.assay.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveTest {

    private static final String ZKEY = Ran.sample("circuits/reserves/reserves.zkey");
    private static final String WASM = Ran.sample("circuits/reserves/reserves.wasm");
    private static final String WTNS = Ran.sample("circuits/reserves/reserves.wtns");
    private static final String INPUT = Ran.sample("circuits/reserves/input.json");
    private static final String KEY = Ran.sample("circuits/reserves/verification_key.json");

    @TempDir
    private Path folder = Path.of("");

    private Ran prove(String... args) {
        List<String> all = new ArrayList<>(List.of("prove"));
        all.addAll(Arrays.asList(args));
        all.addAll(List.of("--proof", out("proof.json"), "--public", out("public.json")));
        return Ran.command(all.toArray(String[]::new));
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void provesFromAnInput() {
        Ran ran = prove("--zkey", ZKEY, "--wasm", WASM, "--input", INPUT, "--backend", "java");
        assertEquals(0, ran.status(), ran.err());
        assertEquals(
                0,
                Ran.command("verify", "proof", out("proof.json"), "--public", out("public.json"), "--vk", KEY)
                        .status());
    }

    @Test
    void provesFromAWitness() {
        assertEquals(0, prove("--zkey", ZKEY, "--wtns", WTNS).status());
    }

    @Test
    void rejectsAnInputThatTheCircuitRefuses() throws IOException {
        Path input = Files.writeString(
                folder.resolve("input.json"),
                Files.readString(Path.of(INPUT)).replace("\"12000000000\"", "\"99000000000\""));
        Ran ran = prove("--zkey", ZKEY, "--wasm", WASM, "--input", input.toString());
        assertEquals(1, ran.status(), ran.err());
        assertFalse(Files.exists(folder.resolve("proof.json")));
    }

    @Test
    void refusesAKeyThatIsCutOff() throws IOException {
        byte[] zkey = Files.readAllBytes(Path.of(ZKEY));
        Path cut = Files.write(folder.resolve("cut.zkey"), Arrays.copyOf(zkey, zkey.length / 2));
        assertEquals(2, prove("--zkey", cut.toString(), "--wtns", WTNS).status());
    }
}
