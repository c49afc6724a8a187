package dev.assay.verification.tee.cca;

import dev.assay.verification.tee.TrustAnchors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** The shared CCA tokens and the keys of their platforms; they lie outside the repository. */
final class CcaVectors {

    private static final Path FOLDER = Path.of(
                    System.getProperty("assay.root", ".."), "..", "shared", "vectors", "cca", "open")
            .normalize();

    private CcaVectors() {}

    static void assumePresent() {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "the shared vectors are not here: " + FOLDER);
    }

    static byte[] file(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CcaEndorsements endorsements(String name) {
        return CcaEndorsements.parse(file(name));
    }

    /** Pins all that are endorsed. */
    static TrustAnchors anchors(CcaEndorsements endorsements) {
        return TrustAnchors.pinned(endorsements.endorsements().stream()
                .map(CcaEndorsement::keyDigest)
                .collect(Collectors.toSet()));
    }
}
