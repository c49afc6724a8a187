package dev.assay.market.circuit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.sandbox.plugin.Answer;
import dev.assay.sandbox.plugin.Answer.Cause;
import dev.assay.sandbox.plugin.PluginLimits;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.sandbox.plugin.Question;
import dev.assay.verification.Digest;
import dev.assay.verification.workload.CircuitTerms;
import dev.assay.verification.workload.PluginCircuit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelfCheckTest {

    private static final byte[] PROOF = {1, 2, 3, 4};
    private static final byte[] VALUES = {5, 6};

    @TempDir
    Path folder = Path.of("");

    /** Takes the first question, the sample, and answers the others alike. */
    private record Fake(AtomicInteger asked, Answer later) implements Plugins {
        @Override
        public Answer ask(Digest plugin, Module module, Question question, PluginLimits limits) {
            return asked.getAndIncrement() == 0 ? new Answer.Accepted("", Duration.ofMillis(1)) : later;
        }

        @Override
        public void close() {}
    }

    private int run(Answer later) throws IOException {
        ArtifactFolder artifacts = new ArtifactFolder(folder);
        PluginCircuit circuit = new PluginCircuit(
                "fake",
                "fake",
                new PluginCircuit.Verifier(Digest.sha256(), 1 << 20, Duration.ofMillis(200)),
                Digest.sha256(),
                Map.of(),
                CircuitTerms.NONE.withSample(artifacts.put(PROOF), artifacts.put(VALUES)));
        Fake plugins = new Fake(new AtomicInteger(), later);
        new SelfCheck(new Verifiers(plugins, artifacts), artifacts)
                .run(circuit, new CircuitVerifier.Plugin(circuit, new byte[0]), new byte[0]);
        return plugins.asked().get();
    }

    @Test
    void triesATamperedSampleTenTimes() throws IOException {
        assertEquals(11, run(new Answer.Rejected("no")));
    }

    /** Attack 21: a plugin that is quick with the sample alone would take minutes of others' time here, and later. */
    @ParameterizedTest
    @EnumSource(names = {"TIME", "CRASHED"})
    void poisonedVerifierThatLoopsOnATamperedSampleFails(Cause cause) {
        assertEquals(ErrorCode.SELF_CHECK_FAILED, code(new Answer.Failed(cause, "")));
    }

    @Test
    void aBusyMarketIsNotTheCircuitsFault() {
        assertEquals(ErrorCode.VERIFIER_FAILED, code(new Answer.Failed(Cause.BUSY, "")));
    }

    @Test
    void aTrapOnATamperedSampleIsANo() {
        assertDoesNotThrow(() -> run(new Answer.Failed(Cause.TRAPPED, "")));
    }

    @Test
    void aVerifierThatTakesATamperedSampleFails() {
        assertEquals(ErrorCode.SELF_CHECK_FAILED, code(new Answer.Accepted("", Duration.ofMillis(1))));
    }

    private ErrorCode code(Answer later) {
        return assertThrows(Failure.class, () -> run(later)).code();
    }
}
