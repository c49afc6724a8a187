package dev.assay.verification.tee.eventlog;

import static dev.assay.verification.Verdicts.rejected;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.EventLogWriter;
import dev.assay.simulator.SoftwareTpm;
import dev.assay.verification.Reason;
import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static final List<TpmHash> HASHES = List.of(TpmHash.SHA256, TpmHash.SHA384);

    private final SoftwareTpm tpm = SoftwareTpm.withEccKey(new SecureRandom());
    private final EventLogWriter log = new EventLogWriter(HASHES);

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] secureBoot(int value) {
        return EventLogWriter.variable("SecureBoot", new byte[] {(byte) value});
    }

    private VerifiedEventLog verify() {
        return VerifiedEventLog.verify(EventLog.parse(log.toByteArray()), TpmHash.SHA256, tpm.bank(TpmHash.SHA256));
    }

    @Test
    void replaysToTheRegistersOfEveryBank() {
        log.measure(tpm, 0, EventLogWriter.S_CRTM_VERSION, text("firmware"));
        log.measure(tpm, 0, EventLogWriter.SEPARATOR, new byte[4]);
        EventLog parsed = EventLog.parse(log.toByteArray());
        for (TpmHash hash : HASHES) {
            assertArrayEquals(tpm.bank(hash).get(0), parsed.replay(hash).get(0));
            VerifiedEventLog.verify(parsed, hash, tpm.bank(hash));
        }
    }

    @Test
    void rejectsALogWithoutTheBanksHash() {
        rejected(
                Reason.EVENT_LOG_REPLAY,
                () -> VerifiedEventLog.verify(EventLog.parse(log.toByteArray()), TpmHash.SHA1, tpm.bank(TpmHash.SHA1)));
    }

    @Test
    void rejectsALogWithAnEventLeftOut() {
        log.measure(tpm, 4, EventLogWriter.EFI_ACTION, text("Calling EFI Application from Boot Option"));
        tpm.extend(4, text("what nobody shall see"));
        rejected(Reason.EVENT_LOG_REPLAY, this::verify);
    }

    /** Or a log without the events of a register would hide that somebody extended it. */
    @Test
    void rejectsALogThatLeavesOutAllEventsOfAFirmwaresRegister() {
        tpm.extend(7, text("Secure Boot is off"));
        rejected(Reason.EVENT_LOG_REPLAY, this::verify);
    }

    @Test
    void leavesRegistersOfTheOperatingSystemAlone() {
        tpm.extend(10, text("IMA"));
        verify();
    }

    @Test
    void rejectsEventsWhoseDataIsNotWhatWasMeasured() {
        log.measure(tpm, 7, EventLogWriter.VARIABLE_DRIVER_CONFIG, secureBoot(0), secureBoot(1));
        rejected(Reason.EVENT_LOG_DIGEST, this::verify);
    }

    @Test
    void rejectsATextOfGrubsThatIsNotWhatWasMeasured() {
        log.measure(tpm, 8, EventLogWriter.IPL, text("linux /evil"), text("grub_cmd: linux /good\0"));
        rejected(Reason.EVENT_LOG_DIGEST, this::verify);
    }

    @Test
    void acceptsABootVariableByItsValueOrAsAWhole() {
        byte[] variable = EventLogWriter.variable("BootOrder", new byte[] {0, 0});
        log.measure(tpm, 1, EventLogWriter.VARIABLE_BOOT, new byte[] {0, 0}, variable);
        log.measure(tpm, 1, EventLogWriter.VARIABLE_BOOT, variable);
        verify();
        log.measure(tpm, 1, EventLogWriter.VARIABLE_BOOT, new byte[] {0, 1}, variable);
        rejected(Reason.EVENT_LOG_DIGEST, this::verify);
    }

    @Test
    void saysWhichDataWasMeasured() {
        log.measure(tpm, 0, EventLogWriter.EFI_ACTION, text("act"));
        log.measure(tpm, 8, EventLogWriter.IPL, text("the file"), text("/the/name"));
        List<Event> events = verify().events();
        assertArrayEquals(
                text("act"), events.get(0).measuredData(TpmHash.SHA256).orElseThrow());
        assertTrue(events.get(1).measuredData(TpmHash.SHA256).isEmpty());
    }

    @Test
    void readsSecureBootFromBeforeTheSeparator() {
        log.measure(tpm, 7, EventLogWriter.VARIABLE_DRIVER_CONFIG, secureBoot(1));
        log.measure(tpm, 7, EventLogWriter.SEPARATOR, new byte[4]);
        log.measure(tpm, 7, EventLogWriter.VARIABLE_DRIVER_CONFIG, secureBoot(0));
        assertEquals(SecureBoot.ON, verify().secureBoot());
    }

    /** What comes after is written by whoever was booted. */
    @Test
    void doesNotBelieveSecureBootFromAfterTheSeparator() {
        log.measure(tpm, 7, EventLogWriter.SEPARATOR, new byte[4]);
        log.measure(tpm, 7, EventLogWriter.VARIABLE_DRIVER_CONFIG, secureBoot(1));
        assertEquals(SecureBoot.UNKNOWN, verify().secureBoot());
    }

    /** Nobody measures a type: a guest whose Secure Boot is off renames what says so, and measures its own answer after. */
    @Test
    void doesNotBelieveSecureBootMeasuredAfterARelabelledSeparator() {
        log.measure(tpm, 7, 0x8000_00E0, secureBoot(0));
        log.measure(tpm, 7, 0x0000_7777, new byte[4]);
        log.measure(tpm, 7, EventLogWriter.VARIABLE_DRIVER_CONFIG, secureBoot(1));
        assertEquals(SecureBoot.UNKNOWN, verify().secureBoot());
    }

    @Test
    void rejectsALogThatTellsSecureBootTwiceOrWrongly() {
        log.measure(tpm, 7, EventLogWriter.VARIABLE_DRIVER_CONFIG, secureBoot(2));
        log.measure(tpm, 7, EventLogWriter.SEPARATOR, new byte[4]);
        rejected(Reason.EVENT_LOG_SECURE_BOOT, this::verify);
    }

    @Test
    void rejectsALogWithTwoAnswersAboutSecureBoot() {
        log.measure(tpm, 7, EventLogWriter.VARIABLE_DRIVER_CONFIG, secureBoot(0));
        log.measure(tpm, 7, EventLogWriter.VARIABLE_DRIVER_CONFIG, secureBoot(1));
        log.measure(tpm, 7, EventLogWriter.SEPARATOR, new byte[4]);
        rejected(Reason.EVENT_LOG_SECURE_BOOT, this::verify);
    }

    @Test
    void startsTheFirstRegisterWithTheStartupLocality() {
        byte[] locality = Arrays.copyOf(text("StartupLocality"), 17);
        locality[16] = 3;
        byte[] start = new byte[32];
        start[31] = 3;
        tpm.bank(TpmHash.SHA256).put(0, start);
        log.event(0, EventLogWriter.NO_ACTION, zeros(), locality);
        log.measure(tpm, 0, EventLogWriter.SEPARATOR, new byte[4]);
        verify();
    }

    @Test
    void rejectsAStartupLocalityThatIsNone() {
        byte[] locality = Arrays.copyOf(text("StartupLocality"), 17);
        locality[16] = 7;
        log.event(0, EventLogWriter.NO_ACTION, zeros(), locality);
        rejected(Reason.EVENT_LOG_HEADER, this::verify);
    }

    private static Map<TpmHash, byte[]> zeros() {
        return Map.of(TpmHash.SHA256, new byte[32], TpmHash.SHA384, new byte[48]);
    }

    @Test
    void rejectsEventsInRegistersThatCanBeReset() {
        log.measure(tpm, 17, EventLogWriter.EFI_ACTION, text("dynamic launch"));
        rejected(Reason.EVENT_LOG_REGISTER, this::verify);
    }

    @Test
    void rejectsOldLogsAndOtherFiles() {
        rejected(Reason.MALFORMED, () -> EventLog.parse(new byte[0]));
        rejected(Reason.EVENT_LOG_HEADER, () -> EventLog.parse(new byte[64]));
        byte[] old = log.toByteArray();
        old[32 + 13] = '2';
        rejected(Reason.EVENT_LOG_HEADER, () -> EventLog.parse(old));
        rejected(Reason.TOO_LARGE, () -> EventLog.parse(new byte[EventLog.MAX_BYTES + 1]));
    }

    @Test
    void rejectsAnRtmrLogWithOtherHashes() {
        rejected(Reason.EVENT_LOG_HEADER, () -> EventLog.parseCcel(log.toByteArray()));
    }

    @Test
    void rejectsACutLogAndATailOfBytes() {
        log.measure(tpm, 0, EventLogWriter.EFI_ACTION, text("act"));
        byte[] bytes = log.toByteArray();
        rejected(Reason.MALFORMED, () -> EventLog.parse(Arrays.copyOf(bytes, bytes.length - 1)));
        rejected(Reason.MALFORMED, () -> EventLog.parse(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void rejectsOtherTablesThanACcelOfTdx() {
        rejected(Reason.CCEL_TABLE, () -> CcelTable.parse(new byte[55]));
        rejected(Reason.CCEL_TABLE, () -> CcelTable.parse(new byte[CcelTable.BYTES]));
        byte[] wrongSum = new byte[CcelTable.BYTES];
        wrongSum[0] = 1;
        rejected(Reason.CCEL_TABLE, () -> CcelTable.parse(wrongSum));
    }
}
