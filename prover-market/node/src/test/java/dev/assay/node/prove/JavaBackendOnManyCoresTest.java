package dev.assay.node.prove;

/** Cuts the work as a large machine would. */
final class JavaBackendOnManyCoresTest implements BackendContract {

    @Override
    public Backend backend() {
        return new JavaBackend(64);
    }
}
