package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/coverage.md to the code: what it names is there. */
class CoverageTest {

    private static final Pattern TEST =
            Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|Contract))(?:\\.([a-z][A-Za-z0-9]*))?`");
    private static final Pattern REASON = Pattern.compile("`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|MALFORMED)`");

    /** The text of each class of the tests. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Testbed.ROOT)) {
            for (Path file : files.filter(path -> path.toString().contains("/src/test/"))
                    .filter(path -> path.toString().endsWith(".java"))
                    .toList()) {
                tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return tests;
    }

    private static String page() throws IOException {
        return Files.readString(Testbed.ROOT.resolve("docs/coverage.md"));
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, String> tests = tests();
        Set<String> missing = new TreeSet<>();
        for (MatchResult named : TEST.matcher(page()).results().toList()) {
            String text = tests.getOrDefault(named.group(1), "");
            boolean found = named.group(2) == null ? !text.isEmpty() : text.contains(" " + named.group(2) + "(");
            if (!found) {
                missing.add(named.group());
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyReasonThatIsNamedIsOne() throws IOException {
        Set<String> reasons = Arrays.stream(Reason.values()).map(Reason::name).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (MatchResult named : REASON.matcher(page()).results().toList()) {
            if (!reasons.contains(named.group(1))) {
                unknown.add(named.group(1));
            }
        }
        assertEquals(Set.of(), unknown);
    }
}
