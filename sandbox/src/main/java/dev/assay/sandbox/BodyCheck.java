package dev.assay.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Walks one function body: only allowed instructions, nested and stacked within bounds. It does not type-check; the
 * engine's validator does, on a body that by then cannot make it walk or copy without bound.
 */
final class BodyCheck {
    private record Block(int base, FunctionType type) {}

    private static final FunctionType NO_VALUES = new FunctionType(List.of(), List.of());

    private final WasmReader in;
    private final List<FunctionType> types;
    private final int[] functions;
    private final ModuleLimits limits;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private int height;
    private int greatestHeight;
    private long targets = 1;
    private long walked;

    BodyCheck(WasmReader in, List<FunctionType> types, int[] functions, ModuleLimits limits) {
        this.in = in;
        this.types = types;
        this.functions = functions;
        this.limits = limits;
    }

    /** Returns the body's complexity, as {@link ModuleLimits#complexity} counts it. */
    long check(FunctionType type) throws InvalidProgram {
        int locals = readLocals(type.params().size());
        blocks.push(new Block(0, new FunctionType(List.of(), type.results())));
        while (!blocks.isEmpty()) {
            step(in.readByte());
        }
        in.expectEnd("a function");
        return (locals + greatestHeight + 1L) * targets + walked;
    }

    private int readLocals(int params) throws InvalidProgram {
        long locals = params;
        int groups = in.readCount("groups of locals", limits.localsPerFunction());
        for (int i = 0; i < groups; i++) {
            locals += in.readU32();
            FunctionType.readValueType(in);
            if (locals > limits.localsPerFunction()) {
                throw new InvalidProgram("a function has more than " + limits.localsPerFunction() + " locals");
            }
        }
        return (int) locals;
    }

    private void step(int opcode) throws InvalidProgram {
        switch (opcode) {
            case 0x00, 0x0f -> {} // unreachable, return
            case 0x02, 0x03 -> open(blockType()); // block, loop
            case 0x04 -> { // if
                change(-1);
                open(blockType());
            }
            case 0x05 -> otherwise();
            case 0x0b -> close();
            case 0x0c -> target(); // br
            case 0x0d -> { // br_if
                change(-1);
                target();
            }
            case 0x0e -> branchTable();
            case 0x10 -> call(functionType(in.readU32()));
            case 0x11 -> callIndirect();
            case 0xfc -> prefixed(in.readU32());
            default -> change(Opcode.step(opcode, in));
        }
    }

    private void open(FunctionType type) throws InvalidProgram {
        if (blocks.size() > limits.depth()) {
            throw new InvalidProgram("blocks are nested more than " + limits.depth() + " deep");
        }
        targets++;
        int base = Math.max(height - type.params().size(), top().base());
        blocks.push(new Block(base, type));
        height = base;
        change(type.params().size());
    }

    private void otherwise() throws InvalidProgram {
        height = top().base();
        change(top().type().params().size());
    }

    private void close() throws InvalidProgram {
        Block closed = blocks.pop();
        height = closed.base();
        if (!blocks.isEmpty()) {
            change(closed.type().results().size());
        }
    }

    private void target() throws InvalidProgram {
        if (in.readU32() >= blocks.size()) {
            throw new InvalidProgram("a branch leaves the function");
        }
        targets++;
        walked += blocks.size();
    }

    private void branchTable() throws InvalidProgram {
        change(-1);
        int count = in.readCount("targets of a branch table", 65_536);
        for (int i = 0; i <= count; i++) {
            target();
        }
    }

    private void callIndirect() throws InvalidProgram {
        FunctionType type = type(in.readU32());
        if (in.readU32() != 0) {
            throw new InvalidProgram("there is one table only");
        }
        change(-1);
        call(type);
    }

    private void call(FunctionType type) throws InvalidProgram {
        change(-type.params().size());
        change(type.results().size());
    }

    /** Saturating conversions, memory.copy, memory.fill. */
    private void prefixed(long opcode) throws InvalidProgram {
        if (opcode == 10) {
            in.expect(0, 0);
            change(-3);
        } else if (opcode == 11) {
            in.expect(0);
            change(-3);
        } else if (opcode > 7) {
            throw new InvalidProgram("instruction 0xfc %d is not allowed".formatted(opcode));
        }
    }

    /**
     * A one-byte block type is empty, a value type or an index below 64; a longer one is an index (5.4.1). The engine
     * takes indices 64 to 127 for value types, so a function that needs one is refused.
     */
    private FunctionType blockType() throws InvalidProgram {
        int first = in.peekByte();
        long type = in.readU32();
        if (first == 0x40) {
            return NO_VALUES;
        }
        if (FunctionType.isValueType(first)) {
            return new FunctionType(List.of(), List.of(first));
        }
        if (type >= 64 && type < 128) {
            throw new InvalidProgram("block type " + type + " is not supported");
        }
        return type(type);
    }

    private FunctionType functionType(long index) throws InvalidProgram {
        if (index >= functions.length) {
            throw new InvalidProgram("there is no function " + index);
        }
        return types.get(functions[(int) index]);
    }

    private FunctionType type(long index) throws InvalidProgram {
        if (index >= types.size()) {
            throw new InvalidProgram("there is no type " + index);
        }
        return types.get((int) index);
    }

    private Block top() throws InvalidProgram {
        Block top = blocks.peek();
        if (top == null) {
            throw new InvalidProgram("a function goes on after its end");
        }
        return top;
    }

    /** After a branch the stack is anything (3.3.5): what is popped below the block's base was never there. */
    private void change(int by) throws InvalidProgram {
        height = Math.max(height + by, top().base());
        greatestHeight = Math.max(greatestHeight, height);
        if (height > limits.height()) {
            throw new InvalidProgram("the operand stack is higher than " + limits.height());
        }
    }
}
