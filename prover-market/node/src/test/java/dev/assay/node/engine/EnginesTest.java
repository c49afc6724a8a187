package dev.assay.node.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.edge.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines that are shell scripts, so that anything can be said over the streams. */
class EnginesTest {

    private static final String HELLO =
            "echo '{\"type\":\"hello\",\"protocol\":1,\"name\":\"fake\",\"version\":\"1\",\"proofSystems\":[\"fake\"]}'\n";
    /** Takes a line, and finds the job's id and folder in it. */
    private static final String READ = "read line || exit 0\n"
            + "id=$(echo \"$line\" | sed 's/.*\"id\":\"\\([^\"]*\\)\".*/\\1/')\n"
            + "out=$(echo \"$line\" | sed 's/.*\"output\":\"\\([^\"]*\\)\".*/\\1/')\n";

    private static final String PROVED = "printf proof > \"$out/proof\"; printf public > \"$out/public\"\n"
            + "echo '{\"type\":\"progress\",\"id\":\"'$id'\",\"phase\":\"proving\"}'\n"
            + "echo '{\"type\":\"proved\",\"id\":\"'$id'\",\"proof\":\"proof\",\"publicInputs\":\"public\"}'\n";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh for scripts that play engines");
    }

    private Engines engines(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("engine.sh"), script);
        return Engines.start(List.of(new EngineSpec("fake", List.of("/bin/sh", file.toString()))));
    }

    private EngineJob job(Duration limit) throws IOException {
        Path scratch = Files.createTempDirectory(folder, "job");
        Path input = Files.writeString(scratch.resolve("input"), "1");
        return new EngineJob(
                UUID.randomUUID().toString(),
                "fake",
                input,
                Map.of("verificationKey", input),
                input,
                Files.createDirectory(scratch.resolve("output")),
                limit);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private EngineFailure failure(Engines engines, Duration limit) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThrows(EngineFailure.class, () -> engines.prove(job(limit), phase -> {})));
    }

    @Test
    void provesOneJobAfterTheOther() throws Exception {
        try (Engines engines = engines(HELLO + "while true; do\n" + READ + PROVED + "done\n")) {
            assertTrue(engines.proves("fake"));
            assertFalse(engines.proves("groth16-bn254"));
            for (int i = 0; i < 3; i++) {
                List<String> phases = new ArrayList<>();
                EngineResult result = engines.prove(job(Duration.ofSeconds(20)), phases::add);
                assertArrayEquals(bytes("proof"), result.proof());
                assertArrayEquals(bytes("public"), result.publicInputs());
                assertEquals(List.of("proving"), phases);
            }
        }
    }

    @Test
    void passesOnWhyThereIsNoProof() throws Exception {
        String refusal =
                "echo '{\"type\":\"failed\",\"id\":\"'$id'\",\"code\":\"INPUT_REJECTED\",\"detail\":\"no\"}'\n";
        try (Engines engines = engines(HELLO + "while true; do\n" + READ + refusal + "done\n")) {
            assertEquals(
                    ErrorCode.INPUT_REJECTED,
                    failure(engines, Duration.ofSeconds(20)).code());
        }
    }

    /** The market would act on a code that an engine made up: a wrong one is our own fault. */
    @Test
    void anEngineCannotSayWhatOnlyTheMarketSays() throws Exception {
        String refusal =
                "echo '{\"type\":\"failed\",\"id\":\"'$id'\",\"code\":\"PROOF_REJECTED\",\"detail\":\"no\"}'\n";
        try (Engines engines = engines(HELLO + READ + refusal + "sleep 5\n")) {
            assertEquals(
                    ErrorCode.INTERNAL, failure(engines, Duration.ofSeconds(20)).code());
        }
    }

    @Test
    void startsAnEngineAnewThatTookTooLong() throws Exception {
        Path once = folder.resolve("once");
        String script = HELLO + "while true; do\n" + READ + "if [ ! -e " + once + " ]; then touch " + once
                + "; sleep 60; fi\n" + PROVED + "done\n";
        try (Engines engines = engines(script)) {
            assertEquals(
                    ErrorCode.INTERNAL, failure(engines, Duration.ofMillis(300)).code());
            assertArrayEquals(
                    bytes("proof"),
                    engines.prove(job(Duration.ofSeconds(20)), phase -> {}).proof());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 3",
                "echo no json",
                "echo '[]'",
                "echo '{\"type\":\"proved\"}'",
                "head -c 200000 /dev/zero | tr '\\0' a; sleep 60",
                "while true; do echo '{\"type\":\"later\"}'; done",
                "echo '{\"type\":\"proved\",\"id\":\"'$id'\",\"proof\":\"../input\",\"publicInputs\":\"../input\"}'; sleep 60",
                "echo '{\"type\":\"proved\",\"id\":\"'$id'\",\"proof\":\"..\",\"publicInputs\":\"..\"}'; sleep 60",
                "ln -s /etc/passwd $out/proof; echo '{\"type\":\"proved\",\"id\":\"'$id'\",\"proof\":\"proof\",\"publicInputs\":\"proof\"}'; sleep 60",
                "head -c 2000000 /dev/zero > $out/p; echo '{\"type\":\"proved\",\"id\":\"'$id'\",\"proof\":\"p\",\"publicInputs\":\"p\"}'; sleep 60",
            })
    void whateverAnEngineSaysItIsAFailureAndTheEngineEnds(String what) throws Exception {
        try (Engines engines = engines(HELLO + READ + what + "\n")) {
            assertEquals(
                    ErrorCode.INTERNAL, failure(engines, Duration.ofSeconds(5)).code());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 1",
                "echo '{\"type\":\"hello\",\"protocol\":2,\"name\":\"x\",\"version\":\"1\",\"proofSystems\":[\"fake\"]}'",
                "echo '{\"type\":\"hello\",\"protocol\":1,\"name\":\"x\",\"version\":\"1\",\"proofSystems\":[]}'",
                "echo '{\"type\":\"progress\",\"id\":\"1\",\"phase\":\"x\"}'",
            })
    void aNodeDoesNotStartWithAnEngineThatDoesNotSayHello(String what) {
        assertThrows(IOException.class, () -> engines(what + "\n"));
    }

    @Test
    void anInterruptCancelsTheJobAndTheEngineStaysWarm() throws Exception {
        String script = HELLO + "while true; do\n" + READ
                + "case \"$line\" in *cancel*) echo '{\"type\":\"failed\",\"id\":\"'$id'\",\"code\":\"CANCELLED\",\"detail\":\"\"}' ;;\n"
                + "*) echo '{\"type\":\"progress\",\"id\":\"'$id'\",\"phase\":\"witness\"}' ;; esac\ndone\n";
        try (Engines engines = engines(script)) {
            CountDownLatch begun = new CountDownLatch(1);
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread job = Thread.ofPlatform().start(() -> {
                try {
                    engines.prove(job(Duration.ofSeconds(60)), phase -> begun.countDown());
                } catch (Throwable e) {
                    end.set(e);
                }
            });
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            job.interrupt();
            job.join(Duration.ofSeconds(20));
            assertTrue(end.get() instanceof InterruptedException, String.valueOf(end.get()));
        }
    }

    private long pid(String name) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve(name)).trim());
    }

    private static void assertEnds(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(process -> assertTimeoutPreemptively(
                        Duration.ofSeconds(10), () -> process.onExit().get()));
    }

    @Test
    void anEngineWhoseSystemsOthersProveDoesNotStay() throws Exception {
        String script = "echo $$ > " + folder + "/pid-$1\n" + HELLO + "read line\n";
        Path file = Files.writeString(folder.resolve("engine.sh"), script);
        EngineSpec first = new EngineSpec("first", List.of("/bin/sh", file.toString(), "1"));
        EngineSpec second = new EngineSpec("second", List.of("/bin/sh", file.toString(), "2"));
        try (Engines ignored = Engines.start(List.of(first, second))) {
            assertEnds(pid("pid-2"));
            assertTrue(ProcessHandle.of(pid("pid-1")).isPresent());
        }
        assertEnds(pid("pid-1"));
    }

    @Test
    void nothingStaysOfEnginesThatAreClosedWhileAJobRuns() throws Exception {
        String script = "echo $$ > " + folder + "/pid\n" + HELLO + READ
                + "echo '{\"type\":\"progress\",\"id\":\"'$id'\",\"phase\":\"witness\"}'\nread line\n";
        Engines engines = engines(script);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread job = Thread.ofPlatform().start(() -> {
            try {
                engines.prove(job(Duration.ofSeconds(60)), phase -> begun.countDown());
            } catch (Throwable e) {
                end.set(e);
            }
        });
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        engines.close();
        job.join(Duration.ofSeconds(20));
        assertTrue(end.get() instanceof EngineFailure, String.valueOf(end.get()));
        assertEnds(pid("pid"));
        assertEquals(ErrorCode.INTERNAL, failure(engines, Duration.ofSeconds(5)).code());
    }

    @Test
    void everyMutationOfALineIsReadOrRefused() {
        Random random = new Random(5);
        byte[] line = bytes("{\"type\":\"failed\",\"id\":\"job\",\"code\":\"INTERNAL\",\"detail\":\"none\"}");
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = line.clone();
            mutated[random.nextInt(line.length)] = (byte) random.nextInt(256);
            try {
                EngineMessages.Said ignored = EngineMessages.read(new String(mutated, StandardCharsets.UTF_8));
            } catch (EngineFailure e) {
                refused++;
            }
        }
        assertTrue(refused > 1_000, refused + " were refused");
    }

    @Test
    void aSpecIsANameAndACommand() {
        assertEquals(new EngineSpec("a-1", List.of("node", "x.mjs")), EngineSpec.parse("a-1=node  x.mjs"));
        for (String wrong : List.of("node x.mjs", "=node", "a b=node", "a=", "")) {
            assertThrows(IllegalArgumentException.class, () -> EngineSpec.parse(wrong));
        }
    }
}
