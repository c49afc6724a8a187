package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.x509.Certificate;
import java.util.List;
import java.util.Optional;

/** Step 1 of 3: the report of one GPU or switch, with its certificates. Well formed; not verified. */
public final class NvidiaEvidence {

    /** More than a device has; how many it must have is checked with the chain. */
    private static final int MAX_CERTIFICATES = 8;

    private final Digest digest;
    private final SpdmReport report;
    private final DeviceChain chain;
    private final Optional<NvidiaArchitecture> claimed;

    private NvidiaEvidence(Digest digest, SpdmReport report, DeviceChain chain, Optional<NvidiaArchitecture> claimed) {
        this.digest = digest;
        this.report = report;
        this.chain = chain;
        this.claimed = claimed;
    }

    /**
     * Reads what a driver gives.
     *
     * @param report an SPDM 1.1 GET_MEASUREMENTS request with its response, at most 64 KiB
     * @param certificates in PEM, the leaf first and the root last, at most 128 KiB
     */
    public static Verdict<NvidiaEvidence> parse(byte[] report, byte[] certificates) {
        try {
            return new Verdict.Verified<>(read(report, certificates, Optional.empty()));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * Reads what NVIDIA's attestation SDK writes: an array of objects with {@code arch}, {@code nonce} (in hexadecimal
     * digits), {@code evidence} and {@code certificate} (both in base 64); other members are ignored.
     *
     * @param json at most 1 MiB and 64 devices
     * @return each device's, in order; a nonce that is not the report's own is a rejection
     */
    public static Verdict<List<NvidiaEvidence>> parseJson(byte[] json) {
        try {
            return new Verdict.Verified<>(EvidenceJson.read(json));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    static NvidiaEvidence read(byte[] report, byte[] certificates, Optional<NvidiaArchitecture> claimed) {
        CertificatePath path = new CertificatePath(Certificate.parsePem(certificates, MAX_CERTIFICATES));
        return new NvidiaEvidence(Digest.sha256(report), SpdmReport.parse(report), new DeviceChain(path), claimed);
    }

    /** SHA-256 of the report, without the certificates. */
    public Digest digest() {
        return digest;
    }

    SpdmReport report() {
        return report;
    }

    DeviceChain chain() {
        return chain;
    }

    /** What whoever sent it says it is. */
    Optional<NvidiaArchitecture> claimed() {
        return claimed;
    }
}
