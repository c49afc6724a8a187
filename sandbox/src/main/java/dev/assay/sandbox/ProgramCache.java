package dev.assay.sandbox;

import dev.assay.verification.Digest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Compiled programs by the SHA-256 of their module: each compiled once, the least recently used dropped. Compilation
 * cannot be interrupted, so it has a time bound here and one thread in all: a module that is slow to compile delays
 * other new modules, never the runs of known ones.
 */
final class ProgramCache {
    private static final int MAX_REFUSALS = 1_000;
    private static final int MAX_QUEUED = 64;

    private final ModuleLimits limits;
    private final Duration compileTime;
    private final long capacityBytes;
    private final Map<Digest, CompiledProgram> programs = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Digest, String> refusals = new LinkedHashMap<>();
    private final Map<Digest, FutureTask<CompiledProgram>> compilations = new LinkedHashMap<>();
    private final Object compiler = new Object();

    /** @param capacityBytes of modules, which stand for about fifty times as much heap */
    ProgramCache(ModuleLimits limits, Duration compileTime, long capacityBytes) {
        this.limits = limits;
        this.compileTime = compileTime;
        this.capacityBytes = capacityBytes;
    }

    /**
     * @throws InvalidProgram if the module cannot be run, now or when it was first seen
     * @throws CompilerBusy if there is no answer in time
     */
    CompiledProgram program(Digest code, byte[] module) throws InvalidProgram, CompilerBusy, InterruptedException {
        FutureTask<CompiledProgram> compilation;
        synchronized (programs) {
            CompiledProgram known = programs.get(code);
            if (known != null) {
                return known;
            }
            String refusal = refusals.get(code);
            if (refusal != null) {
                throw new InvalidProgram(refusal);
            }
            if (compilations.size() >= MAX_QUEUED && !compilations.containsKey(code)) {
                throw new CompilerBusy(MAX_QUEUED + " modules wait to be compiled");
            }
            compilation = compilations.computeIfAbsent(code, unused -> start(code, module));
        }
        return await(code, compilation);
    }

    private FutureTask<CompiledProgram> start(Digest code, byte[] module) {
        FutureTask<CompiledProgram> task = new FutureTask<>(() -> compile(code, module));
        Thread.ofPlatform().daemon().name("compile-" + code.shortHex()).start(task);
        return task;
    }

    private CompiledProgram compile(Digest code, byte[] module) throws InvalidProgram {
        synchronized (compiler) {
            try {
                CompiledProgram program = CompiledProgram.compile(module, limits);
                remember(code, program);
                return program;
            } catch (InvalidProgram e) {
                refuse(code, e.reason());
                throw e;
            } catch (OutOfMemoryError | StackOverflowError e) {
                refuse(code, "compilation takes too much memory");
                throw new InvalidProgram("compilation takes too much memory");
            } finally {
                synchronized (programs) {
                    compilations.remove(code);
                }
            }
        }
    }

    private CompiledProgram await(Digest code, FutureTask<CompiledProgram> compilation)
            throws InvalidProgram, CompilerBusy, InterruptedException {
        try {
            return compilation.get(compileTime.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new CompilerBusy("compilation takes longer than " + compileTime.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InvalidProgram refused
                    ? refused
                    : new InvalidProgram("the engine fails on the module: " + e.getCause());
        }
    }

    private void remember(Digest code, CompiledProgram program) {
        synchronized (programs) {
            programs.put(code, program);
            var eldest = programs.entrySet().iterator();
            while (programs.size() > 1 && sizeBytes() > capacityBytes) {
                eldest.next();
                eldest.remove();
            }
        }
    }

    private long sizeBytes() {
        return programs.values().stream().mapToLong(CompiledProgram::sizeBytes).sum();
    }

    private void refuse(Digest code, String reason) {
        synchronized (programs) {
            refusals.put(code, reason);
            if (refusals.size() > MAX_REFUSALS) {
                refusals.remove(refusals.keySet().iterator().next());
            }
        }
    }
}
