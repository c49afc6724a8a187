package dev.assay.node.witness;

import dev.assay.node.witness.WitnessException.Code;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import run.endive.compiler.Cache;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.OpCode;

/** A circuit's program, compiled to Java bytecode once and then run any number of times, in parallel if need be. */
final class CircuitModule {

    /** Of the functions that circom 2 exports, those that are called here. */
    private static final List<String> EXPORTS = List.of(
            "getVersion",
            "init",
            "getFieldNumLen32",
            "getRawPrime",
            "getSharedRWMemoryStart",
            "writeSharedRWMemory",
            "getInputSize",
            "getInputSignalSize",
            "setInputSignal",
            "getWitnessSize",
            "getWitness",
            "getMessageChar");

    /** Far more than the one dispatch table of a circuit needs; each entry costs the host twelve bytes. */
    private static final long MAX_TABLE_ENTRIES = 1 << 20;

    private final WasmModule module;
    private final Function<Instance, Machine> machine;

    private CircuitModule(WasmModule module, Function<Instance, Machine> machine) {
        this.module = module;
        this.machine = machine;
    }

    /** @param compiled where it may have been compiled before */
    static CircuitModule compile(byte[] wasm, Optional<Cache> compiled) throws WitnessException {
        WasmModule module = Parser.parse(wasm);
        checkInterface(module);
        checkAppetite(module);
        MachineFactoryCompiler.Builder compiler =
                MachineFactoryCompiler.builder(module).withInterpreterFallback(InterpreterFallback.SILENT);
        compiled.ifPresent(compiler::withCache);
        return new CircuitModule(module, compiler.compile());
    }

    private static void checkInterface(WasmModule module) throws WitnessException {
        Set<String> exported = new HashSet<>();
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            var export = module.exportSection().getExport(i);
            if (export.exportType() == ExternalType.FUNCTION) {
                exported.add(export.name());
            }
        }
        for (String name : EXPORTS) {
            if (!exported.contains(name)) {
                throw invalid("it exports no function " + name);
            }
        }
        for (int i = 0; i < module.importSection().importCount(); i++) {
            var wanted = module.importSection().getImport(i);
            if (wanted.importType() != ExternalType.FUNCTION || !CircuitHost.IMPORTS.contains(wanted.name())) {
                throw invalid("it imports " + wanted.module() + "." + wanted.name());
            }
        }
    }

    /**
     * What WebAssembly can allocate outside of its linear memory: tables, and the objects of the GC proposal. A table that
     * grows would also grow the module that is kept, and with it each later run.
     */
    private static void checkAppetite(WasmModule module) throws WitnessException {
        long entries = IntStream.range(0, module.tableSection().tableCount())
                .mapToLong(i -> module.tableSection().getTable(i).limits().min())
                .sum();
        boolean objects = IntStream.range(0, module.typeSection().typeCount())
                .mapToObj(i -> module.typeSection().getSubType(i))
                .anyMatch(type -> type.compType().funcType() == null);
        if (entries > MAX_TABLE_ENTRIES || objects || growsTables(module)) {
            throw invalid("it uses larger tables or other types than a circuit does");
        }
    }

    private static boolean growsTables(WasmModule module) {
        return Arrays.stream(module.codeSection().functionBodies())
                .flatMap(body -> body.instructions().stream())
                .anyMatch(instruction -> instruction.opcode() == OpCode.TABLE_GROW);
    }

    Instance start(CircuitHost host, WitnessLimits limits) throws WitnessException {
        Instance.Builder builder =
                Instance.builder(module).withImportValues(host.imports()).withMachineFactory(machine);
        if (module.memorySection().isEmpty() || module.memorySection().get().memoryCount() != 1) {
            throw invalid("it has not exactly one memory");
        }
        MemoryLimits wanted = module.memorySection().get().getMemory(0).limits();
        if (wanted.initialPages() > limits.pages()) {
            throw new WitnessException(
                    Code.LIMIT_MEMORY,
                    "the circuit's program begins with " + wanted.initialPages() + " pages of 64 KiB, this node allows "
                            + limits.pages());
        }
        int most = Math.min(wanted.maximumPages(), limits.pages());
        return builder.withMemoryLimits(new MemoryLimits(wanted.initialPages(), most))
                .build();
    }

    static WitnessException invalid(String detail) {
        return new WitnessException(Code.ARTIFACT_INVALID, "the wasm file is no circom 2 program for BN254: " + detail);
    }
}
