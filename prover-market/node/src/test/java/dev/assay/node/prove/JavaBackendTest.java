package dev.assay.node.prove;

final class JavaBackendTest implements BackendContract {

    @Override
    public Backend backend() {
        return new JavaBackend();
    }
}
