package dev.assay.verification.tee.snp;

import dev.assay.verification.Reason;
import java.util.Locale;

/** A bit of a report that a policy requires, refuses or leaves alone. */
public enum SnpFlag {
    // --- POLICY: what the guest's owner demanded and allowed at launch ---
    /** The guest may run where a core's other thread runs something else. */
    SMT_ALLOWED(Word.POLICY, 16, Reason.SNP_GUEST_POLICY),
    /** The guest may have a migration agent, which reads its memory. */
    MIGRATION_AGENT_ALLOWED(Word.POLICY, 18, Reason.SNP_MIGRATION_AGENT),
    /** The host may read and write the guest's memory. */
    DEBUG_ALLOWED(Word.POLICY, 19, Reason.EVIDENCE_DEBUG),
    /** The guest runs on one socket only. */
    SINGLE_SOCKET_REQUIRED(Word.POLICY, 20, Reason.SNP_GUEST_POLICY),
    /** Memory may lie on CXL devices. */
    CXL_ALLOWED(Word.POLICY, 21, Reason.SNP_GUEST_POLICY),
    /** Memory is encrypted with AES-256-XTS. */
    AES_256_XTS_REQUIRED(Word.POLICY, 22, Reason.SNP_GUEST_POLICY),
    /** The power meter that leaks what is computed is off. */
    RAPL_DISABLED_REQUIRED(Word.POLICY, 23, Reason.SNP_GUEST_POLICY),
    /** The host cannot read the ciphertext of memory. */
    CIPHERTEXT_HIDING_REQUIRED(Word.POLICY, 24, Reason.SNP_GUEST_POLICY),
    /** The host may not move pages in and out. */
    PAGE_SWAP_DISABLED(Word.POLICY, 25, Reason.SNP_GUEST_POLICY),

    // --- PLATFORM_INFO: what the machine is ---
    /** Each core runs two threads. */
    SMT_ENABLED(Word.PLATFORM, 0, Reason.SNP_PLATFORM),
    /** All memory is encrypted, that of the host too. */
    TSME_ENABLED(Word.PLATFORM, 1, Reason.SNP_PLATFORM),
    /** Memory corrects errors. */
    ECC_ENABLED(Word.PLATFORM, 2, Reason.SNP_PLATFORM),
    /** The power meter that leaks what is computed is off. */
    RAPL_DISABLED(Word.PLATFORM, 3, Reason.SNP_PLATFORM),
    /** The host cannot read the ciphertext of memory. */
    CIPHERTEXT_HIDING_ENABLED(Word.PLATFORM, 4, Reason.SNP_PLATFORM),
    /** Memory was found without aliases since the last reset: against BadRAM (CVE-2024-21944). */
    ALIAS_CHECK_COMPLETE(Word.PLATFORM, 5, Reason.SNP_PLATFORM),
    /** Devices cannot write to guests' memory past the IOMMU. */
    IOMMU_WRITE_SAFE(Word.PLATFORM, 6, Reason.SNP_PLATFORM),
    /** Trusted devices may reach guests' memory (SEV-TIO). */
    TIO_ENABLED(Word.PLATFORM, 7, Reason.SNP_PLATFORM),

    // --- Key information ---
    /** The key that signed the ID block is itself signed by an author's key. */
    AUTHOR_KEY_ENABLED(Word.KEYS, 0, Reason.SNP_AUTHOR_KEY);

    enum Word {
        POLICY,
        PLATFORM,
        KEYS
    }

    private final Word word;
    private final int bit;
    private final Reason reason;

    SnpFlag(Word word, int bit, Reason reason) {
        this.word = word;
        this.bit = bit;
        this.reason = reason;
    }

    boolean isSet(SnpReport report) {
        long bits = switch (word) {
            case POLICY -> report.guestPolicy();
            case PLATFORM -> report.platformInfo();
            case KEYS -> report.keyInfo();
        };
        return (bits >>> bit & 1) == 1;
    }

    /** Of a report that lacks it where the policy requires it, or has it where it is refused. */
    Reason reason() {
        return reason;
    }

    /** In policy files. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
