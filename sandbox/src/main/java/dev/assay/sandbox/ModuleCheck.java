package dev.assay.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a module must be before the engine's own parser sees it: one strict pass over the binary format (WebAssembly
 * 1.0, 5.5) that allocates nothing it has not bounded. The engine's parser is lenient about lengths, and its compiler's
 * time grows with the square of nesting and stack height; a program must not be able to make use of either.
 *
 * <ol>
 *   <li>no more bytes than the limit; sections in order, each read to its last byte; custom sections skipped
 *   <li>no imports, no start function, one memory, at most one table
 *   <li>only the instructions of {@link Opcode} and {@link BodyCheck}, nested and stacked within bounds
 *   <li>exports {@code memory}, {@code assay_alloc (i32) -> i32} and {@code assay_run (i32, i32) -> i64}
 * </ol>
 */
public final class ModuleCheck {
    private static final FunctionType ALLOC = new FunctionType(List.of(FunctionType.I32), List.of(FunctionType.I32));
    private static final FunctionType RUN =
            new FunctionType(List.of(FunctionType.I32, FunctionType.I32), List.of(FunctionType.I64));
    /** Section ids in the order they must come (5.5.2); 12 counts data segments and precedes the code. */
    private static final List<Integer> ORDER = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11);

    private final ModuleLimits limits;
    private final List<FunctionType> types = new ArrayList<>();
    private final Set<String> exports = new HashSet<>();
    private int[] functions = new int[0];
    private int memoryPages = -1;
    private boolean hasCode;

    private ModuleCheck(ModuleLimits limits) {
        this.limits = limits;
    }

    /**
     * Returns the pages of memory that the module starts with.
     *
     * @throws InvalidProgram unless every check above passes
     */
    public static int check(byte[] module, ModuleLimits limits) throws InvalidProgram {
        if (module.length > limits.sizeBytes()) {
            throw new InvalidProgram(module.length + " bytes are more than the limit of " + limits.sizeBytes());
        }
        ModuleCheck check = new ModuleCheck(limits);
        check.sections(new WasmReader(module));
        check.complete();
        return check.memoryPages;
    }

    private void sections(WasmReader in) throws InvalidProgram {
        in.expect(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
        int last = -1;
        while (in.hasMore()) {
            int id = in.readByte();
            WasmReader content = in.slice(in.readU32());
            if (id == 0) {
                continue;
            }
            int position = ORDER.indexOf(id);
            if (position <= last) {
                throw new InvalidProgram("section " + id + " is unknown or out of order");
            }
            last = position;
            section(id, content);
            content.expectEnd("section " + id);
        }
    }

    private void section(int id, WasmReader in) throws InvalidProgram {
        switch (id) {
            case 1 -> types(in);
            case 2 -> none(in, "imports");
            case 3 -> functions(in);
            case 4 -> table(in);
            case 5 -> memory(in);
            case 6 -> globals(in);
            case 7 -> exports(in);
            case 8 -> throw new InvalidProgram("a start function is not allowed");
            case 9 -> elements(in);
            case 10 -> code(in);
            case 11 -> data(in);
            default -> in.readU32();
        }
    }

    private static void none(WasmReader in, String what) throws InvalidProgram {
        if (in.readU32() != 0) {
            throw new InvalidProgram(what + " are not allowed");
        }
    }

    /** The engine compiles an indirect call for every type and every function of it: equal types would multiply. */
    private void types(WasmReader in) throws InvalidProgram {
        for (int left = in.readCount("types", limits.types()); left > 0; left--) {
            types.add(FunctionType.read(in));
        }
        require(new HashSet<>(types).size() == types.size(), "two types are equal");
    }

    private void functions(WasmReader in) throws InvalidProgram {
        functions = new int[count(in, "functions")];
        for (int i = 0; i < functions.length; i++) {
            long type = in.readU32();
            if (type >= types.size()) {
                throw new InvalidProgram("there is no type " + type);
            }
            functions[i] = (int) type;
        }
    }

    private void table(WasmReader in) throws InvalidProgram {
        if (in.readCount("tables", 1) == 0) {
            return;
        }
        in.expect(0x70);
        if (readLimits(in, 0xffff_ffffL) > limits.tableElements()) {
            throw new InvalidProgram("the table has more than " + limits.tableElements() + " elements");
        }
    }

    private void memory(WasmReader in) throws InvalidProgram {
        if (in.readCount("memories", 1) == 1) {
            memoryPages = (int) readLimits(in, 65_536);
        }
    }

    /** The minimum, of limits that are neither shared nor 64-bit. */
    private static long readLimits(WasmReader in, long most) throws InvalidProgram {
        int flags = in.readByte();
        if (flags > 1) {
            throw new InvalidProgram("limits of kind " + flags + " are not allowed");
        }
        long least = in.readU32();
        long greatest = flags == 1 ? in.readU32() : most;
        if (least > greatest || greatest > most) {
            throw new InvalidProgram("limits " + least + " to " + greatest + " are no range up to " + most);
        }
        return least;
    }

    private void globals(WasmReader in) throws InvalidProgram {
        for (int left = count(in, "globals"); left > 0; left--) {
            FunctionType.readValueType(in);
            in.readByte();
            constant(in);
        }
    }

    /** One constant or global, and end (3.3.7). */
    private static void constant(WasmReader in) throws InvalidProgram {
        int opcode = in.readByte();
        if (opcode != 0x23 && (opcode < 0x41 || opcode > 0x44)) {
            throw new InvalidProgram("instruction 0x%02x is not constant".formatted(opcode));
        }
        Opcode.step(opcode, in);
        in.expect(0x0b);
    }

    private void exports(WasmReader in) throws InvalidProgram {
        for (int left = count(in, "exports"); left > 0; left--) {
            String name = in.readName();
            int kind = in.readByte();
            long index = in.readU32();
            if (!exports.add(name)) {
                throw new InvalidProgram("the export " + name + " is there twice");
            }
            switch (name) {
                case "memory" -> require(kind == 2 && index == 0, "memory is not exported as memory");
                case "assay_alloc" -> require(isFunction(kind, index, ALLOC), "assay_alloc is not (i32) -> i32");
                case "assay_run" -> require(isFunction(kind, index, RUN), "assay_run is not (i32, i32) -> i64");
                default -> require(kind <= 3, "exports of kind " + kind + " are not allowed");
            }
        }
    }

    private boolean isFunction(int kind, long index, FunctionType type) {
        return kind == 0
                && index < functions.length
                && types.get(functions[(int) index]).equals(type);
    }

    private void elements(WasmReader in) throws InvalidProgram {
        for (int left = count(in, "element segments"); left > 0; left--) {
            in.expect(0);
            constant(in);
            for (int index = in.readCount("elements", limits.tableElements()); index > 0; index--) {
                in.skipLeb32();
            }
        }
    }

    private void code(WasmReader in) throws InvalidProgram {
        require(in.readU32() == functions.length, "functions and bodies differ in number");
        long complexity = 0;
        for (int function : functions) {
            WasmReader body = in.slice(in.readU32());
            complexity += new BodyCheck(body, types, functions, limits).check(types.get(function));
            require(complexity <= limits.complexity(), "the module is too complex to compile");
        }
        hasCode = true;
    }

    private void data(WasmReader in) throws InvalidProgram {
        for (int left = count(in, "data segments"); left > 0; left--) {
            in.expect(0);
            constant(in);
            in.skip(in.readU32());
        }
    }

    private void complete() throws InvalidProgram {
        require(memoryPages >= 0, "there is no memory");
        for (String name : List.of("memory", "assay_alloc", "assay_run")) {
            require(exports.contains(name), name + " is not exported");
        }
        require(hasCode, "there is no code");
    }

    private int count(WasmReader in, String what) throws InvalidProgram {
        return in.readCount(what, limits.functions());
    }

    private static void require(boolean condition, String rule) throws InvalidProgram {
        if (!condition) {
            throw new InvalidProgram(rule);
        }
    }
}
