package dev.assay.verification.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls; {@link FuzzRun} starts it with the target's name and archive as system properties. */
public final class FuzzEntry {

    static final String FORMAT = "fuzz.format";
    static final String ARCHIVE = "fuzz.archive";

    private static FuzzTarget.Property property = input -> {};

    private FuzzEntry() {}

    public static void fuzzerInitialize() throws IOException {
        Format format = Format.valueOf(System.getProperty(FORMAT));
        Corpus corpus = Corpus.unzip(Files.readAllBytes(Path.of(System.getProperty(ARCHIVE))));
        FuzzTarget.Property unbounded = format.target().over(corpus);
        // What loads classes and fills caches is not the input's cost.
        corpus.seeds().forEach(unbounded::check);
        property = new Bounded(unbounded);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        property.check(input);
    }
}
