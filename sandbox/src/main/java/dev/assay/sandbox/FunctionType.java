package dev.assay.sandbox;

import java.util.Arrays;
import java.util.List;

/** A function's parameters and results, each one of the four numeric types (WebAssembly 1.0, 5.3.1). */
record FunctionType(List<Integer> params, List<Integer> results) {
    static final int I32 = 0x7f;
    static final int I64 = 0x7e;
    private static final int F32 = 0x7d;
    private static final int F64 = 0x7c;
    /** The JVM's limit of a method is 255 slots of which a number may take two. */
    private static final int MAX_PARAMS = 100;

    private static final int MAX_RESULTS = 16;

    static FunctionType read(WasmReader in) throws InvalidProgram {
        in.expect(0x60);
        return new FunctionType(readTypes(in, MAX_PARAMS), readTypes(in, MAX_RESULTS));
    }

    private static List<Integer> readTypes(WasmReader in, int most) throws InvalidProgram {
        Integer[] types = new Integer[in.readCount("values of a function type", most)];
        for (int i = 0; i < types.length; i++) {
            types[i] = readValueType(in);
        }
        return Arrays.asList(types);
    }

    static int readValueType(WasmReader in) throws InvalidProgram {
        int type = in.readByte();
        if (!isValueType(type)) {
            throw new InvalidProgram("value type 0x%02x is not a number".formatted(type));
        }
        return type;
    }

    static boolean isValueType(int type) {
        return type == I32 || type == I64 || type == F32 || type == F64;
    }
}
