package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.json.JsonValue.JsonNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrongUseTest {

    private static final String WASM = "samples/programs/median-price/median-price.wasm";
    private static final String ZEROS = "0000000000000000000000000000000000000000000000000000000000000000";
    private static final String INPUT = "--input samples/programs/median-price/input.csv";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "demo extra",
                "demo --no-such-option",
                "up --listen nowhere",
                "up --listen 127.0.0.1:99999",
                "up extra",
                "run",
                "run " + WASM,
                "run " + WASM + " " + INPUT,
                "run " + WASM + " " + INPUT + " --assurance perhaps",
                "run " + WASM + " " + INPUT + " --assurance both",
                "run " + WASM + " " + INPUT + " --assurance proof",
                "run " + WASM + " " + INPUT + " --assurance tee",
                "run " + WASM + " " + INPUT + " --assurance tee --simulated-root nothing-here",
                "run " + WASM + " " + INPUT + " --assurance tee --relay 7420",
                "run " + WASM + " " + INPUT + " --assurance tee --deadline soon",
                "run " + WASM + " " + INPUT + " --assurance tee --any-measurement --deadline 2s --soft-deadline 3s",
                "run " + WASM + " " + INPUT + " --assurance tee --max-price much",
                "run " + WASM + " --input nothing-here --assurance tee --any-measurement",
                "run nothing-here " + INPUT + " --assurance tee --any-measurement",
                "run samples/programs " + INPUT + " --assurance proof",
                "run samples/circuits/reserves " + INPUT + " --assurance tee",
                "verify",
                "verify nonsense",
                "verify receipt",
                "verify receipt nothing-here --any-measurement",
                "verify receipt " + WASM,
                "verify evidence",
                "verify evidence " + WASM,
                "verify evidence nothing-here --any-measurement",
                "verify evidence " + WASM + " --any-measurement --at noon",
                "verify evidence " + WASM + " --policy " + WASM,
                "verify proof",
                "verify proof nothing-here",
                "verify proof " + WASM,
                "verify proof samples/circuits/reserves/proof.json --system perhaps",
                "verify proof samples/circuits/reserves/proof.json --system risc0",
                "verify proof samples/circuits/reserves/proof.json --system sp1",
                "verify proof samples/circuits/reserves/proof.json --system groth16 --image-id " + ZEROS,
                "verify proof samples/circuits/reserves/proof.json --image-id " + ZEROS + " --program " + ZEROS,
                "verify proof samples/circuits/reserves/proof.json --image-id " + ZEROS + " --release 9.9",
                "convert",
                "convert nonsense",
                "convert proof",
                "convert proof nothing-here --to gnark --out target/never",
                "convert proof samples/circuits/reserves/proof.json --to gnark",
                "convert proof samples/circuits/reserves/proof.json --out target/never",
                "convert proof samples/circuits/reserves/proof.json --to perhaps --out target/never",
                "convert proof samples/circuits/reserves/proof.json --from perhaps --to gnark --out target/never",
                "convert proof samples/circuits/reserves/proof.json --to gnark --out target/never --public-out target/never",
                "convert key nothing-here --to gnark --out target/never",
                "convert key samples --to gnark --out target/never",
                "convert inputs nothing-here --to gnark --out target/never",
                "convert inputs samples/circuits/reserves/public.json --to gnark --out target/never --curve p256",
                "verify cases",
                "verify cases nothing-here",
                "verify cases pom.xml",
                "prove",
                "prove --zkey a --proof b --public c",
                "prove --zkey a --wtns w --wasm x --input i --proof b --public c",
                "prove --zkey nothing-here --wtns nothing-here --proof b --public c",
                "prove --zkey a --wtns w --proof b --public c --backend abacus",
                "prove --zkey a --wtns w --proof b --public c --backend cuda",
                "relay --config nothing-here",
                "market --config nothing-here",
                "enclave --config nothing-here",
                "node --config nothing-here",
                "node nonsense",
                "node doctor extra",
                "enclave doctor extra",
                "setup",
                "setup verify",
                "setup --r1cs samples/a verify --r1cs samples/a --ptau samples/b --zkey samples/c",
                "setup --out target/never verify --r1cs samples/a --ptau samples/b --zkey samples/c",
                "node --config nothing-here doctor",
                "enclave --config=nothing-here doctor"
            })
    void isStatusTwoAndTwoLines(String line) {
        Ran ran = Ran.command(rooted(line.split(" ", -1)));
        assertEquals(2, ran.status(), ran.err());
        assertEquals("", ran.out());
        assertEquals(2, ran.err().lines().count(), ran.err());
        assertTrue(ran.err().startsWith("assay: "), ran.err());
        assertFalse(ran.err().contains("\tat "), ran.err());
    }

    private static String[] rooted(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("samples/") || args[i].equals("pom.xml")) {
                args[i] = Ran.ROOT.resolve(args[i]).toString();
            }
        }
        return args;
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay", "market", "enclave", "node"})
    void anUnknownKeyStopsAService(String service, @TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("service.properties"), "lisen = 127.0.0.1:0\n");
        Ran ran = Ran.command(service, "--config", config.toString());
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains("lisen"), ran.err());
    }

    @Test
    void isOneJsonObjectWhereJsonIsAskedFor() {
        Ran ran = Ran.command("verify", "proof", "nothing-here", "--json");
        assertEquals(2, ran.status());
        assertEquals(new JsonNumber("2"), ran.json().get("status"));
        assertEquals("", ran.err());
    }

    @Test
    void saysWhichOptionNoCommandReads() {
        Ran ran = Ran.command("node", "--config", "nothing-here", "doctor");
        assertTrue(ran.err().contains("--config stands before \"doctor\""), ran.err());
        Ran json = Ran.command("node", "--json", "doctor");
        assertEquals(2, json.status());
        assertEquals(new JsonNumber("2"), json.json().get("status"));
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertTrue(Ran.command("verfy").err().contains("verify"));
    }
}
