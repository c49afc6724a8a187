package dev.assay.sandbox;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.MethodTooLargeException;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;

/**
 * A module that passed every check, as JVM code. Holds no state of a run: each run makes its own instance and memory.
 *
 * @param initialPages of memory
 * @param sizeBytes of the module
 */
record CompiledProgram(WasmModule module, Function<Instance, Machine> machine, int initialPages, int sizeBytes) {
    /** Each function beyond the JVM's 64 KiB of code costs one more compilation and then runs interpreted. */
    private static final int MAX_INTERPRETED = 4;

    private static final int[] SECTIONS = {1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12};

    /** @throws InvalidProgram if the module is not one this runtime takes */
    static CompiledProgram compile(byte[] bytes, ModuleLimits limits) throws InvalidProgram {
        int initialPages = ModuleCheck.check(bytes, limits);
        try {
            WasmModule module = parse(bytes);
            return new CompiledProgram(module, compile(module), initialPages, bytes.length);
        } catch (RuntimeException | LinkageError e) {
            // The engine rejects with many types, not all of its own; all of them mean that it cannot run the module.
            throw new InvalidProgram("the engine refuses the module: " + e.getMessage());
        }
    }

    private static WasmModule parse(byte[] bytes) {
        Parser.Builder parser = Parser.builder();
        for (int section : SECTIONS) {
            parser.includeSectionId(section);
        }
        return parser.build().parse(() -> new ByteArrayInputStream(bytes));
    }

    private static Function<Instance, Machine> compile(WasmModule module) throws InvalidProgram {
        Set<Integer> interpreted = new HashSet<>();
        while (interpreted.size() <= MAX_INTERPRETED && !Thread.currentThread().isInterrupted()) {
            try {
                return MachineFactoryCompiler.builder(module)
                        .withInterpreterFallback(InterpreterFallback.FAIL)
                        .withInterpretedFunctions(interpreted)
                        .compile();
            } catch (WasmEngineException e) {
                interpreted.add(tooLargeFunction(e));
            }
        }
        throw new InvalidProgram("functions are too large to compile: " + interpreted);
    }

    private static int tooLargeFunction(WasmEngineException e) {
        if (e.getCause() instanceof MethodTooLargeException large
                && large.getMethodName().startsWith("func_")) {
            return Integer.parseInt(large.getMethodName().substring("func_".length()));
        }
        throw e;
    }
}
