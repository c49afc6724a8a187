package dev.assay.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.Ran;
import dev.assay.verification.Digest;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {

    @Test
    void aRelayThatIsNotThereIsStatusThreeAtOnce(@TempDir Path folder) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Ran ran = Ran.command(
                "run",
                Ran.sample("programs/median-price/median-price.wasm"),
                "--input",
                Ran.sample("programs/median-price/input.csv"),
                "--assurance",
                "tee",
                "--any-measurement",
                "--relay",
                "127.0.0.1:" + port,
                "--key",
                folder.resolve("client.key").toString());
        assertEquals(3, ran.status(), ran.err());
        assertTrue(ran.err().contains("assay up"), ran.err());
    }

    @Test
    void readsACircuitsFolder() throws IOException {
        NamedWorkload named = Workloads.circuit(Path.of(Ran.sample("circuits/reserves")));
        Circuit circuit = (Circuit) named.workload().orElseThrow();
        assertEquals("reserves", circuit.name());
        assertEquals(3, circuit.publicInputs());
        assertTrue(circuit.r1cs().isPresent());
        assertEquals(4, named.files().size());
        assertEquals(Circuit.GROTH16_BN254, circuit.proofSystem());
    }

    /** The key says which system, whatever the file's name is. */
    @ParameterizedTest
    @ValueSource(strings = {"plonk", "fflonk"})
    void readsFoldersOfOtherProofSystems(String system, @TempDir Path folder) throws IOException {
        Path keys = Path.of(System.getProperty("assay.root"), "prover-market/node/src/test/resources/universal");
        for (String name : List.of(system + ".zkey", system + ".json", "polynomial.wasm", "input.json")) {
            Files.copy(keys.resolve(name), folder.resolve(name));
        }
        Circuit circuit = (Circuit) Workloads.circuit(folder).workload().orElseThrow();
        assertEquals(system + "-bn254", circuit.proofSystem());
        assertEquals(Digest.sha256(Files.readAllBytes(keys.resolve(system + ".json"))), circuit.verificationKey());
        assertEquals(3, circuit.publicInputs());
    }
}
