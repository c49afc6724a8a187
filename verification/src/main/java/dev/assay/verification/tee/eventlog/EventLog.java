package dev.assay.verification.tee.eventlog;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A crypto-agile event log (PFP 1.06, section 10). Parsed, so that it can be replayed; a claim and no more until
 * {@link VerifiedEventLog#verify}.
 *
 * @param platform whose registers it is of
 * @param hashes with which each event was measured; in the log's order
 * @param startupLocality 0, 3 or 4: what PCR 0 began with (section 10.4.5.3)
 */
public record EventLog(Platform platform, List<TpmHash> hashes, int startupLocality, List<Event> events) {

    /** Whose registers a log speaks of. */
    public enum Platform {
        /** A TPM's PCR 0 to 15, the static ones: the others can be reset, or start otherwise. */
        TPM(0, 15, Set.of(0, 1, 2, 3, 4, 5, 6, 7), 7),
        /** Intel TDX, in the CCEL (UEFI 2.10, section 38.4.1): register 0 is the MRTD, which is never extended; 1 to 4 are
         * RTMR 0 to 3, the last of which is for applications, whose events are elsewhere. */
        TDX(1, 4, Set.of(1, 2, 3), 1);

        private final int first;
        private final int last;
        private final Set<Integer> complete;
        private final int secureBoot;

        Platform(int first, int last, Set<Integer> complete, int secureBoot) {
            this.first = first;
            this.last = last;
            this.complete = complete;
            this.secureBoot = secureBoot;
        }

        /** Registers that nobody extends but who writes this log. */
        Set<Integer> complete() {
            return complete;
        }

        /** The register that the Secure Boot variables are measured into. */
        int secureBoot() {
            return secureBoot;
        }

        boolean has(long register) {
            return register >= first && register <= last;
        }
    }

    /** Logs of real firmware and boot loaders have some ten to a hundred KiB. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_EVENTS = 8192;
    private static final byte[] LOCALITY = "StartupLocality\0".getBytes(StandardCharsets.US_ASCII);
    private static final Set<Integer> LOCALITIES = Set.of(0, 3, 4);

    /** @throws Rejection unless the bytes are one log of a TPM's registers, wholly */
    public static EventLog parse(byte[] log) {
        LogReader in = reader(log);
        EventLog parsed = read(Platform.TPM, in);
        in.end();
        return parsed;
    }

    /**
     * Reads the log area that a CCEL table points to.
     *
     * @param area the log, and after it nothing but bytes of 0xff
     * @throws Rejection unless it is one log with SHA-384 alone
     */
    public static EventLog parseCcel(byte[] area) {
        EventLog log = read(Platform.TDX, reader(area));
        if (!log.hashes.equals(List.of(TpmHash.SHA384))) {
            throw new Rejection(Reason.EVENT_LOG_HEADER, "an RTMR is of SHA-384 alone, not of " + log.hashes);
        }
        return log;
    }

    private static LogReader reader(byte[] log) {
        if (log.length > MAX_BYTES) {
            throw new Rejection(
                    Reason.TOO_LARGE, "an event log of " + log.length + " bytes; the limit is " + MAX_BYTES);
        }
        return new LogReader("event log", log);
    }

    private static EventLog read(Platform platform, LogReader in) {
        List<TpmHash> hashes = SpecIdEvent.read(in);
        List<Event> events = new ArrayList<>();
        while (in.remaining() != 0 && !(platform == Platform.TDX && in.onlyPaddingLeft())) {
            if (events.size() == MAX_EVENTS) {
                throw new Rejection(Reason.TOO_LARGE, "more than " + MAX_EVENTS + " events");
            }
            events.add(event(platform, hashes, in));
        }
        return new EventLog(platform, hashes, startupLocality(events), List.copyOf(events));
    }

    private static Event event(Platform platform, List<TpmHash> hashes, LogReader in) {
        long register = in.u32();
        int type = (int) in.u32();
        Map<TpmHash, byte[]> digests = digests(hashes, in);
        Event event = new Event((int) register, type, digests, in.take(in.u32()));
        if (event.isMeasured() && !platform.has(register)) {
            throw new Rejection(Reason.EVENT_LOG_REGISTER, "an event in register " + register);
        }
        return event;
    }

    /** Each hash of the header once, no other: a log with fewer would replay some banks and not others. */
    private static Map<TpmHash, byte[]> digests(List<TpmHash> hashes, LogReader in) {
        long count = in.u32();
        if (count != hashes.size()) {
            throw in.malformed("has an event with " + count + " digests, not " + hashes.size());
        }
        Map<TpmHash, byte[]> digests = new EnumMap<>(TpmHash.class);
        for (int i = 0; i < hashes.size(); i++) {
            TpmHash hash = TpmHash.required(in.u16());
            if (!hashes.contains(hash) || digests.put(hash, in.take(hash.sizeBytes())) != null) {
                throw in.malformed("has an event with other digests than its header says");
            }
        }
        return digests;
    }

    /** The event is not measured, but a wrong one makes the replay of PCR 0 fail. */
    private static int startupLocality(List<Event> events) {
        List<Event> told = events.stream()
                .filter(event -> !event.isMeasured() && event.startsWith(LOCALITY))
                .toList();
        if (told.isEmpty()) {
            return 0;
        }
        byte[] data = told.getFirst().untrustedData();
        if (told.size() > 1
                || data.length != LOCALITY.length + 1
                || !LOCALITIES.contains((int) data[LOCALITY.length])) {
            throw new Rejection(Reason.EVENT_LOG_HEADER, "the startup locality is told wrongly, or twice");
        }
        return data[LOCALITY.length];
    }

    /** What the registers with events hold, if the log is right; by register as the log counts. */
    public SortedMap<Integer, byte[]> replay(TpmHash hash) {
        SortedMap<Integer, byte[]> registers = new TreeMap<>();
        for (Event event : events) {
            byte[] digest = event.digests().get(hash);
            if (event.isMeasured() && digest != null) {
                registers.merge(
                        event.register(),
                        hash.extend(initial(event.register(), hash), digest),
                        (value, first) -> hash.extend(value, digest));
            }
        }
        return registers;
    }

    /** What a register holds before any event (Part 1 of the TPM library, section 17.5). */
    byte[] initial(int register, TpmHash hash) {
        byte[] value = new byte[hash.sizeBytes()];
        if (platform == Platform.TPM && register == 0) {
            value[value.length - 1] = (byte) startupLocality;
        }
        return value;
    }
}
