package dev.assay.verification.tee.snp;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;

/** The rules of a report's shape (AMD 56860, table "ATTESTATION_REPORT" and those it names). */
final class ReportFormat {

    private static final int ECDSA_P384_SHA384 = 1;
    private static final int LOWEST_VMPL = 3;

    /** POLICY bits 63:26; bit 17 is reserved and one. */
    private static final long POLICY_ZERO = -1L << 26;

    private static final long POLICY_ONE = 1L << 17;
    /** PLATFORM_INFO bits 63:8. */
    private static final long PLATFORM_ZERO = -1L << 8;
    /** Bits 31:5 of the key information. */
    private static final long KEYS_ZERO = 0xFFFF_FFE0L;

    private ReportFormat() {}

    static void checkSize(byte[] report) {
        if (report.length != SnpReport.SIZE_BYTES) {
            throw new Rejection(Reason.MALFORMED, report.length + " bytes; a report has " + SnpReport.SIZE_BYTES);
        }
    }

    /** @throws Rejection with every check that fails */
    static void check(SnpReport report) {
        checkVersion(report);
        Checks checks = new Checks();
        long algorithm = report.number(0x34, 4);
        checks.require(algorithm == ECDSA_P384_SHA384, Reason.SNP_ALGORITHM, "signature algorithm " + algorithm);
        long vmpl = report.number(0x30, 4);
        checks.require(vmpl <= LOWEST_VMPL, Reason.SNP_VMPL_INVALID, "VMPL " + vmpl);
        checks.make(() -> signingKey(report));
        checks.make(() -> checkBits(report));
        checks.make(() -> checkGaps(report));
        checks.end();
    }

    /** First: it decides what the rest means. */
    private static void checkVersion(SnpReport report) {
        long version = report.number(0, 4);
        if (version < 2 || version > 5) {
            throw new Rejection(Reason.SNP_VERSION, "version " + version + "; known are 2 to 5");
        }
    }

    /** Bits 4:2; 2 to 6 are reserved, 7 is NONE. */
    static SnpSigningKey signingKey(SnpReport report) {
        int key = (int) (report.keyInfo() >>> 2 & 7);
        return switch (key) {
            case 0 -> SnpSigningKey.VCEK;
            case 1 -> SnpSigningKey.VLEK;
            default -> throw new Rejection(Reason.SNP_SIGNING_KEY, "signed by no endorsement key: " + key);
        };
    }

    private static void checkBits(SnpReport report) {
        Checks checks = new Checks();
        long policy = report.guestPolicy();
        checks.require(
                (policy & POLICY_ZERO) == 0 && (policy & POLICY_ONE) != 0,
                Reason.SNP_RESERVED,
                "guest policy " + Long.toHexString(policy));
        long platform = report.platformInfo();
        checks.require((platform & PLATFORM_ZERO) == 0, Reason.SNP_RESERVED, "platform " + Long.toHexString(platform));
        long keys = report.keyInfo();
        checks.require((keys & KEYS_ZERO) == 0, Reason.SNP_RESERVED, "key information " + Long.toHexString(keys));
        checks.end();
    }

    private static void checkGaps(SnpReport report) {
        Checks checks = new Checks();
        requireZero(checks, report, 0x4C, 0x50);
        requireZero(checks, report, report.hasCpuid() ? 0x18B : 0x188, 0x1A0);
        requireZero(checks, report, 0x1EB, 0x1EC);
        requireZero(checks, report, 0x1EF, 0x1F0);
        requireZero(checks, report, report.hasMitigations() ? 0x208 : 0x1F8, 0x2A0);
        // Not signed, yet of the report: two reports that differ here would be one statement with two digests.
        requireZero(checks, report, ReportSignature.END, SnpReport.SIZE_BYTES);
        checks.end();
    }

    private static void requireZero(Checks checks, SnpReport report, int from, int to) {
        checks.require(
                report.isZero(from, to),
                Reason.SNP_RESERVED,
                "bytes 0x" + Integer.toHexString(from) + " to 0x" + Integer.toHexString(to));
    }
}
