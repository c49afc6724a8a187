package dev.assay.enclave.guest.tsm;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsmGuestTest extends TsmGuestContract {

    @Override
    TsmGuest guest() {
        return TsmGuest.on(() -> new DirectEntry(kernel), FIRST_WAIT);
    }

    @Test
    void saysWhatToDoWithoutConfigfs(@TempDir Path folder) {
        TsmGuest guest = TsmGuest.at(folder.resolve("absent"));
        assertThrows(IOException.class, () -> guest.report(new byte[64]));
    }

    @Test
    void takesSixtyFourBytes() {
        assertThrows(IllegalArgumentException.class, () -> guest().report(new byte[63]));
    }
}
