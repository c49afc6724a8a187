package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What the paravisor of an Azure confidential VM keeps at index 0x01400001 of its virtual TPM: the hardware's report of the
 * VM's launch, and the runtime claims that the report commits to (openvmm, igvm_attest, {@code IgvmAttestRequest}). All
 * numbers are little-endian. Parsed, and the report's commitment is to these claims; that hardware made the report is for
 * others to verify.
 */
public final class HclReport {

    /** The TEE whose report is inside (IgvmReportType). */
    public enum Kind {
        /** A report of AMD SEV-SNP, 1184 bytes. */
        SNP(2),
        /** A TDREPORT of Intel TDX, 1024 bytes: its MAC means something to that one processor, so a TD quote must come too. */
        TDX(4);

        private final int type;

        Kind(int type) {
            this.type = type;
        }

        private static Kind of(int type) {
            for (Kind kind : values()) {
                if (kind.type == type) {
                    return kind;
                }
            }
            throw wrong("a report of type " + type);
        }
    }

    /** Index 0x01400001 has 2600 bytes; claims may grow. */
    static final int MAX_BYTES = 16 << 10;

    private static final int HEADER_BYTES = 32;
    private static final int REPORT_BYTES = 1184;
    private static final int REQUEST_BYTES = 20;
    private static final int AT_CLAIMS = HEADER_BYTES + REPORT_BYTES + REQUEST_BYTES;

    /** "HCLA". */
    private static final int SIGNATURE = 0x414C_4348;
    /** AK_CERT_REQUEST: what a paravisor makes for the certificate of its attestation key. */
    private static final int REQUEST_TYPE = 2;

    private final Kind kind;
    private final byte[] hardwareReport;
    private final byte[] claims;
    private final HclClaims parsedClaims;

    private HclReport(Kind kind, byte[] hardwareReport, byte[] claims) {
        this.kind = kind;
        this.hardwareReport = hardwareReport;
        this.claims = claims;
        parsedClaims = HclClaims.parse(claims);
    }

    /** The report as read from the TPM, as {@link #read} says. */
    public static Verdict<HclReport> parse(byte[] report) {
        try {
            return new Verdict.Verified<>(read(report));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * Reads a report. Checks:
     *
     * <ol>
     *   <li>the header: signature, version 1 or 2, a request for an attestation key's certificate that did not fail;
     *   <li>the lengths, which are told three times, agree; after the claims is nothing but zero bytes, which the TPM fills
     *       its index with;
     *   <li>REPORT_DATA is the claims' hash, SHA-256, and 32 zero bytes: with more in it somebody else has asked for the
     *       report;
     *   <li>the claims are JSON with one attestation key.
     * </ol>
     *
     * @throws Rejection at the first check that fails
     */
    static HclReport read(byte[] report) {
        if (report.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, report.length + " bytes; the limit is " + MAX_BYTES);
        }
        if (report.length < AT_CLAIMS) {
            throw new Rejection(Reason.MALFORMED, "an HCL report of " + report.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(report).order(ByteOrder.LITTLE_ENDIAN);
        int size = checkHeader(in);
        Kind kind = checkRequest(in);
        byte[] claims = claims(in, report, size);
        byte[] hardwareReport = Arrays.copyOfRange(report, HEADER_BYTES, HEADER_BYTES + reportBytes(kind));
        checkZero(report, HEADER_BYTES + hardwareReport.length, HEADER_BYTES + REPORT_BYTES);
        checkCommitment(kind, hardwareReport, claims);
        return new HclReport(kind, hardwareReport, claims);
    }

    /** ATTESTATION_HEADER: signature, version, size of all, request type, status, and twelve reserved bytes. */
    private static int checkHeader(ByteBuffer in) {
        int signature = in.getInt();
        int version = in.getInt();
        int size = in.getInt();
        int request = in.getInt();
        int status = in.getInt();
        if (signature != SIGNATURE || version < 1 || version > 2) {
            throw wrong("no HCLA of version 1 or 2");
        }
        if (request != REQUEST_TYPE || status != 0) {
            throw wrong("request type " + request + ", status " + status);
        }
        checkZero(in.array(), in.position(), HEADER_BYTES);
        return size;
    }

    /** IGVM_REQUEST_DATA: its size, version, report type, hash type, and the claims' size. */
    private static Kind checkRequest(ByteBuffer in) {
        in.position(HEADER_BYTES + REPORT_BYTES + 4);
        int version = in.getInt();
        Kind kind = Kind.of(in.getInt());
        int hash = in.getInt();
        if (version < 1 || version > 2 || hash != 1) {
            throw wrong("request data of version " + version + " with hash type " + hash + ", which is not SHA-256");
        }
        return kind;
    }

    private static byte[] claims(ByteBuffer in, byte[] report, int size) {
        int requestSize = in.getInt(HEADER_BYTES + REPORT_BYTES);
        int length = in.getInt(AT_CLAIMS - 4);
        boolean agree = length > 0
                && length <= report.length - AT_CLAIMS
                && requestSize == REQUEST_BYTES + length
                && size == AT_CLAIMS + length;
        if (!agree) {
            throw new Rejection(Reason.MALFORMED, "claims of " + length + " bytes in " + requestSize + " in " + size);
        }
        checkZero(report, AT_CLAIMS + length, report.length);
        return Arrays.copyOfRange(report, AT_CLAIMS, AT_CLAIMS + length);
    }

    private static void checkZero(byte[] report, int from, int to) {
        for (int i = from; i < to; i++) {
            if (report[i] != 0) {
                throw new Rejection(Reason.MALFORMED, "byte " + i + " of the HCL report is reserved, and not zero");
            }
        }
    }

    private static void checkCommitment(Kind kind, byte[] hardwareReport, byte[] claims) {
        byte[] expected = Arrays.copyOf(TpmHash.SHA256.digest(claims), 64);
        if (!Arrays.equals(expected, reportData(kind, hardwareReport))) {
            throw new Rejection(
                    Reason.HCL_CLAIMS_MISMATCH, "the report commits not to the claims, " + Digest.sha256(claims));
        }
    }

    private static int reportBytes(Kind kind) {
        return kind == Kind.SNP ? REPORT_BYTES : LocalTdReport.BYTES;
    }

    /** SNP: REPORT_DATA at 0x50 (AMD 56860, table 22). */
    private static byte[] reportData(Kind kind, byte[] hardwareReport) {
        return switch (kind) {
            case SNP -> Arrays.copyOfRange(hardwareReport, 0x50, 0x50 + 64);
            case TDX -> new LocalTdReport(hardwareReport).reportData();
        };
    }

    private static Rejection wrong(String what) {
        return new Rejection(Reason.HCL_HEADER, what);
    }

    public Kind kind() {
        return kind;
    }

    /** A copy. */
    public byte[] hardwareReport() {
        return hardwareReport.clone();
    }

    /** The JSON as the hardware's report commits to it; a copy. */
    public byte[] claimsJson() {
        return claims.clone();
    }

    public HclClaims claims() {
        return parsedClaims;
    }
}
