package dev.assay.verification.tee.eventlog;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.tpm.TpmHash;
import java.util.List;

/** What the firmware says of UEFI Secure Boot (PFP 1.06, section 3.3.4.8). */
public enum SecureBoot {
    /** Nothing ran that the platform's keys do not allow; what shim does after is not said. */
    ON,
    OFF,
    /** The log does not say: as bad as off. */
    UNKNOWN;

    /**
     * Looks at the variables that were measured before the firmware gave control away; what came later was written by
     * whoever had it then.
     *
     * @throws Rejection if the log says it twice, or neither yes nor no
     */
    static SecureBoot of(EventLog log, TpmHash hash) {
        List<Event> own = log.events().stream()
                .filter(event ->
                        event.isMeasured() && event.register() == log.platform().secureBoot())
                .toList();
        // By its digest: a type is not measured, and who extends the register after boot writes the log as well.
        if (own.stream().noneMatch(event -> event.isSeparator(hash))) {
            return UNKNOWN;
        }
        List<byte[]> values = own.stream()
                .takeWhile(event -> !event.isSeparator(hash))
                .filter(event -> event.typeCode() == EventType.EFI_VARIABLE_DRIVER_CONFIG.code())
                .flatMap(event -> event.measuredData(hash).stream())
                .map(UefiVariable::parse)
                .filter(UefiVariable::isSecureBoot)
                .map(UefiVariable::value)
                .toList();
        return values.isEmpty() ? UNKNOWN : read(values);
    }

    private static SecureBoot read(List<byte[]> values) {
        byte[] value = values.getFirst();
        if (values.size() > 1 || value.length != 1 || value[0] < 0 || value[0] > 1) {
            throw new Rejection(
                    Reason.EVENT_LOG_SECURE_BOOT, "the variable SecureBoot is measured twice, or is no bit");
        }
        return value[0] == 1 ? ON : OFF;
    }
}
