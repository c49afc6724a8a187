package dev.assay.enclave.guest.tpm;

import dev.assay.enclave.guest.fake.SharedSnp;
import dev.assay.simulator.HclReportWriter;
import dev.assay.simulator.SimulatedAzureVtpm;
import dev.assay.simulator.SnpReportWriter;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.tee.tpm.TpmHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Azure's paravisor before a TPM: user data that the guest writes come up in a new report, a little later. */
final class Paravisor implements TpmChannel {
    private static final int NV_WRITE = 0x137;

    private final TpmChannel tpm;
    private final SimulatedAzureVtpm azure;
    private byte[] userData = new byte[64];
    private int delay = -1;

    /** How many commands it takes to make a report; a paravisor that never does has many. */
    int slowness = 5;

    Paravisor(TpmChannel tpm, SimulatedAzureVtpm azure) {
        this.tpm = tpm;
        this.azure = azure;
    }

    void install() throws IOException {
        Tpm.on(tpm).write(AzureGuest.REPORT_INDEX, report());
    }

    private byte[] report() {
        byte[] claims = azure.claims()
                .replace("00".repeat(64), HexFormat.of().formatHex(userData))
                .getBytes(StandardCharsets.UTF_8);
        byte[] hash = Arrays.copyOf(TpmHash.SHA256.digest(claims), 64);
        byte[] report = SharedSnp.PROCESSOR.sign(SharedSnp.PROCESSOR
                .report(SnpSigningKey.VCEK)
                .bytes(SnpReportWriter.MEASUREMENT, new byte[48])
                .bytes(SnpReportWriter.REPORT_DATA, hash));
        HclReportWriter writer = new HclReportWriter(2, report, claims);
        writer.padding = 0;
        return writer.toByteArray();
    }

    @Override
    public String name() {
        return "paravisor";
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(command);
        if (in.getInt(6) == NV_WRITE && in.getInt(14) == AzureGuest.USER_DATA_INDEX) {
            userData = Arrays.copyOfRange(command, command.length - 66, command.length - 2);
            delay = slowness;
        }
        if (delay-- == 0) {
            install();
        }
        return tpm.transmit(command);
    }

    @Override
    public void close() {
        tpm.close();
    }
}
