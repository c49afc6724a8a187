package dev.assay.verification.tee.eventlog;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.tpm.TpmHash;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An event log whose replay gave registers that the caller trusts. Cannot be had without the check. */
public final class VerifiedEventLog {

    private final EventLog log;
    private final TpmHash hash;
    private final SecureBoot secureBoot;

    private VerifiedEventLog(EventLog log, TpmHash hash, SecureBoot secureBoot) {
        this.log = log;
        this.hash = hash;
        this.secureBoot = secureBoot;
    }

    /**
     * Replays a log. Checks:
     *
     * <ol>
     *   <li>the log was measured with the registers' hash (PFP 1.06, section 10.4.5.1);
     *   <li>every register with an event replays to its value (Part 1 of the TPM library, section 17.2), and a register
     *       that only the log's author extends, but has no event in it, is as it started;
     *   <li>the digest of each event is of its data, where the profile says that it is (section 10.4.1; {@link EventType}
     *       lists which), so that what is read below was measured;
     *   <li>the Secure Boot variable is there once, before the separator, or not at all (section 3.3.4.8).
     * </ol>
     *
     * @param registers signed by somebody, by register as the log counts: PCRs, or 1..4 for RTMR 0..3
     * @throws Rejection at the first check that fails
     */
    public static VerifiedEventLog verify(EventLog log, TpmHash hash, Map<Integer, byte[]> registers) {
        checkHash(log, hash);
        checkReplay(log, hash, registers);
        checkData(log, hash);
        SecureBoot secureBoot = SecureBoot.of(log, hash);
        return new VerifiedEventLog(log, hash, secureBoot);
    }

    private static void checkHash(EventLog log, TpmHash hash) {
        if (!log.hashes().contains(hash)) {
            throw new Rejection(Reason.EVENT_LOG_REPLAY, "measured with " + log.hashes() + ", not with " + hash);
        }
    }

    private static void checkReplay(EventLog log, TpmHash hash, Map<Integer, byte[]> registers) {
        SortedMap<Integer, byte[]> expected = new TreeMap<>();
        log.platform().complete().forEach(register -> expected.put(register, log.initial(register, hash)));
        expected.putAll(log.replay(hash));
        expected.forEach((register, value) -> {
            if (!Arrays.equals(value, registers.get(register))) {
                throw new Rejection(
                        Reason.EVENT_LOG_REPLAY,
                        "register " + register + " replays to " + HexFormat.of().formatHex(value));
            }
        });
    }

    private static void checkData(EventLog log, TpmHash hash) {
        for (Event event : log.events()) {
            if (event.isMeasured() && !event.digestFitsData(hash)) {
                throw new Rejection(
                        Reason.EVENT_LOG_DIGEST,
                        "an event of type 0x" + Integer.toHexString(event.typeCode()) + " in register "
                                + event.register() + " was not measured as its data says");
            }
        }
    }

    /** In the order in which they were measured; of the data only {@link Event#measuredData} is as true as the registers. */
    public List<Event> events() {
        return log.events();
    }

    /** The hash of the registers that the log was compared with. */
    public TpmHash hash() {
        return hash;
    }

    public SecureBoot secureBoot() {
        return secureBoot;
    }
}
