package dev.assay.node.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Samples;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.witness.WitnessException.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class WitnessCalculatorTest {

    private static final byte[] WASM = Samples.bytes(Samples.reserves("reserves.wasm"));
    private static final byte[] INPUT = Samples.bytes(Samples.reserves("input.json"));
    private static final byte[] WITNESS = Samples.bytes(Samples.reserves("reserves.wtns"));
    /** Shared, so that the circuit is compiled once. */
    private static final WitnessCalculator CALCULATOR =
            new WitnessCalculator(new WitnessLimits(256 << 20, Duration.ofMinutes(1)), 2);

    @Test
    void computesWhatSnarkjsComputes() throws WitnessException, InterruptedException {
        assertArrayEquals(WITNESS, CALCULATOR.compute(WASM, INPUT).encode());
    }

    @Test
    void computesSeveralAtOnce() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Wtns> one = () -> CALCULATOR.compute(WASM, INPUT);
            for (Future<Wtns> witness : threads.invokeAll(List.of(one, one, one, one))) {
                assertArrayEquals(WITNESS, witness.get().encode());
            }
        }
    }

    @Test
    void saysWhereTheCircuitRefusesTheInput() {
        WitnessException e = assertRejected(Code.INPUT_REJECTED, WASM, input("12000000000", "99000000000"));
        assertTrue(e.detail().contains("Error in template") && e.detail().contains("line: "), e.detail());
    }

    @Test
    void namesUnknownSignal() {
        WitnessException e = assertRejected(Code.INPUT_REJECTED, WASM, input("\"period\"", "\"epoch\""));
        assertTrue(e.detail().contains("no input signal \"epoch\""), e.detail());
    }

    @Test
    void refusesMissingSignal() {
        assertRejected(Code.INPUT_REJECTED, WASM, input("\"period\": \"20260131\",", ""));
        assertRejected(Code.INPUT_REJECTED, WASM, "{}".getBytes(UTF_8));
    }

    @Test
    void refusesTooFewAndTooManyValues() {
        assertRejected(Code.INPUT_REJECTED, WASM, input("\"1001\", ", ""));
        assertRejected(Code.INPUT_REJECTED, WASM, input("\"1001\", ", "\"1000\", \"1001\", "));
    }

    @Test
    void refusesWhatIsNoCircuit() {
        byte[] program = Samples.bytes(Samples.sample("programs/median-price/median-price.wasm"));
        assertRejected(Code.ARTIFACT_INVALID, program, INPUT);
        assertRejected(Code.ARTIFACT_INVALID, new byte[0], INPUT);
        assertRejected(Code.ARTIFACT_INVALID, "no WebAssembly".getBytes(UTF_8), INPUT);
    }

    @Test
    void stopsProgramThatRunsTooLong() {
        WitnessCalculator hasty = new WitnessCalculator(new WitnessLimits(1 << 20, Duration.ofMillis(500)), 1);
        WitnessException e = assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThrows(WitnessException.class, () -> hasty.compute(LoopingProgram.wasm(), INPUT)));
        assertEquals(Code.LIMIT_TIME, e.code());
    }

    @Test
    void refusesProgramThatWantsTooMuchMemory() {
        WitnessCalculator small = new WitnessCalculator(new WitnessLimits(1 << 16, Duration.ofMinutes(1)), 1);
        WitnessException e = assertThrows(WitnessException.class, () -> small.compute(WASM, INPUT));
        assertEquals(Code.LIMIT_MEMORY, e.code());
    }

    @Test
    void refusesProgramThatGrowsATable() {
        WitnessException e = assertRejected(Code.ARTIFACT_INVALID, LoopingProgram.growingTable(), INPUT);
        assertTrue(e.detail().contains("tables"), e.detail());
    }

    @Test
    void damagedProgramGivesVerdictInTime() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260131);
        WitnessCalculator calculator = new WitnessCalculator(new WitnessLimits(256 << 20, Duration.ofSeconds(5)), 1);
        for (int i = 0; i < 25; i++) {
            byte[] damaged = WASM.clone();
            for (int edits = random.nextInt(1, 8); edits > 0; edits--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                calculator.compute(damaged, INPUT);
            } catch (WitnessException e) {
                assertTrue(e.detail().length() > 10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void namesRowThatAWitnessBreaks() throws IOException, WitnessException {
        R1cs r1cs = R1cs.parse("reserves.r1cs", Samples.bytes(Samples.reserves("reserves.r1cs")));
        WitnessCalculator.check(r1cs, Wtns.parse("reserves.wtns", WITNESS));
        byte[] wrong = WITNESS.clone();
        wrong[wrong.length - 32] ^= 1;
        WitnessException e = assertThrows(
                WitnessException.class, () -> WitnessCalculator.check(r1cs, Wtns.parse("wrong.wtns", wrong)));
        assertEquals(Code.ARTIFACT_INVALID, e.code());
        assertTrue(e.detail().matches(".*row [0-9]+ .*"), e.detail());
    }

    @Test
    void hashesNamesAsCircomDoes() {
        // The test vectors of the FNV authors.
        assertEquals(0xcbf29ce484222325L, CircuitRun.fnv1a(""));
        assertEquals(0xaf63dc4c8601ec8cL, CircuitRun.fnv1a("a"));
        assertEquals(0x85944171f73967e8L, CircuitRun.fnv1a("foobar"));
    }

    private static byte[] input(String replace, String with) {
        String text = new String(INPUT, UTF_8);
        assertTrue(text.contains(replace), replace);
        return text.replace(replace, with).getBytes(UTF_8);
    }

    private static WitnessException assertRejected(Code code, byte[] wasm, byte[] input) {
        WitnessException e = assertThrows(WitnessException.class, () -> CALCULATOR.compute(wasm, input));
        assertEquals(code, e.code(), e.detail());
        return e;
    }
}
