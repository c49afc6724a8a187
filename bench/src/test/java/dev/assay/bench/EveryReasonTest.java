package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every way to be rejected has a case that is rejected so. */
class EveryReasonTest {

    @Test
    void everyReasonIsExpectedByATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.walk(Testbed.ROOT)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> f.toString().contains("/src/test/"))
                    .toList()) {
                tests.append(Files.readString(file));
            }
        }
        List<String> untested = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            if (!tests.toString().contains(reason.name())) {
                untested.add(reason.name());
            }
        }
        assertEquals(List.of(), untested);
    }
}
