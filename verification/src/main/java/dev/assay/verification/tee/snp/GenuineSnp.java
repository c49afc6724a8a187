package dev.assay.verification.tee.snp;

import dev.assay.verification.Checks;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.time.Instant;

/** Step 2 of 3: a report that a trust anchor's processor has signed; whether it is what the caller wants is open. */
public final class GenuineSnp {

    private final SnpReport report;
    private final SnpChain chain;

    private GenuineSnp(SnpReport report, SnpChain chain) {
        this.report = report;
        this.chain = chain;
    }

    /**
     * The checks of {@link SnpVerifier#verify(byte[], SnpChain, Instant)} after the first, in their order.
     *
     * @throws Rejection with every check that fails
     */
    static GenuineSnp verify(SnpReport report, SnpChain chain, Instant now) {
        ReportBinding binding = new ReportBinding(report, chain);
        Checks checks = new Checks();
        checks.make(() -> chain.checkCurrent(now));
        checks.make(() -> chain.checkKind(report));
        checks.make(binding::checkProduct);
        checks.make(binding::checkTcb);
        checks.make(binding::checkChip);
        checks.make(binding::checkTcbOrder);
        checks.make(binding::checkLaunchTcb);
        checks.make(() -> chain.checkSignature(report));
        checks.end();
        return new GenuineSnp(report, chain);
    }

    /**
     * Compares the report with the policy. Every check is made, and each that fails is in the verdict:
     *
     * <ol>
     *   <li>each flag that the policy requires is set, and none that it refuses: debug mode, migration agent, the rest of
     *       POLICY and of PLATFORM_INFO, and the author key;
     *   <li>each field is one of those that the policy names: measurement, report data, host data, report ids, family and
     *       image, ID key and author key, chip;
     *   <li>VMPL is among those named;
     *   <li>the endorsement key is of a kind that is allowed, and a VLEK of a cloud that is named;
     *   <li>a VCEK's report names its chip, unless masked chips are allowed;
     *   <li>the product is named, and REPORTED_TCB and LAUNCH_TCB are not below its minimums;
     *   <li>the current firmware is not below the minimum, and is committed unless provisional firmware is allowed;
     *   <li>the guest's security version and the ABI that it demanded are not below their minimums;
     *   <li>the mitigations that are required are in force, and were at launch;
     *   <li>a revocation list was there, unless it is waived.
     * </ol>
     */
    public Verdict<VerifiedSnp> appraise(SnpPolicy policy) {
        SnpAppraisal appraisal = new SnpAppraisal(report, chain, policy);
        Checks checks = new Checks();
        checks.make(appraisal::checkFlags);
        checks.make(appraisal::checkFields);
        checks.make(appraisal::checkVmpl);
        checks.make(appraisal::checkKey);
        checks.make(appraisal::checkMask);
        checks.make(appraisal::checkTcb);
        checks.make(appraisal::checkFirmware);
        checks.make(appraisal::checkGuest);
        checks.make(appraisal::checkMitigations);
        checks.make(appraisal::checkRevocation);
        try {
            checks.end();
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
        return Verdicts.under(chain.anchors(), new VerifiedSnp(report, chain));
    }

    /** No hardware stands behind it. */
    public boolean simulated() {
        return chain.simulated();
    }

    public SnpReport report() {
        return report;
    }

    public SnpChain chain() {
        return chain;
    }
}
