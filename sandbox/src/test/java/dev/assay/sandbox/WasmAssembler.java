package dev.assay.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds small modules for tests: memory, functions by their instruction bytes, exports. */
public final class WasmAssembler {
    public static final int I32 = 0x7f;
    public static final int I64 = 0x7e;

    private record Function(int type, int[] body) {}

    private final List<byte[]> types = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private final ByteArrayOutputStream exports = new ByteArrayOutputStream();
    private final List<byte[]> before = new ArrayList<>();
    private final List<byte[]> after = new ArrayList<>();
    private int exportCount;
    private int[] memory = {0x00, 0x01};

    /** A program whose assay_alloc gives 1024 and whose assay_run has the given body (without the final end). */
    public static WasmAssembler program(int... runBody) {
        return new WasmAssembler()
                .function("assay_alloc", new int[] {I32}, new int[] {I32}, 0x41, 0x80, 0x08)
                .function("assay_run", new int[] {I32, I32}, new int[] {I64}, runBody)
                .exportMemory();
    }

    /** Limits of the memory: flags, minimum, maximum, as bytes. */
    public WasmAssembler memory(int... limits) {
        memory = limits;
        return this;
    }

    public WasmAssembler function(String export, int[] params, int[] results, int... body) {
        export(export, 0, functions.size());
        return function(params, results, body);
    }

    public WasmAssembler function(int[] params, int[] results, int... body) {
        functions.add(new Function(type(params, results), body));
        return this;
    }

    /** The index of the type, which is there once. */
    private int type(int[] params, int[] results) {
        byte[] type = concat(new int[] {0x60, params.length}, params, new int[] {results.length}, results);
        for (int i = 0; i < types.size(); i++) {
            if (Arrays.equals(types.get(i), type)) {
                return i;
            }
        }
        types.add(type);
        return types.size() - 1;
    }

    public WasmAssembler exportMemory() {
        return export("memory", 2, 0);
    }

    public WasmAssembler export(String name, int kind, int index) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        exports.write(text.length);
        exports.writeBytes(text);
        exports.write(kind);
        exports.write(index);
        exportCount++;
        return this;
    }

    /** A section of its own making, between types and functions. */
    public WasmAssembler before(int id, int... content) {
        before.add(section(id, concat(content)));
        return this;
    }

    /** A section of its own making, between exports and code. */
    public WasmAssembler after(int id, int... content) {
        after.add(section(id, concat(content)));
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        out.writeBytes(section(1, vector(types)));
        before.forEach(out::writeBytes);
        out.writeBytes(section(
                3, vector(functions.stream().map(f -> leb(f.type())).toList())));
        out.writeBytes(section(5, concat(new int[] {1}, memory)));
        out.writeBytes(section(7, join(leb(exportCount), exports.toByteArray())));
        after.forEach(out::writeBytes);
        out.writeBytes(section(
                10, vector(functions.stream().map(f -> body(f.body())).toList())));
        return out.toByteArray();
    }

    /** Instructions one after the other. */
    public static int[] code(int[]... parts) {
        int[] all = new int[Arrays.stream(parts).mapToInt(p -> p.length).sum()];
        int at = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    public static int[] repeat(int times, int... code) {
        int[] all = new int[times * code.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = code[i % code.length];
        }
        return all;
    }

    public static byte[] leb(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    /** A body starts with its locals, so a body that begins with -n has n extra i64 locals. */
    private static byte[] body(int[] code) {
        byte[] content = code.length > 0 && code[0] < 0
                ? join(join(new byte[] {1}, leb(-code[0])), concat(new int[] {I64}, tail(code), new int[] {0x0b}))
                : concat(new int[] {0}, code, new int[] {0x0b});
        return join(leb(content.length), content);
    }

    private static int[] tail(int[] code) {
        return Arrays.copyOfRange(code, 1, code.length);
    }

    private static byte[] section(int id, byte[] content) {
        return join(join(new byte[] {(byte) id}, leb(content.length)), content);
    }

    private static byte[] vector(List<byte[]> items) {
        byte[] out = leb(items.size());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(out);
        items.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] concat(int[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] part : parts) {
            for (int one : part) {
                out.write(one);
            }
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
