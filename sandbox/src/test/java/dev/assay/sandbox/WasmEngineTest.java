package dev.assay.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class WasmEngineTest {
    private static final byte[] INPUT = {1, 2, 3};

    private final WasmEngine engine = new WasmEngine();

    @ParameterizedTest
    @FieldSource("dev.assay.sandbox.Samples#NAMES")
    void givesTheExpectedOutputByteForByte(String name) throws Exception {
        Outcome outcome = run(Samples.module(name), Samples.input(name), Samples.LIMITS);
        assertArrayEquals(
                Samples.expected(name),
                assertInstanceOf(Outcome.Output.class, outcome).bytes());
        assertTrue(outcome.usage().memoryBytes() > 0);
        assertTrue(outcome.usage().cpu().isPositive());
    }

    @Test
    void givesEveryRunItsOwnMemory() throws Exception {
        // Reads the word at 0, then writes 1 there: a second run must see 0 again.
        byte[] counter = WasmAssembler.program(
                        0x41, 0x00, 0x28, 0x02, 0x00, 0xad, 0x41, 0x00, 0x41, 0x01, 0x36, 0x02, 0x00)
                .bytes();
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    0,
                    assertInstanceOf(Outcome.Output.class, run(counter, INPUT, Samples.LIMITS))
                            .bytes()
                            .length);
        }
    }

    @Test
    void echoesItsInput() throws Exception {
        Outcome outcome = run(Samples.echo(), INPUT, Samples.LIMITS);
        assertArrayEquals(INPUT, assertInstanceOf(Outcome.Output.class, outcome).bytes());
    }

    @Test
    void stopsAnInfiniteLoopAtTheTimeLimit() throws Exception {
        Instant start = Instant.now();
        assertHit(Limit.TIME, run(Samples.infiniteLoop(), INPUT, time(Duration.ofMillis(300))));
        assertTrue(Duration.between(start, Instant.now()).compareTo(Duration.ofSeconds(5)) < 0);
    }

    @Test
    void stopsAnInfiniteLoopAtTheLimitOfProcessorTime() throws Exception {
        RunLimits limits =
                new RunLimits(16 << 20, 1 << 20, 1 << 20, Duration.ofSeconds(60), Duration.ofMillis(200), 1 << 20);
        Outcome outcome = run(Samples.infiniteLoop(), INPUT, limits);
        assertHit(Limit.TIME, outcome);
        assertTrue(outcome.usage().cpu().compareTo(Duration.ofSeconds(2)) < 0, outcome.usage()::toString);
    }

    @Test
    void stopsAnInfiniteLoopThatIsCompiledByTheJit() throws Exception {
        Outcome outcome = run(Samples.infiniteLoop(), INPUT, time(Duration.ofSeconds(2)));
        assertHit(Limit.TIME, outcome);
        assertTrue(outcome.usage().cpu().compareTo(Duration.ofMillis(100)) > 0);
    }

    @Test
    void endsAProgramThatMovesItsMemoryWithoutABranch() throws Exception {
        int[] fill = {0x41, 0x00, 0x41, 0x00, 0x41, 0x80, 0x80, 0x80, 0x3e, 0xfc, 0x0b, 0x00};
        int[] copy = {0x41, 0x01, 0x41, 0x00, 0x41, 0x80, 0x80, 0x80, 0x3e, 0xfc, 0x0a, 0x00, 0x00};
        for (int[] move : List.of(fill, copy)) {
            byte[] module = Samples.repeated(2_000, move);
            RunLimits limits = new RunLimits(128 << 20, 1 << 20, 1 << 20, Duration.ofMillis(300), 1 << 20);
            assertHit(Limit.TIME, run(module, INPUT, limits));
            String name = "program-" + Samples.digest(module).shortHex();
            assertTrue(Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals(name)));
        }
    }

    @Test
    void refusesMemoryBeyondTheLimit() throws Exception {
        assertHit(Limit.MEMORY, run(Samples.memoryBomb(), INPUT, Samples.LIMITS));
    }

    @Test
    void refusesAModuleThatStartsWithTooMuchMemory() throws Exception {
        byte[] large =
                WasmAssembler.program(0x42, 0x00).memory(0x00, 0x80, 0x80, 0x02).bytes();
        assertHit(Limit.MEMORY, run(large, INPUT, Samples.LIMITS));
    }

    @Test
    void tellsATrapFromAMemoryLimitThatTheModuleSetItself() throws Exception {
        byte[] small = WasmAssembler.program(
                        0x41, 0xe8, 0x07, 0x40, 0x00, 0x41, 0x7f, 0x46, 0x04, 0x40, 0x00, 0x0b, 0x42, 0x00)
                .memory(0x01, 0x01, 0x02)
                .bytes();
        assertInstanceOf(Outcome.Trapped.class, run(small, INPUT, Samples.LIMITS));
    }

    @Test
    void refusesOutputBeyondTheLimit() throws Exception {
        RunLimits limits = new RunLimits(16 << 20, 1 << 20, 59_999, Duration.ofSeconds(10), 1 << 20);
        assertHit(Limit.OUTPUT, run(Samples.outputBomb(), INPUT, limits));
    }

    @Test
    void refusesInputBeyondTheLimit() throws Exception {
        RunLimits limits = new RunLimits(16 << 20, 2, 1 << 20, Duration.ofSeconds(10), 1 << 20);
        assertHit(Limit.INPUT, run(Samples.echo(), INPUT, limits));
    }

    @Test
    void stopsDeepRecursion() throws Exception {
        assertHit(Limit.STACK, run(Samples.recursion(), INPUT, Samples.LIMITS));
    }

    @Test
    void aTrapAtTheEndOfTheStackBreaksNothingForOthers() throws Exception {
        byte[] module = Samples.trapAtDepth();
        // From too deep upwards: at some depth the stack ends while the first trap of its kind is being made.
        Outcome outcome = run(module, new byte[40_000], Samples.LIMITS);
        for (int depth = 40_000; outcome instanceof Outcome.LimitHit && depth > 0; depth -= 16) {
            outcome = run(module, new byte[depth], Samples.LIMITS);
        }
        assertInstanceOf(Outcome.Trapped.class, outcome, outcome::toString);
        assertInstanceOf(Outcome.Trapped.class, run(module, INPUT, Samples.LIMITS));
    }

    @Test
    void reportsATrap() throws Exception {
        assertInstanceOf(Outcome.Trapped.class, run(Samples.trap(), INPUT, Samples.LIMITS));
    }

    @Test
    void reportsAnOutputOutsideTheMemoryAsATrap() throws Exception {
        // Length 16 from address 65528 of 65536, and from address 2^32 - 16.
        byte[] beyond = WasmAssembler.program(0x42, 0x90, 0x80, 0x80, 0x80, 0x80, 0xff, 0x3f)
                .bytes();
        byte[] negative =
                WasmAssembler.program(0x42, 0x90, 0x80, 0x80, 0x80, 0x80, 0x7e).bytes();
        assertInstanceOf(Outcome.Trapped.class, run(beyond, INPUT, Samples.LIMITS));
        assertInstanceOf(Outcome.Trapped.class, run(negative, INPUT, Samples.LIMITS));
    }

    @Test
    void doesNotCallAnExportNamedStart() throws Exception {
        byte[] module = WasmAssembler.program(0x42, 0x00)
                .function("_start", new int[0], new int[0], 0x00)
                .bytes();
        assertInstanceOf(Outcome.Output.class, run(module, INPUT, Samples.LIMITS));
    }

    @Test
    void stopsWhenTheCallerIsInterrupted() throws Exception {
        FutureTask<Outcome> task =
                new FutureTask<>(() -> run(Samples.infiniteLoop(), INPUT, time(Duration.ofMinutes(5))));
        Thread caller = Thread.ofVirtual().start(task);
        Thread.sleep(300);
        caller.interrupt();
        assertInstanceOf(Outcome.Cancelled.class, task.get());
    }

    @Test
    void runsAFunctionTooLargeForTheJvmInterpreted() throws Exception {
        // 30,000 times (i32.const 1, drop) is beyond 64 KiB of JVM code.
        byte[] large = WasmAssembler.program(WasmAssembler.code(
                        WasmAssembler.repeat(30_000, 0x20, 0x00, 0x41, 0x01, 0x6a, 0x1a), new int[] {0x42, 0x00}))
                .bytes();
        assertInstanceOf(Outcome.Output.class, run(large, INPUT, Samples.LIMITS));
    }

    @Test
    void refusesAModuleTheEngineCannotValidateAndRemembersIt() {
        byte[] wrongType = WasmAssembler.program(0x41, 0x00).bytes();
        String first = assertThrows(InvalidProgram.class, () -> run(wrongType, INPUT, Samples.LIMITS))
                .reason();
        String second = assertThrows(InvalidProgram.class, () -> run(wrongType, INPUT, Samples.LIMITS))
                .reason();
        assertEquals(first, second);
        assertNotEquals("", first);
    }

    private Outcome run(byte[] module, byte[] input, RunLimits limits) throws Exception {
        return engine.run(Samples.digest(module), module, input, limits);
    }

    private static RunLimits time(Duration time) {
        return new RunLimits(16 << 20, 1 << 20, 1 << 20, time, 1 << 20);
    }

    private static void assertHit(Limit which, Outcome outcome) {
        assertEquals(which, assertInstanceOf(Outcome.LimitHit.class, outcome).which());
    }
}
