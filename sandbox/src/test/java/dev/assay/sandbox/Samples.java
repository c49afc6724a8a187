package dev.assay.sandbox;

import dev.assay.verification.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The committed sample programs, and programs of a few bytes that misbehave in one way each. */
public final class Samples {
    public static final List<String> NAMES = List.of("median-price", "linear-regression");
    public static final RunLimits LIMITS = new RunLimits(16 << 20, 1 << 20, 1 << 20, Duration.ofSeconds(20), 1 << 20);

    private static final int[] ZERO_OUTPUT = {0x42, 0x00}; // i64.const 0

    private Samples() {}

    public static byte[] module(String name) {
        return file(name, name + ".wasm");
    }

    public static byte[] input(String name) {
        return file(name, "input.csv");
    }

    public static byte[] expected(String name) {
        return file(name, "expected.txt");
    }

    /** loop br 0 end */
    public static byte[] infiniteLoop() {
        return WasmAssembler.program(WasmAssembler.code(new int[] {0x03, 0x40, 0x0c, 0x00, 0x0b}, ZERO_OUTPUT))
                .bytes();
    }

    /** if (memory.grow(1000) == -1) unreachable */
    public static byte[] memoryBomb() {
        return WasmAssembler.program(WasmAssembler.code(
                        new int[] {0x41, 0xe8, 0x07, 0x40, 0x00, 0x41, 0x7f, 0x46, 0x04, 0x40, 0x00, 0x0b},
                        ZERO_OUTPUT))
                .bytes();
    }

    /** Takes 125 MiB and does the same many times, one after the other. */
    public static byte[] repeated(int times, int... code) {
        int[] grow = {0x41, 0xcf, 0x0f, 0x40, 0x00, 0x1a};
        return WasmAssembler.program(WasmAssembler.code(grow, WasmAssembler.repeat(times, code), ZERO_OUTPUT))
                .bytes();
    }

    /** Returns 60,000 bytes from address 0. */
    public static byte[] outputBomb() {
        return WasmAssembler.program(0x42, 0xe0, 0xd4, 0x03).bytes();
    }

    /** assay_run calls itself. */
    public static byte[] recursion() {
        return WasmAssembler.program(0x20, 0x00, 0x20, 0x01, 0x10, 0x01).bytes();
    }

    /** assay_run calls itself once for each byte of input, and then reads outside its memory. */
    public static byte[] trapAtDepth() {
        return WasmAssembler.program(WasmAssembler.code(
                        new int[] {
                            0x20, 0x01, 0x04, 0x40, 0x20, 0x00, 0x20, 0x01, 0x41, 0x01, 0x6b, 0x10, 0x01, 0x0f, 0x0b
                        },
                        new int[] {0x41, 0x7f, 0x28, 0x02, 0x00, 0x1a},
                        ZERO_OUTPUT))
                .memory(0x00, 0x20)
                .bytes();
    }

    /** unreachable */
    public static byte[] trap() {
        return WasmAssembler.program(0x00).bytes();
    }

    /** Echoes its input: (ptr << 32) | len. */
    public static byte[] echo() {
        return WasmAssembler.program(0x20, 0x00, 0xad, 0x42, 0x20, 0x86, 0x20, 0x01, 0xad, 0x84)
                .bytes();
    }

    /** Answers a plugin's question with one byte, whatever it is. */
    public static byte[] answering(int code) {
        return WasmAssembler.program(0x41, 0x00, 0x41, code, 0x3a, 0x00, 0x00, 0x42, 0x01)
                .bytes();
    }

    /** The same, if the question's byte at this place, below 128, is the one given, below 64; else it answers 1. */
    public static byte[] comparing(int place, int expected) {
        return WasmAssembler.program(
                        0x41, 0x00, 0x20, 0x00, 0x2d, 0x00, place, 0x41, expected, 0x47, 0x3a, 0x00, 0x00, 0x42, 0x01)
                .bytes();
    }

    public static Digest digest(byte[] module) {
        return Digest.sha256(module);
    }

    private static byte[] file(String program, String file) {
        try {
            Path root = Path.of(System.getProperty("assay.root", ".."));
            return Files.readAllBytes(
                    root.resolve("samples/programs").resolve(program).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
