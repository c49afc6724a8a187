package dev.assay.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeyTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isMadeOnceForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("made/client.key");
        var address = ClientKey.open(file).address();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(address, ClientKey.open(file).address());
    }

    @Test
    void refusesAFileThatHoldsNoKey() throws IOException {
        Path file = Files.writeString(folder.resolve("client.key"), "secret");
        CommandFailure failure = assertThrows(CommandFailure.class, () -> ClientKey.open(file));
        assertEquals(ExitStatus.USAGE, failure.status());
    }
}
