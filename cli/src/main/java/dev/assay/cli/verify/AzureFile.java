package dev.assay.cli.verify;

import dev.assay.verification.x509.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of a case of Azure's, and what lies beside it.
 *
 * @param path where it was read
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AzureFile(Path path, byte[] bytes) {

    /** What a symbolic link is in a repository: its target, without an end of line. */
    private static final Pattern LINK = Pattern.compile("(\\.\\./)+[A-Za-z0-9._/-]+");

    private static final int MAX_LINK_BYTES = 200;

    /** The file that a line names. A link leads to the file that its own repository has there, if that was collected. */
    static AzureFile read(Case given) throws IOException {
        Path path = given.folder().resolve(given.text("file"));
        byte[] bytes = Files.readAllBytes(path);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (bytes.length > MAX_LINK_BYTES || !LINK.matcher(text).matches()) {
            return new AzureFile(path, bytes);
        }
        Optional<Path> target = target(path, given.text("source_path"), text);
        return target.isPresent()
                ? new AzureFile(target.get(), Files.readAllBytes(target.get()))
                : new AzureFile(path, bytes);
    }

    /** Collected files have their repository's path in their names, with dashes. */
    private static Optional<Path> target(Path path, String source, String link) {
        String name = path.getFileName().toString();
        String own = source.replace('/', '-');
        Path resolved = Path.of(source).resolveSibling(link).normalize();
        if (!name.endsWith(own)) {
            return Optional.empty();
        }
        String prefix = name.substring(0, name.length() - own.length());
        return Optional.of(path.resolveSibling(prefix + resolved.toString().replace('/', '-')))
                .filter(Files::exists);
    }

    /** Evidence as a whole is JSON with a quote and a report in it. */
    boolean isEvidence() {
        return startsWith("{") && contains("\"message\"") && !startsWith("{\"keys\"");
    }

    boolean contains(String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    boolean startsWith(String start) {
        byte[] expected = start.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= expected.length
                && Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length);
    }

    boolean isNamed(String end) {
        return path.getFileName().toString().endsWith(end);
    }

    /** The file beside this one whose name has another end. */
    Optional<byte[]> sibling(String end, String otherEnd) throws IOException {
        String name = path.getFileName().toString();
        Path other = path.resolveSibling(name.substring(0, name.length() - end.length()) + otherEnd);
        return isNamed(end) && Files.exists(other) ? Optional.of(Files.readAllBytes(other)) : Optional.empty();
    }

    /** In DER; of those that are there. */
    static List<byte[]> certificates(Path... files) throws IOException {
        List<byte[]> certificates = new ArrayList<>();
        for (Path file : files) {
            if (Files.exists(file)) {
                certificates.addAll(Pem.decode(Files.readAllBytes(file), "CERTIFICATE", 1));
            }
        }
        return certificates;
    }
}
