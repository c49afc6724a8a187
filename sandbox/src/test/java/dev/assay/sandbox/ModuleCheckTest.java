package dev.assay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class ModuleCheckTest {
    private static final int[] NOTHING = {0x42, 0x00};

    @ParameterizedTest
    @FieldSource("dev.assay.sandbox.Samples#NAMES")
    void takesTheSamples(String name) throws Exception {
        assertTrue(ModuleCheck.check(Samples.module(name), ModuleLimits.STANDARD) > 0);
    }

    @Test
    void refusesImports() {
        assertRefused(
                "imports",
                program(NOTHING)
                        .before(2, 0x01, 0x01, 'a', 0x01, 'b', 0x00, 0x00)
                        .bytes());
    }

    @Test
    void refusesAStartFunction() {
        assertRefused("start function", program(NOTHING).after(8, 0x00).bytes());
    }

    @Test
    void refusesExceptionTags() {
        assertRefused("section 13", program(NOTHING).after(13, 0x00).bytes());
    }

    @Test
    void refusesSharedMemory() {
        assertRefused(
                "limits of kind 3", program(NOTHING).memory(0x03, 0x01, 0x02).bytes());
    }

    @Test
    void refusesMissingExports() {
        byte[] noRun = new WasmAssembler()
                .function("assay_alloc", new int[] {WasmAssembler.I32}, new int[] {WasmAssembler.I32}, 0x41, 0x00)
                .exportMemory()
                .bytes();
        assertRefused("assay_run is not exported", noRun);
        byte[] wrongType = new WasmAssembler()
                .function("assay_alloc", new int[] {WasmAssembler.I64}, new int[] {WasmAssembler.I32}, 0x41, 0x00)
                .bytes();
        assertRefused("assay_alloc is not", wrongType);
    }

    @Test
    void refusesInstructionsBeyondTheAllowedOnes() {
        assertRefused("0xd0", program(0xd0, 0x70, 0x1a, 0x42, 0x00).bytes()); // ref.null
        assertRefused("0xfb", program(0xfb, 0x00, 0x00, 0x1a, 0x42, 0x00).bytes()); // struct.new
        assertRefused("0xfd", program(0xfd, 0x0c).bytes()); // SIMD
        assertRefused("0xfe", program(0xfe, 0x03, 0x00).bytes()); // atomics
        assertRefused("0xfc 15", program(0xfc, 0x0f, 0x00).bytes()); // table.grow
        assertRefused("0x12", program(0x12, 0x00).bytes()); // return_call
    }

    @Test
    void refusesASectionThatLeadsBackwards() {
        // A length of 2^32 - 6 leads a reader of signed numbers round in a circle.
        byte[] valid = program(NOTHING).bytes();
        byte[] hostile = Arrays.copyOf(valid, valid.length + 6);
        System.arraycopy(
                new byte[] {0, (byte) 0xfa, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f}, 0, hostile, valid.length, 6);
        assertRefused("ends too early", hostile);
    }

    @Test
    void refusesDeepNesting() {
        int[] deep =
                WasmAssembler.code(WasmAssembler.repeat(1_001, 0x02, 0x40), WasmAssembler.repeat(1_001, 0x0b), NOTHING);
        assertRefused("nested", program(deep).bytes());
    }

    @Test
    void refusesAHighOperandStack() {
        int[] high =
                WasmAssembler.code(WasmAssembler.repeat(1_025, 0x41, 0x00), WasmAssembler.repeat(1_025, 0x1a), NOTHING);
        assertRefused("higher", program(high).bytes());
    }

    @Test
    void refusesManyLocals() {
        assertRefused(
                "locals",
                program(WasmAssembler.code(new int[] {-50_000}, NOTHING)).bytes());
    }

    @Test
    void refusesCodeTooComplexToCompile() {
        int[] blocks = WasmAssembler.repeat(60_000, 0x02, 0x40, 0x0b);
        assertRefused(
                "complex",
                program(WasmAssembler.code(new int[] {-4_000}, blocks, NOTHING)).bytes());
    }

    @Test
    void refusesATableThatAllocatesTooMuch() {
        assertRefused(
                "table",
                program(NOTHING)
                        .before(4, 0x01, 0x70, 0x00, 0xff, 0xff, 0xff, 0x0f)
                        .bytes());
    }

    @Test
    void refusesEqualTypes() {
        byte[] module = {0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x07, 0x02, 0x60, 0, 0, 0x60, 0, 0};
        assertRefused("equal", module);
    }

    @Test
    void refusesABlockTypeThatTheEngineMisreads() {
        // Index 127 in two bytes: the engine takes it for i32.
        assertRefused(
                "block type 127", program(0x02, 0xff, 0x00, 0x0b, 0x42, 0x00).bytes());
    }

    @Test
    void refusesAModuleThatIsTooLarge() {
        assertRefused("limit", new byte[ModuleLimits.STANDARD.sizeBytes() + 1]);
    }

    @Test
    void returnsTheFirstPages() throws Exception {
        assertEquals(7, ModuleCheck.check(program(NOTHING).memory(0x00, 0x07).bytes(), ModuleLimits.STANDARD));
    }

    private static WasmAssembler program(int... body) {
        return WasmAssembler.program(body);
    }

    private static void assertRefused(String rule, byte[] module) {
        String reason = assertThrows(InvalidProgram.class, () -> ModuleCheck.check(module, ModuleLimits.STANDARD))
                .reason();
        assertTrue(reason.contains(rule), reason);
    }
}
