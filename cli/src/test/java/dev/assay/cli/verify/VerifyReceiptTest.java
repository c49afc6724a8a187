package dev.assay.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.Ran;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.receipt.ReceiptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyReceiptTest {

    private final ReceiptSample sample = new ReceiptSample();

    @TempDir
    private Path folder = Path.of("");

    private Ran verify(ReceiptFile file, String... more) throws IOException {
        Path path = Files.write(folder.resolve("receipt.json"), file.encode());
        List<String> args = new ArrayList<>(List.of("verify", "receipt", path.toString(), "--json"));
        args.addAll(List.of(more));
        return Ran.command(args.toArray(String[]::new));
    }

    private Ran simulated(ReceiptFile file, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "--simulated-root",
                sample.root.hex(),
                "--at",
                ReceiptSample.NOW.plusSeconds(1).toString()));
        args.addAll(List.of(more));
        return verify(file, args.toArray(String[]::new));
    }

    private static void assertRejected(String reason, Ran ran) {
        assertEquals(1, ran.status(), ran.err());
        assertEquals(new JsonString(reason), ran.json().get("reason"));
    }

    @Test
    void callsASimulatedReceiptSimulated() throws IOException {
        Ran ran = simulated(sample.file);
        assertEquals(0, ran.status(), ran.err());
        assertEquals(new JsonString("simulated"), ran.json().get("verdict"));
        assertTrue(ran.json().containsKey("warning"));
    }

    @Test
    void rejectsASimulatedReceiptUnderProductionTrust() throws IOException {
        assertRejected(
                "EVIDENCE_SIMULATED", verify(sample.file, "--any-measurement", "--at", ReceiptSample.NOW.toString()));
    }

    @Test
    void rejectsAnotherOutput() throws IOException {
        assertRejected("RECEIPT_OUTPUT_MISMATCH", simulated(sample.withOutput(new byte[] {1})));
    }

    @Test
    void rejectsAnotherInput() throws IOException {
        Path input = Files.writeString(folder.resolve("input"), "another input");
        assertRejected("RECEIPT_INPUT_MISMATCH", simulated(sample.file, "--input", input.toString()));
    }

    @Test
    void rejectsAnotherWorkload() throws IOException {
        assertRejected("RECEIPT_WORKLOAD_MISMATCH", simulated(sample.file, "--workload", sample.root.hex()));
    }

    @Test
    void rejectsAnotherDeployment() throws IOException {
        assertRejected("RECEIPT_SIGNER_MISMATCH", simulated(sample.file, "--chain-id", "1"));
    }

    @Test
    void rejectsAnOldReceiptAtPresent() throws IOException {
        assertRejected(
                "CERTIFICATE_EXPIRED",
                verify(
                        sample.file,
                        "--simulated-root",
                        sample.root.hex(),
                        "--at",
                        ReceiptSample.NOW.plusSeconds(86400).toString()));
    }

    @Test
    void rejectsAFileThatIsNoReceipt() throws IOException {
        Path file = Files.writeString(folder.resolve("none.json"), "{\"message\": 1}");
        Ran ran = Ran.command("verify", "receipt", file.toString(), "--any-measurement", "--json");
        assertRejected("MALFORMED", ran);
    }

    @Test
    void checksEvidenceAlone() throws IOException {
        Path file = Files.write(folder.resolve("evidence.cose"), sample.evidence);
        String at = ReceiptSample.NOW.plusSeconds(1).toString();
        Ran good = Ran.command(
                "verify", "evidence", file.toString(), "--simulated-root", sample.root.hex(), "--at", at, "--json");
        assertEquals(0, good.status(), good.err());
        assertEquals(new JsonString("simulated"), good.json().get("verdict"));
    }

    @Test
    void rejectsTamperedEvidence() throws IOException {
        byte[] bent = sample.evidence.clone();
        bent[bent.length - 1] ^= 1;
        Path file = Files.write(folder.resolve("evidence.cose"), bent);
        String at = ReceiptSample.NOW.plusSeconds(1).toString();
        assertRejected(
                "EVIDENCE_SIGNATURE",
                Ran.command(
                        "verify",
                        "evidence",
                        file.toString(),
                        "--simulated-root",
                        sample.root.hex(),
                        "--at",
                        at,
                        "--json"));
    }

    @Test
    void demandsTheNonceThatWasAskedFor() throws IOException {
        assertRejected("EVIDENCE_NONCE_MISSING", simulated(sample.file, "--nonce", sample.root.hex()));
    }
}
