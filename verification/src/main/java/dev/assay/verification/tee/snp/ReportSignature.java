package dev.assay.verification.tee.snp;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;

/** A report's signature: r and s, each 72 bytes, little-endian (AMD 56860, table "Signature format for ECDSA P-384"). */
final class ReportSignature {

    private static final int NUMBER_BYTES = 72;
    private static final int WIDTH = NistCurve.P384.coordinateBytes();
    private static final int R = SnpReport.SIGNED_BYTES;
    private static final int S = R + NUMBER_BYTES;

    /** Reserved bytes follow. */
    static final int END = S + NUMBER_BYTES;

    private ReportSignature() {}

    /** @throws Rejection unless the key signed the report, with r and s in range */
    static void check(SnpReport report, EcdsaKey key) {
        if (!isInWidth(report, R) || !isInWidth(report, S) || !key.verifyRaw(report.signedPart(), raw(report))) {
            throw new Rejection(Reason.EVIDENCE_SIGNATURE, "the report is not signed by the endorsement key");
        }
    }

    /** No number below the curve's order is wider. */
    private static boolean isInWidth(SnpReport report, int offset) {
        return report.isZero(offset + WIDTH, offset + NUMBER_BYTES);
    }

    private static byte[] raw(SnpReport report) {
        byte[] r = report.bytes(R, WIDTH);
        byte[] s = report.bytes(S, WIDTH);
        byte[] raw = new byte[2 * WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            raw[i] = r[WIDTH - 1 - i];
            raw[WIDTH + i] = s[WIDTH - 1 - i];
        }
        return raw;
    }
}
