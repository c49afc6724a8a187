package dev.assay.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.Ran;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    }
}
