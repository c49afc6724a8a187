package dev.assay.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the user names. */
public final class InputFile {

    private InputFile() {}

    /** The whole file, at most so many bytes; what is wrong with it is wrong use. */
    public static byte[] read(Path file, int maxBytes) throws IOException {
        if (Files.isDirectory(file)) {
            throw CommandFailure.usage(file + " is a folder", "Name a file.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw CommandFailure.usage(
                        file + " is larger than " + maxBytes + " bytes", "Name a smaller file; is it the right one?");
            }
            return bytes;
        }
    }
}
