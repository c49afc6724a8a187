package dev.assay.enclave.guest.tpm;

import dev.assay.verification.Verdict;
import dev.assay.verification.tee.tpm.PcrSelection;
import dev.assay.verification.tee.vtpm.HclReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A confidential VM of Azure on AMD SEV-SNP or Intel TDX: a paravisor keeps the hardware for itself and gives the
 * guest a virtual TPM, whose memory has the hardware's report. Freshness is the quote's nonce: the paravisor makes
 * another report only when it is given other user data.
 */
public final class AzureGuest implements AutoCloseable {

    /** The paravisor's report. */
    public static final int REPORT_INDEX = 0x0140_0001;

    /** What the guest wants to have in the report's runtime claims. */
    public static final int USER_DATA_INDEX = 0x0140_0002;

    /** A certificate of the attestation key; newer VMs have one. */
    public static final int CERTIFICATE_INDEX = 0x01C1_01D0;

    /** The attestation key, RSA, which the runtime claims name HCLAkPub. */
    public static final int ATTESTATION_KEY = 0x8100_0003;

    public static final int USER_DATA_BYTES = 64;

    /** The paravisor has a few seconds to take up new user data. */
    private static final int MOST_TRIES = 12;

    private static final long FIRST_WAIT_NANOS = 2_000_000;

    private final Tpm tpm;

    private AzureGuest(Tpm tpm) {
        this.tpm = tpm;
    }

    /** @throws IOException if there is no TPM, or this process may not open it */
    public static AzureGuest open(Path device) throws IOException {
        return on(Tpm.open(device));
    }

    /** On a TPM that is open; it is closed with the guest. */
    public static AzureGuest on(Tpm tpm) {
        return new AzureGuest(tpm);
    }

    /**
     * Evidence made now, but for what the hardware's vendor has to say: see {@link AzureTpmEvidence#json}.
     *
     * @param userData 64 bytes to be in the runtime claims; empty for whatever is there
     * @param nonce at most 64 bytes, which the quote repeats
     */
    public AzureTpmEvidence evidence(Optional<byte[]> userData, byte[] nonce, PcrSelection registers)
            throws IOException {
        if (userData.isPresent()) {
            checkSize(userData.get());
            tpm.write(USER_DATA_INDEX, userData.get());
        }
        return new AzureTpmEvidence(
                report(userData),
                tpm.quote(ATTESTATION_KEY, nonce, registers),
                tpm.read(CERTIFICATE_INDEX).map(CertificateMemory::certificate));
    }

    private static void checkSize(byte[] userData) {
        if (userData.length != USER_DATA_BYTES) {
            throw new IllegalArgumentException("user data of " + userData.length + " bytes");
        }
    }

    /**
     * The report as it is; one whose runtime claims have the user data is asked for until the paravisor has made it.
     */
    private byte[] report(Optional<byte[]> userData) throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            byte[] report = tpm.read(REPORT_INDEX)
                    .orElseThrow(() ->
                            new IOException("the TPM has no index 0x01400001: this is no confidential VM of Azure"));
            if (isWhole(report, userData)) {
                return report;
            }
            LockSupport.parkNanos(FIRST_WAIT_NANOS << tries);
        }
        throw new IOException("the paravisor's report has other user data than were written, or does not parse");
    }

    /** A report that the paravisor replaces while it is read in pieces does not commit to its claims: not yet, then. */
    private static boolean isWhole(byte[] report, Optional<byte[]> userData) {
        if (!(HclReport.parse(report) instanceof Verdict.Verified<HclReport>(HclReport parsed))) {
            return false;
        }
        Optional<byte[]> found = parsed.claims().userData();
        return userData.isEmpty()
                || found.filter(bytes -> Arrays.equals(bytes, userData.get())).isPresent();
    }

    @Override
    public void close() {
        tpm.close();
    }
}
