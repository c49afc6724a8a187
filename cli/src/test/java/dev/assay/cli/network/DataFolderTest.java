package dev.assay.cli.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @Test
    void refusesASecondNetworkOnOneFolder(@TempDir Path folder) throws IOException {
        try (DataFolder ignored = DataFolder.open(folder)) {
            CommandFailure failure = assertThrows(CommandFailure.class, () -> DataFolder.open(folder));
            assertEquals(ExitStatus.WORLD, failure.status());
            assertTrue(failure.what()
                    .contains(Long.toString(ProcessHandle.current().pid())));
        }
        DataFolder.open(folder).close();
    }
}
