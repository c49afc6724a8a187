package dev.assay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutations of the sample programs: each ends in an outcome or a refusal, in bounded time. */
final class HostileModuleTest {
    private static final int MUTATIONS = 2_500;
    private static final RunLimits LIMITS =
            new RunLimits(4 << 20, 1 << 20, 1 << 16, Duration.ofMillis(150), 512 * 1024);

    private final WasmEngine engine = new WasmEngine();
    private int ran;
    private int refused;

    @Test
    void everyMutationEndsInAnOutcomeOrARefusal() {
        assertTimeoutPreemptively(Duration.ofSeconds(240), () -> {
            Random random = new Random(20_260_101);
            for (int i = 0; i < MUTATIONS; i++) {
                String name = Samples.NAMES.get(i % Samples.NAMES.size());
                run(mutate(Samples.module(name), random), Samples.input(name));
            }
        });
        assertTrue(ran > MUTATIONS / 20, "only " + ran + " mutations were run");
        assertTrue(refused > MUTATIONS / 20, "only " + refused + " mutations were refused");
    }

    @Test
    void compilesTheMostComplexModulesItTakesInBoundedTime() {
        byte[] stacked = many(
                150,
                WasmAssembler.code(
                        WasmAssembler.repeat(1_000, 0x41, 0x00),
                        WasmAssembler.repeat(900, 0x02, 0x40, 0x0b),
                        WasmAssembler.repeat(1_000, 0x1a)));
        byte[] nested = many(
                100,
                WasmAssembler.code(
                        WasmAssembler.repeat(900, 0x02, 0x40),
                        WasmAssembler.repeat(900, 0x20, 0x00, 0x0d, 0x00),
                        WasmAssembler.repeat(900, 0x0b)));
        byte[] small = many(10_000, WasmAssembler.repeat(30, 0x20, 0x00, 0x1a));
        assertTimeoutPreemptively(Duration.ofSeconds(90), () -> {
            for (byte[] module : List.of(stacked, nested, small)) {
                run(module, new byte[0]);
            }
        });
        assertEquals(3, ran);
    }

    /** The same function many times over. */
    private static byte[] many(int count, int[] body) {
        int[] returning = WasmAssembler.code(body, new int[] {0x42, 0x00});
        WasmAssembler module = WasmAssembler.program(returning);
        for (int i = 1; i < count; i++) {
            module.function(new int[] {WasmAssembler.I32, WasmAssembler.I32}, new int[] {WasmAssembler.I64}, returning);
        }
        return module.bytes();
    }

    private void run(byte[] module, byte[] input) throws CompilerBusy {
        try {
            engine.run(Samples.digest(module), module, input, LIMITS);
            ran++;
        } catch (InvalidProgram e) {
            refused++;
        }
    }

    private static byte[] mutate(byte[] module, Random random) {
        byte[] mutated = module.clone();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            int at = 8 + random.nextInt(mutated.length - 8);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt(256);
                case 2 -> mutated[at] = (byte) 0xff;
                default -> mutated[at] = mutated[8 + random.nextInt(mutated.length - 8)];
            }
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(mutated, random.nextInt(mutated.length)) : mutated;
    }
}
