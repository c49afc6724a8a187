package dev.assay.enclave.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files that the firmware or the host filled. */
public final class BoundedFile {

    private BoundedFile() {}

    /**
     * The whole file; empty if it is not there.
     *
     * @throws IOException if it is longer than {@code most} bytes, or cannot be read
     */
    public static Optional<byte[]> read(Path file, int most) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException(file + ": more than " + most + " bytes");
            }
            return Optional.of(bytes);
        }
    }
}
