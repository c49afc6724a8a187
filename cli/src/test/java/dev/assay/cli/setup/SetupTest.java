package dev.assay.cli.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {

    private static final String R1CS = Ran.sample("circuits/reserves/reserves.r1cs");
    private static final String WTNS = Ran.sample("circuits/reserves/reserves.wtns");
    private static final String ANOTHER_ZKEY = Ran.sample("circuits/reserves/reserves.zkey");

    @TempDir
    private Path folder = Path.of("");

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Ran verify(String ptau, String zkey) {
        return Ran.command("setup", "verify", "--r1cs", R1CS, "--ptau", ptau, "--zkey", zkey, "--json");
    }

    @Test
    void makesAKeyThatIsVerifiedAndProves() throws IOException {
        String ptau = file("drawn.ptau");
        String zkey = file("made.zkey");
        String vk = file("verification_key.json");
        Ran made = Ran.command("setup", "--r1cs", R1CS, "--insecure-tau", ptau, "--out", zkey, "--vk", vk);
        assertEquals(0, made.status(), made.err());
        assertTrue(made.out().contains("INSECURE"), made.out());

        Ran verified = verify(ptau, zkey);
        assertEquals(0, verified.status(), verified.out());
        assertTrue(verified.json().containsKey("checks"));

        Ran proven = Ran.command(
                "prove",
                "--zkey",
                zkey,
                "--wtns",
                WTNS,
                "--proof",
                file("proof.json"),
                "--public",
                file("public.json"));
        assertEquals(0, proven.status(), proven.err());
        assertEquals(
                0,
                Ran.command("verify", "proof", file("proof.json"), "--vk", vk, "--public", file("public.json"))
                        .status());

        Ran rejected = verify(ptau, ANOTHER_ZKEY);
        assertEquals(1, rejected.status(), rejected.err());
        assertTrue(rejected.out().contains("ALPHA_BETA"), rejected.out());
        refusesPowersThatAreCutOff(Path.of(ptau));
    }

    private void refusesPowersThatAreCutOff(Path ptau) throws IOException {
        byte[] bytes = Files.readAllBytes(ptau);
        Path cut = Files.write(folder.resolve("cut.ptau"), Arrays.copyOf(bytes, bytes.length / 2));
        Ran ran = Ran.command("setup", "--r1cs", R1CS, "--ptau", cut.toString(), "--out", file("none.zkey"));
        assertEquals(2, ran.status(), ran.err());
        assertFalse(Files.exists(folder.resolve("none.zkey")));
    }

    @Test
    void wantsOneSourceOfTau() {
        assertEquals(
                2, Ran.command("setup", "--r1cs", R1CS, "--out", file("x.zkey")).status());
        assertEquals(
                2,
                Ran.command("setup", "--r1cs", R1CS, "--ptau", R1CS, "--insecure-tau", R1CS, "--out", file("x.zkey"))
                        .status());
        assertEquals(
                2, Ran.command("setup", "--ptau", R1CS, "--out", file("x.zkey")).status());
    }

    @Test
    void refusesFilesThatAreAbsent() {
        assertEquals(2, verify(file("absent.ptau"), ANOTHER_ZKEY).status());
    }
}
