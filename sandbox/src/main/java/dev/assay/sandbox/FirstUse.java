package dev.assay.sandbox;

import run.endive.runtime.OpcodeImpl;
import run.endive.runtime.TableInstance;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.Table;
import run.endive.wasm.types.TableLimits;
import run.endive.wasm.types.ValType;

/**
 * Uses once, on a stack with room, what a program could be the first to use at the very end of its own. A class or call
 * site that runs out of stack while it is initialized stays broken, for the programs of all others too (JLS 12.4.2).
 */
final class FirstUse {
    private FirstUse() {}

    static void ofTheEngine() {
        OpcodeImpl.I32_POPCNT(1);
        MeteredMemory memory = new MeteredMemory(new MemoryLimits(1, 1), 1);
        TableInstance table = new TableInstance(new Table(ValType.FuncRef, new TableLimits(1)), 0);
        trap(() -> memory.read(-1));
        trap(() -> memory.readInt(-1));
        trap(() -> memory.readLong(-1));
        trap(() -> memory.writeByte(-1, (byte) 0));
        trap(() -> memory.writeI32(-1, 0));
        trap(() -> memory.writeLong(-1, 0));
        trap(() -> memory.fill((byte) 0, -1, 0));
        trap(() -> memory.copy(-1, 0, 1));
        trap(() -> table.requiredRef(-1));
    }

    private static void trap(Runnable access) {
        try {
            access.run();
        } catch (WasmEngineException trap) {
            return;
        }
        throw new IllegalStateException("the engine allows an access out of bounds");
    }
}
