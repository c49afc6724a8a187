package dev.assay.enclave.guest.tsm;

import java.util.Optional;

/**
 * What a report is asked for.
 *
 * @param reportData 64 bytes, which the evidence repeats
 * @param privilege VMPL 0 to 3 of an SNP guest, not below the floor that the kernel names; empty for that floor
 * @param service whose manifest is wanted too, under an SVSM
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TsmRequest(byte[] reportData, Optional<Integer> privilege, Optional<Service> service) {

    public static final int REPORT_DATA_BYTES = 64;

    /**
     * Attestation by the secure VM service module (AMD 58019, section 7).
     *
     * @param guid of one service; empty for the manifest of all
     */
    public record Service(Optional<String> guid) {}

    public TsmRequest {
        if (reportData.length != REPORT_DATA_BYTES) {
            throw new IllegalArgumentException("report data of " + reportData.length + " bytes");
        }
        if (privilege.filter(level -> level < 0 || level > 3).isPresent()) {
            throw new IllegalArgumentException("privilege level " + privilege);
        }
    }

    public static TsmRequest of(byte[] reportData) {
        return new TsmRequest(reportData, Optional.empty(), Optional.empty());
    }
}
