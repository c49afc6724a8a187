package dev.assay.enclave.attest;

import dev.assay.sandbox.WasmEngine;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import run.endive.runtime.Instance;

/**
 * What a simulated Nitro measures: SHA-384 of
 *
 * <ul>
 *   <li>PCR0: this runtime's jar, or the names and contents of its class files where it runs from a folder
 *   <li>PCR1: the name and version of the Java platform
 *   <li>PCR2: the same as PCR0, of the WebAssembly engine, of the sandbox around it and of the verification library
 *   <li>PCR3, PCR4, PCR8: zero, as on an instance without role, parent or signer
 * </ul>
 *
 * A real Nitro measures the whole enclave image; here the measured process measures itself, which shows what a policy
 * would compare and proves nothing.
 */
final class RuntimeMeasurement {
    private static final int PCR_BYTES = 48;

    private RuntimeMeasurement() {}

    static Map<Integer, byte[]> pcrs() {
        byte[] platform =
                (System.getProperty("java.vm.name") + " " + Runtime.version()).getBytes(StandardCharsets.UTF_8);
        byte[] zero = new byte[PCR_BYTES];
        return Map.of(
                0,
                sha384(code(RuntimeMeasurement.class)),
                1,
                sha384(List.of(platform)),
                2,
                sha384(List.of(
                        sha384(code(Instance.class)), sha384(code(WasmEngine.class)), sha384(code(Digest.class)))),
                3,
                zero,
                4,
                zero,
                8,
                zero);
    }

    private static List<byte[]> code(Class<?> type) {
        try {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            if (source == null) {
                throw new IllegalStateException("the runtime cannot find its own code");
            }
            Path place = Path.of(source.getLocation().toURI());
            return Files.isDirectory(place) ? classes(place) : List.of(Files.readAllBytes(place));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the runtime cannot find its own code", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> classes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .flatMap(file ->
                            Stream.of(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8), read(file)))
                    .toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha384(List<byte[]> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-384");
            for (byte[] part : parts) {
                digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-384", e);
        }
    }
}
