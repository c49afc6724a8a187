package dev.assay.verification.tee.eventlog;

import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * One event (TCG_PCR_EVENT2; PFP 1.06, section 10.2.2). Only the digests reach a register: type, and data that no digest is
 * of, are whatever the log's author wrote.
 *
 * @param register as the log counts: a TPM's PCR, or 1..4 for RTMR 0..3
 * @param typeCode see {@link EventType}
 * @param digests one by each hash of the log
 * @param untrustedData see {@link #measuredData}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Event(int register, int typeCode, Map<TpmHash, byte[]> digests, byte[] untrustedData) {

    /** GRUB's labels (grub-core/commands/tpm.c) stand in the log, not in what is measured. */
    private static final String[] GRUB_LABELS = {"grub_cmd: ", "kernel_cmdline: ", "module_cmdline: "};

    /** PFP 1.06, section 10.4.1: what separates the firmware's events from those of later code; the number 1 after an error. */
    private static final byte[][] SEPARATORS = {{0, 0, 0, 0}, {-1, -1, -1, -1}, {1, 0, 0, 0}};

    /** Whether a separator was measured, whatever the log calls it. */
    boolean isSeparator(TpmHash hash) {
        return Arrays.stream(SEPARATORS).anyMatch(data -> isDigestOf(hash, data));
    }

    public Optional<EventType> type() {
        return EventType.of(typeCode);
    }

    /** Whether a register was extended by it (PFP 1.06, section 10.4.5.3). */
    boolean isMeasured() {
        return typeCode != EventType.NO_ACTION.code();
    }

    /** The data of an event whose digest is of it: as true as the register. Empty for any other event. */
    public Optional<byte[]> measuredData(TpmHash hash) {
        return isMeasured() && isDigestOf(hash, untrustedData) ? Optional.of(untrustedData.clone()) : Optional.empty();
    }

    /** Whether the digest is of the data, where the profile demands that; true where it does not. */
    boolean digestFitsData(TpmHash hash) {
        EventType.Measured measured = type().map(EventType::measured).orElse(EventType.Measured.SOMETHING_ELSE);
        return switch (measured) {
            case NOTHING, SOMETHING_ELSE -> true;
            case DATA -> isDigestOf(hash, untrustedData);
            case DATA_OR_VALUE ->
                isDigestOf(hash, untrustedData)
                        || isDigestOf(hash, UefiVariable.parse(untrustedData).value());
            case GRUB_TEXT -> grubText().map(text -> isDigestOf(hash, text)).orElse(true);
        };
    }

    private Optional<byte[]> grubText() {
        for (String label : GRUB_LABELS) {
            byte[] start = label.getBytes(StandardCharsets.US_ASCII);
            if (startsWith(start)) {
                int end = untrustedData.length;
                int last = end > start.length && untrustedData[end - 1] == 0 ? end - 1 : end;
                return Optional.of(Arrays.copyOfRange(untrustedData, start.length, last));
            }
        }
        return Optional.empty();
    }

    boolean startsWith(byte[] start) {
        return untrustedData.length >= start.length
                && Arrays.equals(untrustedData, 0, start.length, start, 0, start.length);
    }

    private boolean isDigestOf(TpmHash hash, byte[] data) {
        byte[] digest = digests.get(hash);
        return digest != null && Arrays.equals(hash.digest(data), digest);
    }
}
