package dev.assay.node.prove;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.node.prove.rows.RowEngine;
import org.junit.jupiter.api.BeforeAll;

/** On vectors. */
final class JavaBackendTest implements BackendContract {

    @BeforeAll
    static void needsVectors() {
        assumeTrue(RowEngine.hasVectors(), "this processor has no vectors of 256 bits, or Java no module for them");
    }

    @Override
    public Backend backend() {
        return new JavaBackend();
    }
}
