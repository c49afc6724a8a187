package dev.assay.cli.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.Ran;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From snarkjs' files to each format and back, and the same proof verified on the way. */
class ConvertTest {

    private static final String PROOF = Ran.sample("circuits/reserves/proof.json");
    private static final String PUBLIC = Ran.sample("circuits/reserves/public.json");
    private static final String KEY = Ran.sample("circuits/reserves/verification_key.json");
    private static final String ZKEY = Ran.sample("circuits/reserves/reserves.zkey");

    @TempDir
    private Path folder = Path.of("");

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static Ran done(String... args) {
        Ran ran = Ran.command(args);
        assertEquals(0, ran.status(), ran.err() + ran.out());
        return ran;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gnark",
                "gnark-raw",
                "arkworks",
                "arkworks-uncompressed",
                "arkworks-old",
                "arkworks-old-uncompressed",
                "solidity",
                "calldata",
                "words"
            })
    void aProofInAnyFormatVerifiesAndComesBack(String format) throws IOException {
        done("convert", "proof", PROOF, "--public", PUBLIC, "--to", format, "--out", file("proof.bin"));
        done("verify", "proof", file("proof.bin"), "--vk", KEY, "--public", PUBLIC);
        done("convert", "proof", file("proof.bin"), "--to", "snarkjs", "--out", file("proof.json"));
        done("convert", "proof", PROOF, "--to", "snarkjs", "--out", file("canonical.json"));
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("canonical.json")), Files.readAllBytes(folder.resolve("proof.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnark", "gnark-raw", "arkworks", "arkworks-uncompressed", "arkworks-old-uncompressed"})
    void aKeyInAnyFormatVerifiesAndComesBack(String format) throws IOException {
        Ran ran = done("convert", "key", ZKEY, "--to", format, "--out", file("key.bin"), "--json");
        assertEquals(new JsonArray(List.of(new JsonString("zkey"))), ran.json().get("from"));
        done("verify", "proof", PROOF, "--vk", file("key.bin"), "--public", PUBLIC);
        done("convert", "key", file("key.bin"), "--from", format, "--to", "snarkjs", "--out", file("key.json"));
        done("convert", "key", KEY, "--to", "snarkjs", "--out", file("canonical.json"));
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("canonical.json")), Files.readAllBytes(folder.resolve("key.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnark", "arkworks", "words"})
    void inputsInAnyFormatVerify(String format) {
        done("convert", "inputs", PUBLIC, "--to", format, "--out", file("inputs.bin"));
        done("verify", "proof", PROOF, "--vk", KEY, "--public", file("inputs.bin"));
        done("convert", "inputs", file("inputs.bin"), "--to", "snarkjs", "--out", file("inputs.json"));
        done("verify", "proof", PROOF, "--vk", KEY, "--public", file("inputs.json"));
    }

    @Test
    void calldataHoldsTheInputsAndMayBePastedAsText() throws IOException {
        done("convert", "proof", PROOF, "--public", PUBLIC, "--to", "calldata", "--out", file("call.bin"));
        String hex = "0x" + HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("call.bin"))) + "\n";
        Files.write(folder.resolve("call.hex"), hex.getBytes(StandardCharsets.US_ASCII));
        done("verify", "proof", file("call.hex"), "--vk", KEY);
        done("convert", "proof", file("call.hex"), "--to", "words", "--out", file("w"), "--public-out", file("p.json"));
        done("verify", "proof", file("w"), "--vk", KEY, "--public", file("p.json"));
    }

    @Test
    void saysThatAKeyWithoutTwinsCannotBecomeOneOfGnark() {
        Ran ran = Ran.command("convert", "key", KEY, "--to", "gnark", "--out", file("key.bin"), "--json");
        assertEquals(1, ran.status());
        assertEquals(new JsonString("CONVERSION_IMPOSSIBLE"), ran.json().get("reason"));
        assertTrue(String.valueOf(ran.json().get("detail")).contains("zkey"), ran.out());
        assertFalse(Files.exists(folder.resolve("key.bin")));
    }

    @Test
    void convertsNoProofWhosePointsAreWrong() throws IOException {
        String wrong = Files.readString(Path.of(PROOF)).replaceFirst("\"[0-9]+\"", "\"1\"");
        Path file = Files.writeString(folder.resolve("wrong.json"), wrong);
        Ran ran = Ran.command("convert", "proof", file.toString(), "--to", "gnark", "--out", file("p"), "--json");
        assertEquals(1, ran.status());
        assertEquals(new JsonString("POINT_NOT_ON_CURVE"), ran.json().get("reason"));
        assertTrue(ran.json().containsKey("meaning"));
    }

    @Test
    void refusesWhatTheNamedFormatIsNot() {
        Ran ran = Ran.command("convert", "proof", PROOF, "--from", "gnark", "--to", "words", "--out", file("p"));
        assertEquals(1, ran.status());
        Ran bellman = Ran.command("convert", "proof", PROOF, "--to", "bellman", "--out", file("p"), "--json");
        assertEquals(new JsonString("CONVERSION_IMPOSSIBLE"), bellman.json().get("reason"));
    }
}
