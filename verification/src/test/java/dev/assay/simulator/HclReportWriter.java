package dev.assay.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the report that the paravisor of an Azure confidential VM keeps in its TPM; tests change one of its fields. */
public final class HclReportWriter {

    public int signature = 0x414C_4348;
    public int version = 2;
    public int requestType = 2;
    public int status;
    /** 2 is SEV-SNP, 4 is TDX. */
    public int reportType;

    public int hashType = 1;
    /** Zero bytes after the claims, as the TPM's index has them. */
    public int padding = 100;

    private final byte[] hardwareReport;
    private final byte[] claims;

    public HclReportWriter(int reportType, byte[] hardwareReport, byte[] claims) {
        this.reportType = reportType;
        this.hardwareReport = hardwareReport.clone();
        this.claims = claims.clone();
    }

    public byte[] toByteArray() {
        ByteBuffer out =
                ByteBuffer.allocate(32 + 1184 + 20 + claims.length + padding).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(signature).putInt(version).putInt(32 + 1184 + 20 + claims.length);
        out.putInt(requestType).putInt(status);
        out.position(32).put(hardwareReport);
        out.position(32 + 1184)
                .putInt(20 + claims.length)
                .putInt(1)
                .putInt(reportType)
                .putInt(hashType);
        out.putInt(claims.length).put(claims);
        return out.array();
    }
}
