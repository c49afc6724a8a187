package dev.assay.node.prove;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The native engine for tests: loaded once, absent where it was not built. */
final class NativeLevels {

    private static final @Nullable NativeEngine ENGINE = load();

    private NativeLevels() {}

    private static @Nullable NativeEngine load() {
        try {
            return NativeEngine.load();
        } catch (NativeEngine.Missing e) {
            return null;
        }
    }

    /** Skips the tests of a class, saying why, where the engine or the processor has no such level. */
    static void assume(CpuLevel level) {
        assumeTrue(ENGINE != null, "this build has no native engine: there was no C++ compiler");
        assumeTrue(levels().contains(level), "this processor has no " + level.label());
    }

    static List<CpuLevel> levels() {
        return ENGINE == null ? List.of() : ENGINE.levels();
    }

    static NativeLibrary library() {
        return engine().library();
    }

    static Backend backend(CpuLevel level) {
        return new NativeBackend(library(), level);
    }

    private static NativeEngine engine() {
        if (ENGINE == null) {
            throw new IllegalStateException("no native engine");
        }
        return ENGINE;
    }
}
