package dev.assay.node.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.node.iden3.Samples;
import dev.assay.node.witness.WitnessCalculator;
import dev.assay.node.witness.WitnessLimits;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledProgramsTest {

    private static final byte[] WASM = Samples.bytes(Samples.reserves("reserves.wasm"));
    private static final byte[] INPUT = Samples.bytes(Samples.reserves("input.json"));
    private static final byte[] WITNESS = Samples.bytes(Samples.reserves("reserves.wtns"));
    private static final Digest PROGRAM = Digest.sha256(new byte[] {1});

    @TempDir
    Path parent;

    private byte[] witness() throws Exception {
        WitnessLimits limits = new WitnessLimits(256 << 20, Duration.ofMinutes(1));
        CompiledPrograms programs = CompiledPrograms.in(parent.resolve("programs"));
        return new WitnessCalculator(limits, 1, Optional.of(programs))
                .compute(WASM, INPUT)
                .encode();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(parent.resolve("programs"))) {
            return files.toList();
        }
    }

    @Test
    void anotherProcessRunsWhatThisOneCompiled() throws Exception {
        assertArrayEquals(WITNESS, witness());
        byte[] compiled = Files.readAllBytes(files().getFirst());
        assertArrayEquals(WITNESS, witness());
        assertEquals(1, files().size());
        assertArrayEquals(compiled, Files.readAllBytes(files().getFirst()));
    }

    @Test
    void aTornFileIsCompiledAgain() throws Exception {
        witness();
        Path file = files().getFirst();
        byte[] compiled = Files.readAllBytes(file);
        for (int length : new int[] {0, compiled.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(compiled, length));
            assertArrayEquals(WITNESS, witness());
            assertEquals(compiled.length, Files.size(file));
        }
    }

    @Test
    void forgetsTheLeastRecentlyUsed() throws Exception {
        CompiledPrograms programs = CompiledPrograms.in(parent.resolve("programs"));
        programs.of(PROGRAM).putIfAbsent("", new byte[10]);
        Path first = files().getFirst();
        Files.setLastModifiedTime(first, java.nio.file.attribute.FileTime.fromMillis(1));
        for (int i = 0; i < 64; i++) {
            programs.of(Digest.sha256(new byte[] {2, (byte) i})).putIfAbsent("", new byte[10]);
        }
        assertEquals(64, files().size());
        assertFalse(Files.exists(first));
        assertNull(programs.of(PROGRAM).get(""));
    }

    /** Whoever writes there chooses what this process runs. */
    @Test
    void refusesAFolderThatOthersCanWriteInto() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("programs"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThrows(IOException.class, () -> CompiledPrograms.in(folder));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        CompiledPrograms.in(folder);
    }
}
