package dev.assay.sandbox;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmInterruptedException;

/** One run, on a thread of its own: a fresh instance, the input in, the output out. */
final class Run implements Runnable {
    private final CompiledProgram program;
    private final byte[] input;
    private final RunLimits limits;
    private volatile @Nullable Outcome outcome;

    Run(CompiledProgram program, byte[] input, RunLimits limits) {
        this.program = program;
        this.input = input;
        this.limits = limits;
    }

    /** Null until the run has ended. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    @Override
    public void run() {
        Meter meter = new Meter();
        try {
            outcome = execute(meter);
        } catch (WasmInterruptedException e) {
            outcome = new Outcome.LimitHit(Limit.TIME, "stopped", meter.usage());
        } catch (StackOverflowError e) {
            outcome = stackHit(meter);
        } catch (OutOfMemoryError e) {
            outcome = new Outcome.LimitHit(Limit.MEMORY, "the Java heap is full", meter.usage());
        } catch (RuntimeException e) {
            outcome = trapped(e, meter);
        } catch (Error e) {
            outcome = new Outcome.EngineFailed(e.toString(), meter.usage());
        }
    }

    private Outcome execute(Meter meter) {
        Instance instance = instantiate(meter);
        int at = (int) instance.export("assay_alloc").apply(input.length)[0];
        instance.memory().write(at, input);
        long output = instance.export("assay_run").apply(at, input.length)[0];
        long length = output & 0xffff_ffffL;
        if (length > limits.outputBytes()) {
            return new Outcome.LimitHit(Limit.OUTPUT, length + " bytes exceed " + limits.outputBytes(), meter.usage());
        }
        // Outside the memory this throws, as any access of the program itself would.
        byte[] bytes = instance.memory().readBytes((int) (output >>> 32), (int) length);
        return new Outcome.Output(bytes, meter.usage());
    }

    private Instance instantiate(Meter meter) {
        return Instance.builder(program.module())
                .withMachineFactory(program.machine())
                .withMemoryFactory(declared -> meter.memory = new MeteredMemory(declared, limits.memoryPages()))
                // Off: the engine would otherwise call any export named _start.
                .withStart(false)
                .build();
    }

    private Outcome trapped(RuntimeException e, Meter meter) {
        if (e.getCause() instanceof StackOverflowError) {
            return stackHit(meter);
        }
        MeteredMemory memory = meter.memory;
        return memory != null && memory.refusedGrowth()
                ? new Outcome.LimitHit(
                        Limit.MEMORY, "more than " + limits.memoryBytes() + " bytes asked for", meter.usage())
                : new Outcome.Trapped(String.valueOf(e.getMessage()), meter.usage());
    }

    private static Outcome stackHit(Meter meter) {
        return new Outcome.LimitHit(Limit.STACK, "calls are nested too deep", meter.usage());
    }

    /** Counts from its construction, on the thread that made it. */
    private static final class Meter {
        private final long startNanos = cpuNanos();
        private @Nullable MeteredMemory memory;

        Usage usage() {
            MeteredMemory used = memory;
            return new Usage(Duration.ofNanos(cpuNanos() - startNanos), used == null ? 0 : used.sizeBytes());
        }

        private static long cpuNanos() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
