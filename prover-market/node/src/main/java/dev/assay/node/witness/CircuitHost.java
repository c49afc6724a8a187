package dev.assay.node.witness;

import dev.assay.node.witness.CircuitStopped.Cause;
import java.util.List;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/**
 * What a circom 2 program imports, all from the module {@code runtime}: it reports errors and the text of {@code log}. One
 * for each run.
 */
final class CircuitHost {

    private static final String MODULE = "runtime";
    static final List<String> IMPORTS =
            List.of("exceptionHandler", "printErrorMessage", "writeBufferMessage", "showSharedRWMemory");
    private static final int MAX_TEXT_CHARS = 2_000;

    private final StringBuilder errors = new StringBuilder();

    ImportValues imports() {
        return ImportValues.builder()
                .addFunction(
                        function("exceptionHandler", List.of(ValType.I32), this::stop),
                        function("printErrorMessage", List.of(), this::collectError),
                        function("writeBufferMessage", List.of(), this::discardLog),
                        function("showSharedRWMemory", List.of(), (instance, arguments) -> new long[0]))
                .build();
    }

    private static HostFunction function(String name, List<ValType> parameters, WasmFunctionHandle handle) {
        return new HostFunction(MODULE, name, FunctionType.of(parameters, List.of()), handle);
    }

    private long[] stop(Instance instance, long... arguments) {
        throw new CircuitStopped(Cause.of(arguments[0]), errors.toString().strip());
    }

    private long[] collectError(Instance instance, long... arguments) {
        String message = message(instance);
        if (errors.length() + message.length() <= MAX_TEXT_CHARS) {
            errors.append(message).append(' ');
        }
        return new long[0];
    }

    /** The text of log() is for the circuit's author, and it may show private inputs. */
    private long[] discardLog(Instance instance, long... arguments) {
        message(instance);
        return new long[0];
    }

    /** The program hands a message over one character at a time and ends it with 0; a hostile one never does. */
    private static String message(Instance instance) {
        ExportFunction nextCharacter = instance.export("getMessageChar");
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < MAX_TEXT_CHARS; i++) {
            long c = nextCharacter.apply()[0];
            if (c == 0) {
                break;
            }
            message.append(c >= ' ' && c <= '~' ? (char) c : ' ');
        }
        return message.toString();
    }
}
