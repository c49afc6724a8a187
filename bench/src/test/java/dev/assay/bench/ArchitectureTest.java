package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds ARCHITECTURE.md, the poms and the imports to each other. */
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("assay.root"));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z/-]+)` \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>dev\\.assay</groupId>\\s*<artifactId>([a-z-]+)</artifactId>(.*?)</dependency>",
            Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?dev\\.assay\\.([a-z]+)");
    private static final Pattern NAMED = Pattern.compile("`([^`\\s]+)`");

    private static String architecture() throws IOException {
        return Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    }

    /** Folder to the folders that it may use, as the table says. */
    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        for (MatchResult row : ROW.matcher(architecture()).results().toList()) {
            String uses = row.group(2).strip();
            Set<String> allowed = uses.equals("all of the above")
                    ? new TreeSet<>(table.keySet())
                    : NAMED.matcher(uses).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
            table.put(row.group(1), allowed);
        }
        return table;
    }

    private static Set<String> names(Set<String> folders) {
        return folders.stream()
                .map(f -> f.substring(f.lastIndexOf('/') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theTableNamesEveryModule() throws IOException {
        Set<String> modules = new TreeSet<>(modules(ROOT));
        assertEquals(modules, new TreeSet<>(table().keySet()));
    }

    private static List<String> modules(Path folder) throws IOException {
        List<String> leaves = new ArrayList<>();
        List<String> children = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(folder.resolve("pom.xml")))
                .results()
                .map(m -> m.group(1))
                .toList();
        for (String child : children) {
            List<String> below = modules(folder.resolve(child));
            leaves.addAll(
                    below.isEmpty()
                            ? List.of(child)
                            : below.stream().map(b -> child + "/" + b).toList());
        }
        return leaves;
    }

    @Test
    void thePomsDependOnNothingElse() throws IOException {
        for (Map.Entry<String, Set<String>> row : table().entrySet()) {
            String pom = Files.readString(ROOT.resolve(row.getKey()).resolve("pom.xml"));
            Set<String> used = DEPENDENCY
                    .matcher(pom)
                    .results()
                    .map(m -> m.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(names(row.getValue()), used, row.getKey() + "/pom.xml");
        }
    }

    @Test
    void theImportsReachNoFurther() throws IOException {
        Map<String, String> folderOfPackage = packages();
        for (Map.Entry<String, Set<String>> row : table().entrySet()) {
            for (Path source : sources(ROOT.resolve(row.getKey()).resolve("src"))) {
                for (MatchResult found :
                        IMPORT.matcher(Files.readString(source)).results().toList()) {
                    String target = folderOfPackage.getOrDefault(found.group(1), "?");
                    assertTrue(
                            target.equals(row.getKey()) || row.getValue().contains(target),
                            ROOT.relativize(source) + " imports dev.assay." + found.group(1) + " of " + target);
                }
            }
        }
    }

    /** First package below dev.assay to the folder that owns it. */
    private static Map<String, String> packages() throws IOException {
        Map<String, String> owners = new LinkedHashMap<>();
        for (String folder : table().keySet()) {
            for (Path source : sources(ROOT.resolve(folder).resolve("src"))) {
                Pattern.compile("(?m)^package dev\\.assay\\.([a-z]+)")
                        .matcher(Files.readString(source))
                        .results()
                        .forEach(m -> assertEquals(
                                folder, owners.merge(m.group(1), folder, (a, b) -> a), "dev.assay." + m.group(1)));
            }
        }
        owners.put("proto", "proto");
        return owners;
    }

    @Test
    void verificationTouchesNoFileNoNetworkNoClockAndNoThread() throws IOException {
        Pattern forbidden = Pattern.compile(
                "java\\.nio\\.file|java\\.io\\.File|java\\.net\\.|java\\.sql|Instant\\.now|currentTimeMillis|nanoTime|"
                        + "Thread\\b|java\\.util\\.concurrent|io\\.grpc|com\\.google|System\\.getenv|System\\.getProperty");
        for (Path source : sources(ROOT.resolve("verification/src/main"))) {
            forbidden
                    .matcher(withoutComments(Files.readString(source)))
                    .results()
                    .forEach(found -> {
                        throw new AssertionError(ROOT.relativize(source) + " uses " + found.group());
                    });
        }
    }

    private static String withoutComments(String source) {
        return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
    }

    @Test
    void everyPathAndClassThatThePageNamesExists() throws IOException {
        Set<String> classes = new TreeSet<>();
        for (Path source : sources(ROOT)) {
            classes.add(source.getFileName().toString().replace(".java", ""));
        }
        String page = architecture();
        // Members of a sealed type and generated services, which have no file of their own.
        String all = sources(ROOT).stream().map(ArchitectureTest::read).collect(Collectors.joining());
        for (MatchResult named : NAMED.matcher(page).results().toList()) {
            String name = named.group(1);
            if (name.contains("/") || name.endsWith(".md")) {
                assertTrue(Files.exists(ROOT.resolve(name)), "no such path: " + name);
            } else if (name.startsWith("dev.assay.")) {
                assertTrue(all.contains("package " + name + ";"), "no such package: " + name);
            } else if (Character.isUpperCase(name.charAt(0))) {
                assertTrue(
                        classes.contains(name)
                                || Pattern.compile("(record|class|interface|enum) " + name + "\\b")
                                        .matcher(all)
                                        .find(),
                        "no such class: " + name);
            }
        }
        assertTrue(page.lines().count() <= 150, "ARCHITECTURE.md is a map of at most 150 lines");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> !f.toString().contains("/target/"))
                    .toList();
        }
    }
}
