package dev.assay.node.prove;

import org.junit.jupiter.api.BeforeAll;

final class IfmaBackendTest implements BackendContract {

    @BeforeAll
    static void needsTheLevel() {
        NativeLevels.assume(CpuLevel.IFMA);
    }

    @Override
    public Backend backend() {
        return NativeLevels.backend(CpuLevel.IFMA);
    }
}
