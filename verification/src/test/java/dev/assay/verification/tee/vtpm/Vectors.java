package dev.assay.verification.tee.vtpm;

import dev.assay.verification.x509.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The shared samples of virtual TPMs and event logs; they lie outside the repository. */
public final class Vectors {

    private static final Path ROOT =
            Path.of(System.getProperty("assay.root", "..")).toAbsolutePath();
    private static final Path FOLDER = ROOT.resolve("../shared/vectors").normalize();

    private Vectors() {}

    /** To be called in {@code @BeforeAll} or {@code @BeforeEach}. */
    public static void assumePresent() {
        Assumptions.assumeTrue(Files.exists(FOLDER), "the shared vectors are not here: " + FOLDER);
    }

    public static byte[] file(String path) {
        return read(FOLDER.resolve(path));
    }

    /** What Google publishes of its authorities, roots too. */
    static List<byte[]> googleAuthorities() {
        return Pem.decode(
                read(ROOT.resolve("cli/src/main/resources/dev/assay/cli/verify/google-vtpm-authorities.pem")),
                "CERTIFICATE",
                5);
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
