package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.client.AssayClient;
import dev.assay.client.JobFailedException;
import dev.assay.client.Result;
import dev.assay.client.Submission;
import dev.assay.client.Trust;
import dev.assay.client.VerificationException;
import dev.assay.edge.ErrorCode;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.Attested;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.receipt.ReceiptFile;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.workload.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One network, both paths, real input; and what goes wrong goes wrong with its own reason. */
class BothPathsTest {

    @TempDir
    static Path folder;

    private static Testbed bed;
    private static AssayClient client;

    @BeforeAll
    static void start() throws Exception {
        bed = new Testbed(folder);
        bed.startNode("node");
        client = bed.client(bed.simulatedTrust());
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        bed.close();
    }

    @Test
    void anEnclaveRunsAProgramAndTheClientVerifiesTheReceipt() throws Exception {
        Digest program = Testbed.publishMedianPrice(client);
        byte[] prices = Files.readAllBytes(Testbed.PROGRAMS.resolve("median-price/input.csv"));

        Result result = client.submit(Submission.attested(program, prices)).await();

        Result.SimulatedAttested run = assertInstanceOf(Result.SimulatedAttested.class, result);
        assertArrayEquals(Files.readAllBytes(Testbed.PROGRAMS.resolve("median-price/expected.txt")), run.output());
        Receipt receipt = run.receipt().receipt();
        assertEquals(program, receipt.workload());
        assertTrue(receipt.simulated(), "the signed bytes say that the TEE is simulated");
        assertInstanceOf(Verdict.Verified.class, ReceiptFile.parse(run.file().encode()));
    }

    @Test
    void freshEvidenceCarriesTheNonceOfTheRequest() throws Exception {
        Digest program = Testbed.publishMedianPrice(client);
        byte[] prices = Files.readAllBytes(Testbed.PROGRAMS.resolve("median-price/input.csv"));

        Result result = client.submit(Submission.attested(program, prices).freshEvidence())
                .await();

        Result.SimulatedAttested run = assertInstanceOf(Result.SimulatedAttested.class, result);
        Attested.Nitro nitro =
                assertInstanceOf(Attested.Nitro.class, run.receipt().evidence().attested());
        assertTrue(nitro.claims().nonce().isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void aNodeProvesACircuitAndTheClientVerifiesTheProof(SampleCircuit sample) throws Exception {
        Digest circuit = sample.publish(client);

        Result result = client.submit(Submission.proved(circuit, sample.input()).maxPriceMicros(5_000))
                .await();

        Result.Proved proved = assertInstanceOf(Result.Proved.class, result);
        assertEquals(sample.input, proved.publicInputs().get(1).toString());
        ProofKey key = key(proved.files().verificationKey());
        assertEquals(sample.proofSystem, key.proofSystem());
        assertInstanceOf(
                Verdict.Verified.class,
                key.verify(proved.files().proof(), proved.files().publicInputs()));
    }

    private static ProofKey key(byte[] json) {
        if (ProofKey.load(json) instanceof Verdict.Verified<ProofKey> verified) {
            return verified.value();
        }
        throw new AssertionError("the key was rejected");
    }

    @Test
    void productionTrustRejectsASimulatedEnclave() throws Exception {
        try (AssayClient strict = bed.client(Trust.production(Testbed.policy()))) {
            Digest program = Testbed.publishMedianPrice(strict);
            byte[] prices = Files.readAllBytes(Testbed.PROGRAMS.resolve("median-price/input.csv"));

            VerificationException rejected = assertThrows(
                    VerificationException.class,
                    () -> strict.submit(Submission.attested(program, prices)).await());
            assertTrue(
                    rejected.reason() == Reason.ROOT_UNTRUSTED || rejected.reason() == Reason.EVIDENCE_SIMULATED,
                    rejected.reason().name());
        }
    }

    @Test
    void aProgramThatFailsOnItsInputSaysSo() throws Exception {
        Digest program = Testbed.publishMedianPrice(client);
        assertEquals(ErrorCode.PROGRAM_TRAPPED, failure(Submission.attested(program, text("no prices here"))));
    }

    @Test
    void anInputThatTheCircuitRefusesSaysSo() throws Exception {
        Digest circuit = Testbed.publishReserves(client);
        String wrong =
                Files.readString(Testbed.RESERVES.resolve("input.json")).replace("12000000000", "99999999999999");
        assertEquals(
                ErrorCode.INPUT_REJECTED,
                failure(Submission.proved(circuit, text(wrong)).maxPriceMicros(5_000)));
    }

    @Test
    void anUnknownWorkloadIsRefusedOnBothPaths() {
        Digest nobody = Digest.sha256(text("nobody published this"));
        assertEquals(ErrorCode.UNKNOWN_WORKLOAD, failure(Submission.attested(nobody, text("x"))));
        assertEquals(
                ErrorCode.UNKNOWN_WORKLOAD,
                failure(Submission.proved(nobody, text("{}")).maxPriceMicros(5_000)));
    }

    @Test
    void aModuleThatIsNotWebAssemblyIsRefused() throws Exception {
        Path wasm = folder.resolve("garbage.wasm");
        Files.write(wasm, text("this is not WebAssembly"));
        Program garbage = new Program("garbage", Digest.sha256(Files.readAllBytes(wasm)), Program.Limits.standard());
        Digest program = client.publish(garbage, wasm);
        assertEquals(ErrorCode.PROGRAM_INVALID, failure(Submission.attested(program, text("x"))));
    }

    @Test
    void aDeadlineInThePastIsRefused() throws Exception {
        Digest program = Testbed.publishMedianPrice(client);
        assertEquals(
                ErrorCode.DEADLINE_INVALID,
                failure(Submission.attested(program, text("x"))
                        .deadline(Instant.now().minusSeconds(1))));
    }

    @Test
    void aPriceAboveTheBalanceIsRefusedAndNothingIsHeld() throws Exception {
        Digest circuit = Testbed.publishReserves(client);
        byte[] input = Files.readAllBytes(Testbed.RESERVES.resolve("input.json"));
        assertEquals(
                ErrorCode.INSUFFICIENT_FUNDS,
                failure(Submission.proved(circuit, input).maxPriceMicros(1_000_000_000)));
        assertInstanceOf(
                Result.Proved.class,
                client.submit(Submission.proved(circuit, input).maxPriceMicros(5_000))
                        .await());
    }

    @Test
    void aPriceThatNoNodeTakesEndsAtTheDeadline() throws Exception {
        Digest circuit = Testbed.publishReserves(client);
        byte[] input = Files.readAllBytes(Testbed.RESERVES.resolve("input.json"));
        ErrorCode code =
                failure(Submission.proved(circuit, input).maxPriceMicros(1).deadlineIn(Duration.ofSeconds(4)));
        assertTrue(code == ErrorCode.EXPIRED || code == ErrorCode.NO_BIDS, code.name());
    }

    private static ErrorCode failure(Submission submission) {
        return assertThrows(
                        JobFailedException.class,
                        () -> client.submit(submission).await())
                .code();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
