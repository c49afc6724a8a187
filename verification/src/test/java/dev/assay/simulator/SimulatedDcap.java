package dev.assay.simulator;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A simulated platform of Intel's with its whole PKI and the service that publishes collateral: it makes quotes of SGX
 * enclaves (version 3) and TDX domains (versions 4 and 5) in the real formats under a throw-away root. Names and a critical
 * extension of every certificate say SIMULATED, so only anchors built with {@code insecureSimulated} accept it. What is
 * public may be changed before a quote is made.
 */
public final class SimulatedDcap {

    private static final Map<String, Integer> TD_REGISTERS = Map.of(
            "mrtd",
            136,
            "mrconfigid",
            184,
            "mrowner",
            232,
            "mrownerconfig",
            280,
            "rtmr0",
            328,
            "rtmr1",
            376,
            "rtmr2",
            424,
            "rtmr3",
            472,
            "mrservicetd",
            600);

    public final IntelCertificate root;
    public final IntelCertificate platformCa;
    public final IntelCertificate pck;
    public final IntelCertificate tcbSigner;
    public final SgxExtensionWriter platform = new SgxExtensionWriter();
    public final IntelCollateralWriter collateral;

    private final SecureRandom random;
    private final Instant made;

    private SimulatedDcap(SecureRandom random, Instant now) {
        this.random = random;
        made = now;
        root = IntelCertificate.root(now, random);
        platformCa = root.platformCa(now, random);
        pck = platformCa.pck(platform.der(), now, random);
        tcbSigner = root.tcbSigner(now, random);
        collateral = new IntelCollateralWriter(tcbSigner.keys, platform.fmspc);
    }

    /** A platform, its PKI and its collateral, which is for 30 days. */
    public static SimulatedDcap create(SecureRandom random, Instant now) {
        return new SimulatedDcap(random, now);
    }

    /** SHA-256 of the root certificate's DER: what {@code TrustAnchors.insecureSimulated} takes. */
    public Digest rootDigest() {
        return Digest.sha256(root.der());
    }

    /** A quote of an enclave, its parts as they would be signed. */
    public QuoteWriter enclave(byte[] mrEnclave, byte[] mrSigner, byte[] reportData) {
        byte[] report = new byte[384];
        QuoteWriter.put(report, 48, (byte) 5); // INIT and MODE64BIT
        QuoteWriter.put(report, 64, mrEnclave);
        QuoteWriter.put(report, 128, mrSigner);
        QuoteWriter.put(report, 320, reportData);
        return writer(3, QuoteWriter.SGX, report);
    }

    /**
     * A quote of a domain, its parts as they would be signed.
     *
     * @param version 4, or 5 with a report of TDX 1.5
     * @param registers by name, such as mrtd and rtmr0, 48 bytes each; others are zero
     */
    public QuoteWriter domain(int version, Map<String, byte[]> registers, byte[] reportData) {
        byte[] report = new byte[version == 5 ? 648 : 584];
        QuoteWriter.put(report, 0, (byte) 5, (byte) 1, (byte) 5);
        if (version == 5) {
            QuoteWriter.put(report, 584, (byte) 5, (byte) 1, (byte) 5);
        }
        QuoteWriter.put(report, 123, (byte) 0x10); // SEPT_VE_DISABLE
        registers.forEach(
                (name, value) -> QuoteWriter.put(report, Objects.requireNonNull(TD_REGISTERS.get(name), name), value));
        QuoteWriter.put(report, 520, reportData);
        return writer(version, QuoteWriter.TDX, report);
    }

    private QuoteWriter writer(int version, int tee, byte[] report) {
        pck.sgxExtension = platform.der();
        QuoteWriter writer = new QuoteWriter(version, tee, report, pck.keys, chain(), random);
        byte[] mrSigner = new byte[32];
        Arrays.fill(mrSigner, (byte) 0x8C);
        QuoteWriter.put(writer.qeReport, 48, (byte) 0x15);
        QuoteWriter.put(writer.qeReport, 128, mrSigner);
        QuoteWriter.put(writer.qeReport, 256, (byte) 1);
        QuoteWriter.put(writer.qeReport, 258, (byte) 8);
        return writer;
    }

    /** PCK certificate, CA and root in PEM. */
    public byte[] chain() {
        return IntelCertificate.pem(pck, platformCa, root);
    }

    /** What the service publishes for quotes of a TEE, one of {@link QuoteWriter}. */
    public DcapEndorsements endorsements(int tee) {
        return endorsing(tee).build();
    }

    /** The same, for changes. */
    public DcapEndorsements.Builder endorsing(int tee) {
        return DcapEndorsements.builder()
                .tcbInfo(collateral.tcbInfo(tee, made))
                .qeIdentity(collateral.qeIdentity(tee, made))
                .issuerChain(IntelCertificate.pem(tcbSigner, root))
                .rootCrl(root.crl(made))
                .pckCrl(platformCa.crl(made));
    }
}
