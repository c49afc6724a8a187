package dev.assay.node.cache;

import java.io.IOException;
import java.nio.file.Path;

/** What a prover need not do again after a restart. Without it a proof takes longer, and is as good. */
public record ProverCache(CompiledPrograms programs, CheckedKeys keys) {

    /**
     * @param folder made if it is not there
     * @throws IOException if it cannot be made, or others can write into it
     * @throws UnsupportedOperationException where files have no POSIX permissions
     */
    public static ProverCache in(Path folder) throws IOException {
        return new ProverCache(
                CompiledPrograms.in(folder.resolve("programs")), CheckedKeys.in(folder.resolve("checked-keys")));
    }
}
