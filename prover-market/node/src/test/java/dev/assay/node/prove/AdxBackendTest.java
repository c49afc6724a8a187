package dev.assay.node.prove;

import org.junit.jupiter.api.BeforeAll;

final class AdxBackendTest implements BackendContract {

    @BeforeAll
    static void needsTheLevel() {
        NativeLevels.assume(CpuLevel.ADX);
    }

    @Override
    public Backend backend() {
        return NativeLevels.backend(CpuLevel.ADX);
    }
}
