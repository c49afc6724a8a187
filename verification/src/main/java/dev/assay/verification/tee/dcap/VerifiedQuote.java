package dev.assay.verification.tee.dcap;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.VerifiedTee;
import java.util.SortedMap;

/** What a genuine platform of Intel's said, and the policy accepted. Made by {@link GenuineQuote#appraise} alone. */
public final class VerifiedQuote implements VerifiedTee {

    private final GenuineQuote genuine;

    VerifiedQuote(GenuineQuote genuine) {
        this.genuine = genuine;
    }

    /** {@code intel-sgx} or {@code intel-tdx}, the format of a simulated one as well. */
    @Override
    public String tee() {
        return genuine.tee();
    }

    /** No hardware stands behind it. */
    @Override
    public boolean simulated() {
        return genuine.simulated();
    }

    /** Whoever runs the machine can read the memory; only with a policy that allows it. */
    @Override
    public boolean debug() {
        return report().isDebug();
    }

    /** SHA-256 of the evidence as received: what a receipt names. */
    @Override
    public Digest digest() {
        return genuine.digest();
    }

    /** The 64 bytes that the code chose; a copy. */
    public byte[] reportData() {
        return report().reportData();
    }

    /**
     * SGX: {@code mrenclave}, {@code mrsigner}, {@code attributes}, {@code configid}. TDX: {@code mrtd}, {@code rtmr0} to
     * {@code rtmr3}, {@code mrseam}, {@code mrsignerseam}, {@code mrconfigid}, {@code mrowner}, {@code mrownerconfig},
     * {@code tdattributes}, {@code xfam}, and {@code mrservicetd} of TDX 1.5. Copies.
     */
    @Override
    public SortedMap<String, byte[]> measurements() {
        return report().registers();
    }

    /** For the next quote of the same platform, whose chain need not be verified again. */
    public VerifiedCollateral collateral() {
        return genuine.collateral();
    }

    /** An {@link EnclaveReport} or a {@link TdReport}. */
    public Report report() {
        return genuine.report();
    }

    /** What Intel says of the platform's TCB, with the advisories that the policy allowed. */
    public TcbState tcb() {
        return genuine.tcb();
    }

    public Platform platform() {
        return genuine.platform();
    }
}
