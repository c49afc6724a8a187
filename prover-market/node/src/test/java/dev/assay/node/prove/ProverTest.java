package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.cache.ProverCache;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.Samples;
import dev.assay.node.prove.ProvingException.Code;
import dev.assay.node.witness.WitnessException;
import dev.assay.node.witness.WitnessLimits;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.VerifiedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProverTest {

    private static final Path ZKEY = Samples.reserves("reserves.zkey");
    private static final Path WASM = Samples.reserves("reserves.wasm");
    private static final Path WTNS = Samples.reserves("reserves.wtns");
    private static final Optional<Path> R1CS = Optional.of(Samples.reserves("reserves.r1cs"));
    private static final byte[] INPUT = Samples.bytes(Samples.reserves("input.json"));
    private static final Phase.Listener SILENT = phase -> {};
    /** Shared, so that key and circuit are loaded once. */
    private static final Prover PROVER = new Prover(new JavaBackend(), WitnessLimits.ofThisMachine());

    @TempDir
    private Path folder;

    @Test
    void provesFromInputWhatTheCommittedKeyVerifies() throws Exception {
        Proven proven = PROVER.prove(ZKEY, WASM, R1CS, INPUT, SILENT);
        assertVerified(Samples.reserves("verification_key.json"), proven);
        assertEquals(publicInputs(Samples.bytes(Samples.reserves("public.json"))), publicInputs(proven.publicJson()));
    }

    @Test
    void provesFromWitness() throws Exception {
        assertVerified(Samples.reserves("verification_key.json"), PROVER.prove(ZKEY, WTNS, SILENT));
    }

    @Test
    void provesWithKeyOfAnotherTool() throws Exception {
        Path zkey = Samples.vector("rapidsnark-testdata/circuit_final.zkey");
        Path wtns = Samples.vector("rapidsnark-testdata/witness.wtns");
        assertVerified(Samples.vector("rapidsnark-testdata/verification_key.json"), PROVER.prove(zkey, wtns, SILENT));
    }

    @Test
    void neverMakesTheSameProofTwice() throws Exception {
        byte[] first = PROVER.prove(ZKEY, WTNS, SILENT).proofJson();
        assertFalse(Arrays.equals(first, PROVER.prove(ZKEY, WTNS, SILENT).proofJson()));
    }

    @Test
    void tellsItsPhases() throws Exception {
        List<Phase> phases = new ArrayList<>();
        PROVER.prove(ZKEY, WTNS, phases::add);
        assertEquals(List.of(Phase.values()), phases);
    }

    @Test
    void provesSeveralAtOnce() throws InterruptedException, ExecutionException, IOException {
        try (var threads = Executors.newFixedThreadPool(3)) {
            Callable<Proven> one = () -> PROVER.prove(ZKEY, WASM, Optional.empty(), INPUT, SILENT);
            for (Future<Proven> proven : threads.invokeAll(List.of(one, one, one))) {
                assertVerified(Samples.reserves("verification_key.json"), proven.get());
            }
        }
    }

    @Test
    void stopsWhenInterrupted() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> PROVER.prove(ZKEY, WTNS, SILENT));
    }

    @Test
    void keepsBackProofOfWrongWitness() throws IOException {
        byte[] wrong = Samples.bytes(WTNS);
        wrong[wrong.length - 32] ^= 1;
        Path wtns = Files.write(folder.resolve("wrong.wtns"), wrong);
        assertFailure(Code.WITNESS_UNSATISFIED, ZKEY, wtns);
    }

    @Test
    void refusesWitnessOfAnotherCircuit() {
        assertFailure(Code.WITNESS_OF_ANOTHER_CIRCUIT, ZKEY, Samples.vector("risc0-circom-compat/multiplier2.wtns"));
    }

    @Test
    void refusesKeyWithoutSecondPhase() throws IOException {
        byte[] key = Samples.bytes(ZKEY);
        int gamma = Samples.contentOf(key, 2) + GAMMA_OFFSET;
        int delta = gamma + G2_BYTES + G1_BYTES;
        System.arraycopy(key, gamma, key, delta, G2_BYTES);
        assertFailure(Code.KEY_REJECTED, Files.write(folder.resolve("skipped.zkey"), key), WTNS);
    }

    @Test
    void refusesKeyWithPointOutsideOfTheGroup() throws IOException {
        byte[] key = Samples.bytes(ZKEY);
        byte[] outsider = PointFormat.of(PointGroup.BN254_G2).encode(Outsider.of(PointGroup.BN254_G2));
        System.arraycopy(outsider, 0, key, Samples.contentOf(key, 7) + 5 * G2_BYTES, G2_BYTES);
        assertFailure(Code.KEY_REJECTED, Files.write(folder.resolve("outsider.zkey"), key), WTNS);
    }

    /** What is remembered is remembered of the bytes of the file, and only if they passed. */
    @Test
    void aRememberedCheckIsOfTheKeyThatPassedIt() throws Exception {
        ProverCache cache = ProverCache.in(folder.resolve("cache"));
        Prover remembering = new Prover(new JavaBackend(), WitnessLimits.ofThisMachine(), Optional.of(cache));
        byte[] key = Samples.bytes(ZKEY);
        remembering.prove(ZKEY, WTNS, SILENT);
        assertTrue(cache.keys().contains(Digest.sha256(key)));
        byte[] outsider = PointFormat.of(PointGroup.BN254_G2).encode(Outsider.of(PointGroup.BN254_G2));
        System.arraycopy(outsider, 0, key, Samples.contentOf(key, 7) + 5 * G2_BYTES, G2_BYTES);
        Path bad = Files.write(folder.resolve("outsider.zkey"), key);
        for (int i = 0; i < 2; i++) {
            ProvingException e = assertThrows(ProvingException.class, () -> remembering.prove(bad, WTNS, SILENT));
            assertEquals(Code.KEY_REJECTED, e.code());
        }
        assertFalse(cache.keys().contains(Digest.sha256(key)));
    }

    /** Its proofs would verify, and their A would be the same for the same witness: a guess could be confirmed. */
    @Test
    void refusesKeyThatDoesNotBlind() throws IOException {
        byte[] key = Samples.bytes(ZKEY);
        int beta1 = Samples.contentOf(key, 2) + GAMMA_OFFSET - G2_BYTES - G1_BYTES;
        int delta1 = Samples.contentOf(key, 2) + GAMMA_OFFSET + G2_BYTES;
        Arrays.fill(key, beta1, beta1 + G1_BYTES, (byte) 0);
        Arrays.fill(key, delta1, delta1 + G1_BYTES, (byte) 0);
        Arrays.fill(key, Samples.contentOf(key, 6), Samples.contentOf(key, 7) - SECTION_HEAD_BYTES, (byte) 0);
        assertFailure(Code.KEY_REJECTED, Files.write(folder.resolve("unblinded.zkey"), key), WTNS);
    }

    @Test
    void keepsBackProofOfInconsistentKey() throws IOException {
        byte[] key = Samples.bytes(ZKEY);
        byte[] generator = PointFormat.G2_POINT.encode(G2.GENERATOR.toAffine());
        System.arraycopy(generator, 0, key, Samples.contentOf(key, 7), G2_BYTES);
        assertFailure(Code.WITNESS_UNSATISFIED, Files.write(folder.resolve("other.zkey"), key), WTNS);
    }

    @Test
    void refusesMalformedKey() throws IOException {
        Path zkey = Files.write(folder.resolve("short.zkey"), Arrays.copyOf(Samples.bytes(ZKEY), 5_000));
        assertThrows(Iden3FormatException.class, () -> PROVER.prove(zkey, WTNS, SILENT));
    }

    @Test
    void tellsThatAFileIsMissing() {
        assertThrows(IOException.class, () -> PROVER.prove(folder.resolve("none.zkey"), WTNS, SILENT));
    }

    @Test
    void passesOnWhyTheInputIsRefused() {
        WitnessException e = assertThrows(
                WitnessException.class, () -> PROVER.prove(ZKEY, WASM, R1CS, new byte[] {'{', '}'}, SILENT));
        assertEquals(WitnessException.Code.INPUT_REJECTED, e.code());
    }

    private static final int SECTION_HEAD_BYTES = 12;
    private static final int G1_BYTES = 64;
    private static final int G2_BYTES = 128;
    /** In section 2: two primes with their sizes, three counts, alpha1, beta1, beta2. */
    private static final int GAMMA_OFFSET = 2 * 36 + 12 + 2 * G1_BYTES + G2_BYTES;

    private static void assertFailure(Code code, Path zkey, Path wtns) {
        ProvingException e = assertThrows(ProvingException.class, () -> PROVER.prove(zkey, wtns, SILENT));
        assertEquals(code, e.code(), e.detail());
    }

    private static void assertVerified(Path verificationKey, Proven proven) {
        Verdict.Verified<VerifiedKey> key =
                assertInstanceOf(Verdict.Verified.class, VerifiedKey.load(Samples.bytes(verificationKey)));
        assertInstanceOf(
                Verdict.Verified.class, Groth16Verifier.verify(key.value(), proven.proofJson(), proven.publicJson()));
    }

    private static Verdict<PublicInputs> publicInputs(byte[] publicJson) {
        return PublicInputs.parse(publicJson);
    }
}
