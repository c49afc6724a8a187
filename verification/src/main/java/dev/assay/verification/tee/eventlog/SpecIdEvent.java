package dev.assay.verification.tee.eventlog;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first event of a crypto-agile log (TCG_EfiSpecIDEvent; PFP 1.06, section 10.4.5.1), in the old format of events. */
final class SpecIdEvent {

    private static final byte[] SIGNATURE = "Spec ID Event03\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SHA1_BYTES = 20;
    private static final int MAX_HASHES = TpmHash.values().length;

    private SpecIdEvent() {}

    /** The log's hashes. */
    static List<TpmHash> read(LogReader in) {
        in.u32(); // the register, which an event that is not measured has none of
        long type = in.u32();
        in.take(SHA1_BYTES);
        byte[] data = in.take(in.u32());
        if (type != EventType.NO_ACTION.code()) {
            throw wrong("the first event is of type 0x" + Long.toHexString(type));
        }
        return readData(new LogReader("Spec ID event", data));
    }

    private static List<TpmHash> readData(LogReader in) {
        if (!Arrays.equals(in.take(SIGNATURE.length), SIGNATURE)) {
            throw wrong("the first event is no Spec ID event of a crypto-agile log");
        }
        in.take(8); // platform class, version of the profile, size of its integers
        List<TpmHash> hashes = hashes(in);
        in.take(in.u8()); // the vendor's
        in.end();
        return hashes;
    }

    private static List<TpmHash> hashes(LogReader in) {
        long count = in.u32();
        if (count == 0 || count > MAX_HASHES) {
            throw wrong("a log with " + count + " hashes");
        }
        List<TpmHash> hashes = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            TpmHash hash = TpmHash.required(in.u16());
            if (in.u16() != hash.sizeBytes() || hashes.contains(hash)) {
                throw wrong("a wrong size for " + hash + ", or twice");
            }
            hashes.add(hash);
        }
        return List.copyOf(hashes);
    }

    private static Rejection wrong(String what) {
        return new Rejection(Reason.EVENT_LOG_HEADER, what);
    }
}
