package dev.assay.verification.tee.snp;

import dev.assay.verification.Reason;
import java.util.Locale;

/** A field of a report that is bytes, which a policy compares with those that it names (AMD 56860, "ATTESTATION_REPORT"). */
public enum SnpField {
    /** What the guest asked to have in the report: the binding to a nonce or to keys. */
    REPORT_DATA(0x50, 64, Reason.EVIDENCE_NONCE_MISMATCH),
    /** The guest's memory at launch. */
    MEASUREMENT(0x90, 48, Reason.EVIDENCE_MEASUREMENT),
    /** What the host gave the guest at launch; its meaning is a convention between them. */
    HOST_DATA(0xC0, 32, Reason.SNP_HOST_DATA),
    /** SHA-384 of the key that signed the ID block; zero where there is none. */
    ID_KEY_DIGEST(0xE0, 48, Reason.SNP_ID_KEY),
    /** SHA-384 of the key that signed the ID key; zero where there is none. */
    AUTHOR_KEY_DIGEST(0x110, 48, Reason.SNP_AUTHOR_KEY),
    /** One guest, from its launch to its end. */
    REPORT_ID(0x140, 32, Reason.SNP_REPORT_ID),
    /** The guest's migration agent; all ones where there is none. */
    REPORT_ID_MA(0x160, 32, Reason.SNP_REPORT_ID),
    /** The ID block's family. */
    FAMILY_ID(0x10, 16, Reason.SNP_IMAGE),
    /** The ID block's image. */
    IMAGE_ID(0x20, 16, Reason.SNP_IMAGE),
    /** The chip; zero where its operator hides it. On Turin the first 8 bytes, the rest zero. */
    CHIP_ID(0x1A0, 64, Reason.SNP_CHIP_REFUSED);

    private final int offset;
    private final int sizeBytes;
    private final Reason reason;

    SnpField(int offset, int sizeBytes, Reason reason) {
        this.offset = offset;
        this.sizeBytes = sizeBytes;
        this.reason = reason;
    }

    public int sizeBytes() {
        return sizeBytes;
    }

    int offset() {
        return offset;
    }

    /** Of a report whose field the policy does not name. */
    Reason reason() {
        return reason;
    }

    /** In policy files, and among measurements. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
