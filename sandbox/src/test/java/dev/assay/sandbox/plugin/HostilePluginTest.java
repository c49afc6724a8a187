package dev.assay.sandbox.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.sandbox.Samples;
import dev.assay.sandbox.WasmAssembler;
import dev.assay.sandbox.plugin.Answer.Cause;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a plugin does, it costs its own question and nothing else: after each, an honest one answers. */
final class HostilePluginTest {

    private static final PluginLimits LIMITS = new PluginLimits(4 << 20, Duration.ofMillis(300));
    private static final Question QUESTION = Question.ofProof(new byte[] {1}, new byte[] {2}, new byte[] {3});
    private static final PluginProcesses PLUGINS = new PluginProcesses(4, Duration.ofSeconds(60));

    @AfterAll
    static void stop() {
        PLUGINS.close();
    }

    @AfterEach
    void anHonestPluginAnswers() throws IOException {
        assertInstanceOf(Answer.Accepted.class, ask(Samples.answering(0)));
        assertInstanceOf(Answer.Rejected.class, ask(Samples.answering(1)));
    }

    private static Answer ask(byte[] module) throws IOException {
        return PLUGINS.ask(Digest.sha256(module), () -> module, QUESTION, LIMITS);
    }

    private static void assertFails(Cause cause, byte[] module) throws IOException {
        assertEquals(cause, assertInstanceOf(Answer.Failed.class, ask(module)).cause());
    }

    @Test
    void stopsAnInfiniteLoop() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertFails(Cause.TIME, Samples.infiniteLoop()));
    }

    @Test
    void refusesAMemoryBomb() throws IOException {
        assertFails(Cause.MEMORY, Samples.memoryBomb());
    }

    @Test
    void survivesATrap() throws IOException {
        assertFails(Cause.TRAPPED, Samples.trap());
    }

    @Test
    void survivesAStackOverflow() throws IOException {
        assertFails(Cause.STACK, Samples.recursion());
    }

    @Test
    void refusesACompileBomb() throws IOException {
        int[] blocks = WasmAssembler.repeat(60_000, 0x02, 0x40, 0x0b);
        byte[] bomb = WasmAssembler.program(WasmAssembler.code(new int[] {-2_000}, blocks, new int[] {0x42, 0x00}))
                .bytes();
        assertFails(Cause.MODULE_INVALID, bomb);
    }

    @Test
    void refusesABadModule() throws IOException {
        assertFails(Cause.MODULE_INVALID, new byte[0]);
        assertFails(Cause.MODULE_INVALID, new byte[] {0, 'a', 's', 'm'});
        assertFails(Cause.MODULE_INVALID, new byte[(2 << 20) + 1]);
        byte[] importing = WasmAssembler.program(0x42, 0x00)
                .before(2, 0x01, 0x01, 'a', 0x01, 'b', 0x00, 0x00)
                .bytes();
        assertFails(Cause.MODULE_INVALID, importing);
    }

    @Test
    void refusesAnAnswerThatIsNone() throws IOException {
        assertFails(Cause.ANSWER_INVALID, Samples.answering(2));
        assertFails(Cause.ANSWER_INVALID, Samples.outputBomb());
        assertFails(Cause.ANSWER_INVALID, WasmAssembler.program(0x42, 0x00).bytes());
    }

    @Test
    void refusesAQuestionThatIsTooLarge() throws IOException {
        byte[] module = Samples.answering(0);
        Question large = Question.ofProof(new byte[7 << 20], new byte[0], new byte[0]);
        Answer answer = PLUGINS.ask(Digest.sha256(module), () -> module, large, LIMITS);
        assertEquals(
                Cause.QUESTION_TOO_LARGE,
                assertInstanceOf(Answer.Failed.class, answer).cause());
    }

    @Test
    void aPluginThatTakesItsTimeHoldsOnePlaceOnly() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(5)) {
            List<Future<Answer>> loops = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                loops.add(callers.submit(() -> ask(Samples.infiniteLoop())));
            }
            Thread.sleep(100);
            assertInstanceOf(Answer.Accepted.class, ask(Samples.answering(0)));
            assertTrue(loops.stream().anyMatch(loop -> !loop.isDone()), "the loops were over before");
            for (Future<Answer> loop : loops) {
                assertInstanceOf(Answer.Failed.class, get(loop));
            }
        }
    }

    private static Answer get(Future<Answer> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aProcessThatDiesIsAnAnswer() throws Exception {
        byte[] module = Samples.answering(0);
        PluginProcess process = PluginProcess.start(LIMITS);
        process.load(module);
        assertInstanceOf(Answer.Accepted.class, process.ask(QUESTION.encoded().orElseThrow(), LIMITS));
        process.kill();
        org.junit.jupiter.api.Assertions.assertThrows(
                IOException.class, () -> process.ask(QUESTION.encoded().orElseThrow(), LIMITS));
        process.close();
    }

    @Test
    void keepsNoMoreProcessesThanItMay() throws IOException {
        try (PluginProcesses two = new PluginProcesses(2, Duration.ofSeconds(60))) {
            for (int place = 16; place < 20; place++) {
                byte[] different = Samples.comparing(place, 1);
                assertInstanceOf(Answer.class, two.ask(Digest.sha256(different), () -> different, QUESTION, LIMITS));
            }
            assertTrue(two.processes() <= 2, two.processes() + " processes");
        }
    }

    /** A plugin with one more question keeps its process, but not while another one needs its place. */
    @Test
    void keepsNoMoreProcessesThanItMayWhileQuestionsWait() throws Exception {
        try (PluginProcesses one = new PluginProcesses(1, Duration.ofSeconds(60));
                ExecutorService callers = Executors.newFixedThreadPool(3)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int place : new int[] {24, 24, 25}) {
                byte[] module = Samples.comparing(place, 1);
                answers.add(callers.submit(() -> one.ask(Digest.sha256(module), () -> module, QUESTION, LIMITS)));
                Thread.sleep(50);
            }
            long most = 0;
            while (!answers.stream().allMatch(Future::isDone)) {
                most = Math.max(most, one.processes());
                Thread.sleep(1);
            }
            assertEquals(1, most);
            for (Future<Answer> answer : answers) {
                assertInstanceOf(Answer.Rejected.class, get(answer));
            }
        }
    }

    @Test
    void startsNoMoreProcessesThanTheMachineHoldsInHalfOfItsMemory() {
        assertEquals(8, PluginProcesses.most(8, 64L << 30));
        assertEquals(3, PluginProcesses.most(8, 8L << 30));
        assertEquals(1, PluginProcesses.most(8, 1L << 30));
        assertEquals(1, PluginProcesses.most(8, 0));
    }

    @Test
    void theSameInThisProcess() throws IOException {
        try (Plugins here = new PluginEngine()) {
            byte[] loop = Samples.infiniteLoop();
            assertInstanceOf(Answer.Failed.class, here.ask(Digest.sha256(loop), () -> loop, QUESTION, LIMITS));
            byte[] honest = Samples.answering(0);
            assertInstanceOf(Answer.Accepted.class, here.ask(Digest.sha256(honest), () -> honest, QUESTION, LIMITS));
        }
    }
}
