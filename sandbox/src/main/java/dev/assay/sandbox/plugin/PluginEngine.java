package dev.assay.sandbox.plugin;

import dev.assay.sandbox.CompilerBusy;
import dev.assay.sandbox.InvalidProgram;
import dev.assay.sandbox.Limit;
import dev.assay.sandbox.ModuleLimits;
import dev.assay.sandbox.Outcome;
import dev.assay.sandbox.WasmEngine;
import dev.assay.sandbox.plugin.Answer.Cause;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Plugins in this process, within the limits: for an application that verifies what it bought itself, from a circuit that
 * it chose. What a plugin could do beyond its limits, a fault of the engine given, it does to the application.
 */
public final class PluginEngine implements Plugins {

    static final Duration COMPILE_TIME = Duration.ofSeconds(15);

    private final WasmEngine engine = new WasmEngine(ModuleLimits.PLUGIN, COMPILE_TIME);

    @Override
    public Answer ask(Digest plugin, Module module, Question question, PluginLimits limits) throws IOException {
        Optional<byte[]> input = question.encoded();
        if (input.isEmpty()) {
            return new Answer.Failed(Cause.QUESTION_TOO_LARGE, "the question exceeds " + Question.MAX_SIZE_BYTES);
        }
        return ask(plugin, module.read(), input.get(), limits);
    }

    /** @param input an encoded question */
    Answer ask(Digest plugin, byte[] module, byte[] input, PluginLimits limits) {
        try {
            return answer(engine.run(plugin, module, input, limits.run()), limits);
        } catch (InvalidProgram e) {
            return new Answer.Failed(Cause.MODULE_INVALID, e.reason());
        } catch (CompilerBusy e) {
            return new Answer.Failed(Cause.MODULE_INVALID, "it takes too long to compile");
        }
    }

    private static Answer answer(Outcome outcome, PluginLimits limits) {
        if (outcome.usage().cpu().compareTo(limits.cpu()) > 0) {
            return new Answer.Failed(Cause.TIME, "longer than " + limits.cpu().toMillis() + " ms of processor time");
        }
        return switch (outcome) {
            case Outcome.Output(byte[] bytes, var usage) -> Answer.ofOutput(bytes, usage.cpu());
            case Outcome.Trapped trapped -> new Answer.Failed(Cause.TRAPPED, trapped.detail());
            case Outcome.LimitHit hit -> new Answer.Failed(cause(hit.which()), hit.detail());
            case Outcome.EngineFailed failed -> new Answer.Failed(Cause.CRASHED, failed.detail());
            case Outcome.Cancelled ignored -> {
                Thread.currentThread().interrupt();
                yield new Answer.Failed(Cause.BUSY, "interrupted");
            }
        };
    }

    private static Cause cause(Limit limit) {
        return switch (limit) {
            case MEMORY -> Cause.MEMORY;
            case TIME -> Cause.TIME;
            case STACK -> Cause.STACK;
            case OUTPUT -> Cause.ANSWER_INVALID;
            case INPUT -> Cause.QUESTION_TOO_LARGE;
        };
    }

    @Override
    public void close() {}
}
