package dev.assay.verification.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProofSystemTest {

    @ParameterizedTest
    @EnumSource(ProofSystem.class)
    void theDocumentationNamesWhatIsAccepted(ProofSystem system) throws IOException {
        String coverage = Files.readString(Path.of(System.getProperty("assay.root"), "docs/coverage.md"));
        assertTrue(coverage.contains("| `" + system + "` | " + system.accepts() + " |\n"), system.toString());
    }
}
