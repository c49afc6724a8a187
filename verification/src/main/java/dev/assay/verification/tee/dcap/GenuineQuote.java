package dev.assay.verification.tee.dcap;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;

/**
 * A quote that a platform of Intel's has signed: made by {@link DcapVerifier} alone. Whether the platform's TCB is good
 * enough, and whether it runs what the caller wants, is open.
 */
public final class GenuineQuote {

    private final DcapEvidence evidence;
    private final VerifiedCollateral collateral;
    private final PckChain chain;
    private final TcbState tcb;

    GenuineQuote(DcapEvidence evidence, VerifiedCollateral collateral, PckChain chain, TcbState tcb) {
        this.evidence = evidence;
        this.collateral = collateral;
        this.chain = chain;
        this.tcb = tcb;
    }

    /**
     * Step 3 of 3: compares the quote with a policy. Checks, each without the others, and reports all that fail:
     *
     * <ol>
     *   <li>debug: SGX ATTRIBUTES.DEBUG, TDX TD_ATTRIBUTES.DEBUG;
     *   <li>TD_ATTRIBUTES has no bit that is not defined, among them the rest of the byte "TD under debug";
     *   <li>SEPT_VE_DISABLE is set;
     *   <li>no service domain can migrate or service the domain, or only one that the policy names;
     *   <li>the TCB status is accepted; revoked and unsupported ones never are;
     *   <li>the security advisories that apply are all allowed;
     *   <li>the TCB was judged by at least the policy's TCB recovery, and the quoting enclave by the same;
     *   <li>the platform is allowed and not denied, by FMSPC, PPID or the serial number of its PCK certificate;
     *   <li>the signer is not denied;
     *   <li>measurements: the registers equal those of one accepted measurement, or the enclave is of an accepted signer;
     *   <li>the report data is the policy's.
     * </ol>
     *
     * @return {@code Simulated} under simulated anchors
     */
    public Verdict<VerifiedQuote> appraise(DcapPolicy policy) {
        try {
            new Appraisal(this, policy).run();
            VerifiedQuote verified = new VerifiedQuote(this);
            return simulated() ? new Verdict.Simulated<>(verified) : new Verdict.Verified<>(verified);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** No hardware stands behind it. */
    public boolean simulated() {
        return collateral.anchors() instanceof TrustAnchors.InsecureSimulated;
    }

    /** {@code intel-sgx} or {@code intel-tdx}. */
    public String tee() {
        return evidence.tee().label();
    }

    /** SHA-256 of the evidence as received. */
    public Digest digest() {
        return evidence.digest();
    }

    /** 3, 4 or 5. */
    public int version() {
        return evidence.version();
    }

    /** An {@link EnclaveReport} or a {@link TdReport}. */
    public Report report() {
        return evidence.report();
    }

    /** What Intel says of the platform's TCB. */
    public TcbState tcb() {
        return tcb;
    }

    /** The platform that it is, as its PCK certificate names it. */
    public Platform platform() {
        return Platform.of(chain);
    }

    /** The collateral, for the next quote: it now knows this platform, whose chain need not be verified again. */
    public VerifiedCollateral collateral() {
        return collateral;
    }
}
