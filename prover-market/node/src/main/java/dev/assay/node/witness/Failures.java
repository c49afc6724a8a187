package dev.assay.node.witness;

import dev.assay.node.witness.WitnessException.Code;
import run.endive.wasm.WasmEngineException;

/** What a failure inside of the circuit's program means for the one who asked for the witness. */
final class Failures {

    private Failures() {}

    static WitnessException explain(Throwable failure) {
        return switch (failure) {
            case CircuitStopped stopped -> explain(stopped);
            case OutOfMemoryError e -> new WitnessException(Code.LIMIT_MEMORY, "this node's memory is exhausted", e);
            case WasmEngineException e -> invalid("the circuit's program failed: " + e.getMessage(), e);
            // The parser and the compiler of WebAssembly are not ours: whatever they throw, the file was to blame.
            case RuntimeException e -> invalid("the circuit's program is malformed: " + e, e);
            case LinkageError e -> invalid("the circuit's program does not compile: " + e, e);
            case StackOverflowError e -> invalid("the circuit's program nests too deep", e);
            default -> throw new IllegalStateException("computing a witness", failure);
        };
    }

    private static WitnessException explain(CircuitStopped stopped) {
        return switch (stopped.reported()) {
            case ASSERTION_FAILED ->
                new WitnessException(
                        Code.INPUT_REJECTED, "the input does not satisfy the circuit: " + stopped.messages(), stopped);
            case OUT_OF_MEMORY ->
                new WitnessException(
                        Code.LIMIT_MEMORY, "the circuit ran out of memory: " + stopped.messages(), stopped);
            case SIGNAL_NOT_FOUND, TOO_MANY_SIGNALS, SIGNAL_ALREADY_SET, ARRAY_TOO_LARGE, UNKNOWN ->
                new WitnessException(
                        Code.INPUT_REJECTED,
                        "the circuit refuses the input (" + stopped.reported() + "): " + stopped.messages(),
                        stopped);
        };
    }

    private static WitnessException invalid(String detail, Throwable cause) {
        return new WitnessException(Code.ARTIFACT_INVALID, detail, cause);
    }
}
