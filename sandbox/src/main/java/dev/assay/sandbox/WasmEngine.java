package dev.assay.sandbox;

import dev.assay.verification.Digest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs of the Assay WebAssembly interface, version 1: exports {@code memory},
 * {@code assay_alloc (size i32) -> i32} and {@code assay_run (ptr i32, len i32) -> i64} (output pointer in the high half,
 * length in the low half); no imports, so nothing but the input reaches a program. A module is compiled once; every run
 * has its own instance, memory and thread. Safe for use by many threads.
 */
public final class WasmEngine {
    private static final Duration COMPILE_TIME = Duration.ofSeconds(30);
    private static final long CACHE_BYTES = 8 << 20;
    /** Compiled code asks at every backward branch and call whether it is to stop; between two of them it is quick. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** How often a run's processor time is looked at, at most. */
    private static final long LOOK_NANOS = 5_000_000;

    private final ProgramCache cache;

    public WasmEngine() {
        this(ModuleLimits.STANDARD);
    }

    public WasmEngine(ModuleLimits limits) {
        this(limits, COMPILE_TIME);
    }

    /** @param compileTime how long a caller waits for the compilation of a module that is new */
    public WasmEngine(ModuleLimits limits, Duration compileTime) {
        FirstUse.ofTheEngine();
        cache = new ProgramCache(limits, compileTime, CACHE_BYTES);
    }

    /**
     * Runs a program to its end or to a limit, on the caller's time: it returns within the limits' time, a grace of
     * seconds, and, where the module is new, the time of a compilation. An interrupt of the caller stops the program and
     * gives {@link Outcome.Cancelled}; the caller's interrupt status is then clear.
     *
     * @param code the SHA-256 of the module, which the caller has checked
     * @throws InvalidProgram if the module is not a program; nothing ran
     * @throws CompilerBusy if the module could not be compiled in time; nothing ran
     */
    public Outcome run(Digest code, byte[] module, byte[] input, RunLimits limits) throws InvalidProgram, CompilerBusy {
        CompiledProgram program;
        try {
            program = cache.program(code, module);
        } catch (InterruptedException e) {
            return new Outcome.Cancelled(Usage.NONE);
        }
        if (input.length > limits.inputBytes()) {
            String detail = input.length + " bytes exceed " + limits.inputBytes();
            return new Outcome.LimitHit(Limit.INPUT, detail, Usage.NONE);
        }
        if (program.initialPages() > limits.memoryPages()) {
            String detail = "the module starts with more than " + limits.memoryBytes() + " bytes";
            return new Outcome.LimitHit(Limit.MEMORY, detail, Usage.NONE);
        }
        return run(new Run(program, input, limits), limits, code.shortHex());
    }

    private static Outcome run(Run run, RunLimits limits, String name) {
        Thread thread = new Thread(null, run, "program-" + name, limits.stackBytes());
        thread.setDaemon(true);
        thread.start();
        try {
            if (endsInTime(thread, limits)) {
                return ended(run.outcome());
            }
            return timedOut(stop(thread, run), limits);
        } catch (InterruptedException e) {
            return new Outcome.Cancelled(cancel(thread, run));
        }
    }

    /** A thread uses no more processor time than passes: what is left of it is how long nobody needs to look. */
    private static boolean endsInTime(Thread thread, RunLimits limits) throws InterruptedException {
        long end = System.nanoTime() + limits.time().toNanos();
        while (true) {
            long left = Math.min(
                    end - System.nanoTime(),
                    limits.cpu().toNanos() - ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()));
            if (left <= 0) {
                return thread.join(Duration.ZERO);
            }
            if (thread.join(Duration.ofNanos(Math.max(LOOK_NANOS, left)))) {
                return true;
            }
        }
    }

    private static @Nullable Outcome stop(Thread thread, Run run) throws InterruptedException {
        thread.interrupt();
        thread.join(GRACE);
        return run.outcome();
    }

    private static Usage cancel(Thread thread, Run run) {
        try {
            Outcome outcome = stop(thread, run);
            return outcome == null ? Usage.NONE : outcome.usage();
        } catch (InterruptedException e) {
            return Usage.NONE;
        }
    }

    /** A result that came while the program was being stopped is late all the same. */
    private static Outcome timedOut(@Nullable Outcome outcome, RunLimits limits) {
        Usage usage = outcome == null ? Usage.NONE : outcome.usage();
        String detail = limits.cpu().compareTo(limits.time()) < 0
                ? "longer than " + limits.cpu().toMillis() + " ms of processor time"
                : "longer than " + limits.time().toMillis() + " ms";
        return new Outcome.LimitHit(Limit.TIME, detail, usage);
    }

    private static Outcome ended(@Nullable Outcome outcome) {
        return outcome == null ? new Outcome.EngineFailed("the thread died", Usage.NONE) : outcome;
    }
}
