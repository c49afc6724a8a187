package dev.assay.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.Ran;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyProofTest {

    private static final String PROOF = Ran.sample("circuits/reserves/proof.json");
    private static final String PUBLIC = Ran.sample("circuits/reserves/public.json");
    private static final String KEY = Ran.sample("circuits/reserves/verification_key.json");

    @Test
    void acceptsAGoodProof() {
        Ran ran = Ran.command("verify", "proof", PROOF, "--public", PUBLIC, "--vk", KEY, "--json");
        assertEquals(0, ran.status(), ran.err());
        assertEquals(new JsonString("verified"), ran.json().get("verdict"));
    }

    @Test
    void findsTheOtherFilesBesideTheProof() {
        assertEquals(0, Ran.command("verify", "proof", PROOF).status());
    }

    @Test
    void rejectsAnotherPublicInput(@TempDir Path folder) throws IOException {
        String changed = Files.readString(Path.of(PUBLIC)).replace("20260131", "20260132");
        Path file = Files.writeString(folder.resolve("public.json"), changed);
        Ran ran = Ran.command("verify", "proof", PROOF, "--public", file.toString(), "--vk", KEY, "--json");
        assertEquals(1, ran.status());
        assertEquals(new JsonString("PROOF_INVALID"), ran.json().get("reason"));
    }

    @Test
    void rejectsAKeyThatIsNone(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key.json"), "{}");
        assertEquals(
                1,
                Ran.command("verify", "proof", PROOF, "--public", PUBLIC, "--vk", file.toString())
                        .status());
    }

    @Test
    void aBundleKeepsTheKeysHash(@TempDir Path folder) throws IOException {
        byte[] key = Files.readAllBytes(Path.of(KEY));
        ProofBundle bundle =
                new ProofBundle(Files.readAllBytes(Path.of(PROOF)), Files.readAllBytes(Path.of(PUBLIC)), key);
        Path file = Files.write(folder.resolve("bundle.json"), bundle.encode());
        Ran ran = Ran.command("verify", "proof", file.toString());
        assertEquals(0, ran.status(), ran.err());
        String digest = dev.assay.verification.Digest.sha256(key).hex();
        assertTrue(ran.out().contains(digest), ran.out());
    }

    /** A prover must not choose the key that its proof is verified under. */
    @Test
    void aBundlesKeyNeverTakesThePlaceOfTheOneNamed(@TempDir Path folder) throws IOException {
        byte[] key = Files.readAllBytes(Path.of(KEY));
        ProofBundle bundle =
                new ProofBundle(Files.readAllBytes(Path.of(PROOF)), Files.readAllBytes(Path.of(PUBLIC)), key);
        String file =
                Files.write(folder.resolve("bundle.json"), bundle.encode()).toString();
        Path other = Files.writeString(folder.resolve("key.json"), new String(key, UTF_8) + " ");
        assertEquals(
                2,
                Ran.command("verify", "proof", file, "--vk", other.toString()).status());
        assertEquals(0, Ran.command("verify", "proof", file, "--vk", KEY).status());
    }
}
