package dev.assay.verification.tee.snp;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.VerifiedTee;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Step 3 of 3: what a genuine processor said of a guest, and the policy accepted. Made by {@link GenuineSnp#appraise} alone. */
public final class VerifiedSnp implements VerifiedTee {

    private static final String TEE = "amd-sev-snp";

    private final SnpReport report;
    private final SnpChain chain;

    VerifiedSnp(SnpReport report, SnpChain chain) {
        this.report = report;
        this.chain = chain;
    }

    /** The kind of TEE: {@code amd-sev-snp}, the format of a simulated one as well. */
    @Override
    public String tee() {
        return TEE;
    }

    /** No hardware stands behind it. */
    @Override
    public boolean simulated() {
        return chain.simulated();
    }

    /** The guest's operator can read its memory. */
    @Override
    public boolean debug() {
        return SnpFlag.DEBUG_ALLOWED.isSet(report);
    }

    /** SHA-256 of the report as received. */
    @Override
    public Digest digest() {
        return report.digest();
    }

    /** What the guest asked to have in the report: 64 bytes. */
    public byte[] reportData() {
        return report.field(SnpField.REPORT_DATA);
    }

    /** By AMD's names in lower case, such as {@code measurement} (48 bytes) and {@code host_data} (32); copies. */
    @Override
    public SortedMap<String, byte[]> measurements() {
        SortedMap<String, byte[]> measurements = new TreeMap<>();
        for (SnpField field : SnpField.values()) {
            if (field != SnpField.REPORT_DATA && field != SnpField.CHIP_ID) {
                measurements.put(field.fileName(), report.field(field));
            }
        }
        return Collections.unmodifiableSortedMap(measurements);
    }

    /** The version of the firmware, which is the endorsement key's too. */
    public SnpTcb tcb() {
        return chain.tcb();
    }

    public SnpProduct product() {
        return chain.product();
    }

    /** All else that the report says. */
    public SnpReport report() {
        return report;
    }

    /** Who vouches for it, for reports to come. */
    public SnpChain chain() {
        return chain;
    }
}
