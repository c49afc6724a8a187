package dev.assay.verification.tee.eventlog;

import static dev.assay.verification.Verdicts.rejected;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import dev.assay.verification.tee.tpm.TpmHash;
import dev.assay.verification.tee.vtpm.Vectors;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CcelVectorTest {

    /** TD quote, version 4: a header of 48 bytes, and RTMR 0 at 328 of the body. */
    private static final int RTMR0 = 48 + 328;

    private byte[] area = {};
    private byte[] quote = {};

    @BeforeEach
    void vectorsAreHere() {
        Vectors.assumePresent();
        area = Vectors.file("eventlog/open/gcp-cos113-ccel_data.dat");
        quote = Vectors.file("eventlog/open/gcp-cos113-cos-113-tdx-quote.dat");
    }

    private Map<Integer, byte[]> registers() {
        Map<Integer, byte[]> registers = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            registers.put(1 + i, Arrays.copyOfRange(quote, RTMR0 + 48 * i, RTMR0 + 48 * (i + 1)));
        }
        return registers;
    }

    @Test
    void replaysToTheRegistersOfTheQuote() {
        VerifiedEventLog log = VerifiedEventLog.verify(EventLog.parseCcel(area), TpmHash.SHA384, registers());
        assertEquals(SecureBoot.OFF, log.secureBoot());
        assertEquals(43, log.events().size());
    }

    @Test
    void padsWithBytesOf0xffAndNothingElse() {
        byte[] padded = Arrays.copyOf(area, 65_536);
        Arrays.fill(padded, area.length, padded.length, (byte) 0xFF);
        assertEquals(
                EventLog.parseCcel(area).events().size(),
                EventLog.parseCcel(padded).events().size());
        padded[padded.length - 1] = 0;
        rejected(Reason.MALFORMED, () -> EventLog.parseCcel(padded));
    }

    @Test
    void rejectsALogOfAnotherMachine() {
        Map<Integer, byte[]> registers = registers();
        registers.put(3, new byte[48]);
        rejected(
                Reason.EVENT_LOG_REPLAY,
                () -> VerifiedEventLog.verify(EventLog.parseCcel(area), TpmHash.SHA384, registers));
    }

    @Test
    void readsTheTableThatPointsToTheLog() {
        CcelTable table = CcelTable.parse(Vectors.file("eventlog/open/gcp-cos113-ccel_table.dat"));
        assertEquals(new CcelTable(0, 1 << 18, 0xbedbf000L), table);
    }

    @Test
    void theSeparatorWasMeasured() {
        Event separator = EventLog.parseCcel(area).events().stream()
                .filter(event -> event.type().equals(EventType.of(0x4)))
                .findFirst()
                .orElseThrow();
        assertArrayEquals(new byte[4], separator.measuredData(TpmHash.SHA384).orElseThrow());
    }
}
