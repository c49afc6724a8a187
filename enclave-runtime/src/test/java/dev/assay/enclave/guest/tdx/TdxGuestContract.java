package dev.assay.enclave.guest.tdx;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.enclave.guest.fake.FakeDriver;
import dev.assay.enclave.guest.fuse.DeviceSource;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link TdxGuest} does, whichever way its device is reached. */
abstract class TdxGuestContract {

    /** The driver of {@code /dev/tdx_guest}: the TDREPORT repeats what it is about. */
    private static final class FakeTdx implements FakeDriver {
        private byte type = (byte) 0x81;
        private int flip = -1;

        @Override
        public int ioctl(long request, MemorySegment argument) {
            if (request != TdxGuest.GET_REPORT0) {
                return -ENOTTY;
            }
            MemorySegment report = argument.asSlice(64, 1024);
            report.set(JAVA_BYTE, 0, type);
            MemorySegment.copy(argument, 0, report, 128, 64);
            report.set(JAVA_BYTE, 1023, (byte) 42);
            if (flip >= 0) {
                report.set(JAVA_BYTE, flip, (byte) ~report.get(JAVA_BYTE, flip));
            }
            return 0;
        }
    }

    private final FakeTdx driver = new FakeTdx();
    private final DeviceSource source;
    private final byte[] data = new byte[64];

    @SuppressWarnings("NullAway.Init")
    private TdxGuest guest;

    TdxGuestContract(DeviceSource source) {
        this.source = source;
        Arrays.fill(data, (byte) 7);
    }

    @BeforeEach
    void open() throws IOException {
        guest = TdxGuest.on(source.open(driver));
    }

    @AfterEach
    void close() throws IOException {
        guest.close();
        source.close();
    }

    @Test
    void givesAReportAboutTheData() throws IOException {
        byte[] report = guest.localReport(data);
        assertEquals(1024, report.length);
        assertEquals(42, report[1023]);
        assertArrayEquals(data, Arrays.copyOfRange(report, 128, 192));
    }

    @Test
    void refusesAReportAboutOtherData() {
        for (int at : new int[] {128, 191}) {
            driver.flip = at;
            assertThrows(IOException.class, () -> guest.localReport(data));
        }
    }

    @Test
    void refusesAReportOfAnotherType() {
        driver.type = 0;
        assertThrows(IOException.class, () -> guest.localReport(data));
    }
}
