package dev.assay.node.prove;

import org.junit.jupiter.api.BeforeAll;

final class PortableBackendTest implements BackendContract {

    @BeforeAll
    static void needsTheLevel() {
        NativeLevels.assume(CpuLevel.PORTABLE);
    }

    @Override
    public Backend backend() {
        return NativeLevels.backend(CpuLevel.PORTABLE);
    }
}
