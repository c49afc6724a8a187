package dev.assay.sandbox;

import java.util.Arrays;

/**
 * The plain instructions that a program may use: WebAssembly 1.0 (5.4), sign extension, and saturating conversion. What
 * follows each and how it changes the operand stack. Control, calls and the 0xFC prefix are {@link BodyCheck}'s.
 */
final class Opcode {
    /** What follows an opcode. */
    enum Immediate {
        NONE,
        LEB32,
        LEB64,
        FOUR_BYTES,
        EIGHT_BYTES,
        /** Alignment and offset. */
        MEMORY,
        /** One zero byte: memory 0. */
        ZERO
    }

    private record Shape(Immediate immediate, int change) {}

    private static final Shape[] SHAPES = new Shape[256];

    static {
        plain(0x01, 0x01, 0); // nop
        plain(0x1a, 0x1a, -1); // drop
        plain(0x1b, 0x1b, -2); // select
        shape(0x20, 0x20, Immediate.LEB32, 1); // local.get
        shape(0x21, 0x21, Immediate.LEB32, -1); // local.set
        shape(0x22, 0x22, Immediate.LEB32, 0); // local.tee
        shape(0x23, 0x23, Immediate.LEB32, 1); // global.get
        shape(0x24, 0x24, Immediate.LEB32, -1); // global.set
        shape(0x28, 0x35, Immediate.MEMORY, 0); // loads
        shape(0x36, 0x3e, Immediate.MEMORY, -2); // stores
        shape(0x3f, 0x3f, Immediate.ZERO, 1); // memory.size
        shape(0x40, 0x40, Immediate.ZERO, 0); // memory.grow
        shape(0x41, 0x41, Immediate.LEB32, 1);
        shape(0x42, 0x42, Immediate.LEB64, 1);
        shape(0x43, 0x43, Immediate.FOUR_BYTES, 1);
        shape(0x44, 0x44, Immediate.EIGHT_BYTES, 1);
        plain(0x45, 0x45, 0); // i32.eqz
        plain(0x46, 0x4f, -1); // i32 comparisons
        plain(0x50, 0x50, 0); // i64.eqz
        plain(0x51, 0x66, -1); // i64, f32, f64 comparisons
        plain(0x67, 0x69, 0); // i32 clz, ctz, popcnt
        plain(0x6a, 0x78, -1); // i32 arithmetic
        plain(0x79, 0x7b, 0); // i64 clz, ctz, popcnt
        plain(0x7c, 0x8a, -1); // i64 arithmetic
        plain(0x8b, 0x91, 0); // f32 unary
        plain(0x92, 0x98, -1); // f32 binary
        plain(0x99, 0x9f, 0); // f64 unary
        plain(0xa0, 0xa6, -1); // f64 binary
        plain(0xa7, 0xc4, 0); // conversions, sign extension
    }

    private Opcode() {}

    /** Reads past the immediate and says by how much the operand stack grows. */
    static int step(int opcode, WasmReader in) throws InvalidProgram {
        Shape shape = SHAPES[opcode];
        if (shape == null) {
            throw new InvalidProgram("instruction 0x%02x is not allowed".formatted(opcode));
        }
        switch (shape.immediate()) {
            case NONE -> {}
            case LEB32 -> in.skipLeb32();
            case LEB64 -> in.skipLeb64();
            case FOUR_BYTES -> in.skip(4);
            case EIGHT_BYTES -> in.skip(8);
            case MEMORY -> skipMemoryArgument(in);
            case ZERO -> in.expect(0);
        }
        return shape.change();
    }

    private static void skipMemoryArgument(WasmReader in) throws InvalidProgram {
        // Bit 6 of the alignment announces a memory index: several memories are not allowed.
        if (in.readU32() > 3) {
            throw new InvalidProgram("an alignment exceeds 8 bytes");
        }
        in.skipLeb32();
    }

    private static void plain(int first, int last, int change) {
        shape(first, last, Immediate.NONE, change);
    }

    private static void shape(int first, int last, Immediate immediate, int change) {
        Arrays.fill(SHAPES, first, last + 1, new Shape(immediate, change));
    }
}
