package dev.assay.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an engine finds its packages. */
public final class EngineFolder {

    private EngineFolder() {}

    /** Aborts the test where npm is not, or does not reach its registry. */
    public static Path snarkjs() throws IOException, InterruptedException {
        Path folder = NpmFolder.with(NpmFolder.SNARKJS).path();
        Path manifest = folder.resolve("package.json");
        if (!Files.exists(manifest)) {
            Files.writeString(manifest, "{}");
        }
        return folder;
    }
}
