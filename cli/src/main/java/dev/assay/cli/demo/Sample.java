package dev.assay.cli.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sample that travels in this jar. */
final class Sample {

    private Sample() {}

    /** @param name relative to {@code samples/} */
    static byte[] read(String name) throws IOException {
        try (InputStream in = Sample.class.getResourceAsStream("/samples/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("the sample " + name + " is not in this build");
            }
            return in.readAllBytes();
        }
    }

    /** Copies samples of one folder into another. */
    static Path copy(String folder, Path to, String... names) throws IOException {
        Files.createDirectories(to);
        for (String name : names) {
            Files.write(to.resolve(name), read(folder + "/" + name));
        }
        return to;
    }
}
