package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the engine says where it cannot do what it is asked. */
final class NativeEngineTest {

    @BeforeAll
    static void needsTheEngine() {
        NativeLevels.assume(CpuLevel.PORTABLE);
    }

    @Test
    void isChosenWhereItIsThere() throws NativeEngine.Missing {
        BackendChoice.Chosen chosen = BackendChoice.AUTO.choose();
        assertEquals("native", chosen.backend().name());
        assertTrue(chosen.backend().hardware().startsWith("cpu/native-"));
        assertEquals("java", BackendChoice.JAVA.choose().backend().name());
    }

    @Test
    void refusesBackendsThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> BackendChoice.of("abacus"));
        assertThrows(IllegalArgumentException.class, () -> BackendChoice.of("AUTO"));
    }

    @Test
    void refusesGroupsAndLevelsThatAreNone() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment some = arena.allocate(128, 8);
            assertThrows(IllegalArgumentException.class, () -> msm(CpuLevel.PORTABLE.ordinal(), 9, some));
            assertThrows(IllegalStateException.class, () -> msm(9, 0, some));
        }
    }

    private static void msm(int level, int group, MemorySegment some) {
        NativeLibrary.check(NativeLibrary.call(NativeLevels.library().msm(), level, group, some, some, 1L, some));
    }
}
