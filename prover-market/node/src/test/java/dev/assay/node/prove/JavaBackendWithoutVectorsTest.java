package dev.assay.node.prove;

import dev.assay.node.prove.rows.RowEngine;

/** As on a Java that was started without the module of vectors. */
final class JavaBackendWithoutVectorsTest implements BackendContract {

    @Override
    public Backend backend() {
        return new JavaBackend(RowEngine.oneByOne(2));
    }
}
