package dev.assay.node.prove;

import dev.assay.node.prove.rows.RowEngine;

/** Cuts the work as a large machine would. */
final class JavaBackendOnManyCoresTest implements BackendContract {

    @Override
    public Backend backend() {
        return new JavaBackend(RowEngine.fastest(64));
    }
}
