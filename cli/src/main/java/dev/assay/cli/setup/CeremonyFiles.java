package dev.assay.cli.setup;

import dev.assay.cli.CommandFailure;
import dev.assay.node.iden3.Iden3FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a setup is about, as the user names them. */
final class CeremonyFiles {

    /** Does something with files that may be malformed. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    private CeremonyFiles() {}

    /** What is wrong with a file is wrong use. */
    static <T> T with(Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (Iden3FormatException e) {
            throw CommandFailure.usage(
                    "malformed: " + e.getMessage(), "Name files that circom and snarkjs made; perhaps one is cut off.");
        }
    }

    /** A file that is there. */
    static Path present(Path file) {
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.usage("there is no file " + file, "Name a file.");
        }
        return file;
    }
}
