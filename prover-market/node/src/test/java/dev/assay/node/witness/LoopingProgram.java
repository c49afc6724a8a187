package dev.assay.node.witness;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A WebAssembly module with the exports of a circuit; each of them loops for ever. */
final class LoopingProgram {

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

    private static final byte[] MAGIC_AND_VERSION = {0, 'a', 's', 'm', 1, 0, 0, 0};
    /** One type: no parameters, one i32. */
    private static final byte[] TYPES = {1, 0x60, 0, 1, 0x7f};
    /** One function of that type. */
    private static final byte[] FUNCTIONS = {1, 0};
    /** One memory of one page. */
    private static final byte[] MEMORY = {1, 0, 1};
    /** One body without locals: loop, branch to its start, end; unreachable; end. */
    private static final byte[] CODE = {1, 8, 0, 0x03, 0x40, 0x0c, 0, 0x0b, 0x00, 0x0b};

    private LoopingProgram() {}

    /** One table of functions, empty, without a largest size. */
    private static final byte[] TABLE = {1, 0x70, 0, 0};
    /** One body: a null reference, 2^20 of them, table.grow; end. */
    private static final byte[] GROWING_CODE = {
        1, 12, 0, (byte) 0xd0, 0x70, 0x41, (byte) 0x80, (byte) 0x80, (byte) 0xc0, 0x00, (byte) 0xfc, 15, 0, 0x0b
    };

    static byte[] wasm() {
        return wasm(new byte[0], CODE);
    }

    /** Each export grows a table instead. */
    static byte[] growingTable() {
        return wasm(TABLE, GROWING_CODE);
    }

    private static byte[] wasm(byte[] table, byte[] code) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC_AND_VERSION);
        section(out, 1, TYPES);
        section(out, 3, FUNCTIONS);
        if (table.length > 0) {
            section(out, 4, table);
        }
        section(out, 5, MEMORY);
        section(out, 7, exports());
        section(out, 10, code);
        return out.toByteArray();
    }

    private static byte[] exports() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(EXPORTS.size());
        for (String name : EXPORTS) {
            out.write(name.length());
            out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            out.write(0);
            out.write(0);
        }
        return out.toByteArray();
    }

    private static void section(ByteArrayOutputStream out, int id, byte[] content) {
        out.write(id);
        for (int size = content.length; ; size >>>= 7) {
            out.write(size < 0x80 ? size : size & 0x7f | 0x80);
            if (size < 0x80) {
                break;
            }
        }
        out.writeBytes(content);
    }
}
