package dev.assay.verification.tee.snp;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Instant;

/** Decides whether a processor of AMD's made a report. Whether the guest is the one wanted, {@link GenuineSnp#appraise} says. */
public final class SnpVerifier {

    private SnpVerifier() {}

    /**
     * Verifies a report with the certificates that come with it. Checks:
     *
     * <ol>
     *   <li>the report's shape, as {@link SnpReport#parse};
     *   <li>the chain of its endorsement key, as {@link SnpChain#verify};
     *   <li>the report under that key, as {@link #verify(byte[], SnpChain, Instant)}.
     * </ol>
     *
     * @param report 1184 bytes
     * @param now the time of verification, for every check alike
     * @return {@code Simulated} under simulated anchors, never {@code Verified}
     */
    public static Verdict<GenuineSnp> verify(
            byte[] report, SnpEndorsements endorsements, TrustAnchors anchors, Instant now) {
        try {
            SnpReport parsed = SnpReport.read(report);
            SnpChain chain = SnpChain.check(endorsements, parsed.signingKey(), anchors, now);
            return Verdicts.under(anchors, GenuineSnp.verify(parsed, chain, now));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * Verifies a report under an endorsement key whose chain was verified before: one signature in place of three. Checks:
     *
     * <ol>
     *   <li>the report's shape, as {@link SnpReport#parse};
     *   <li>the chain's certificates, and its revocation list if it has one, are still current at {@code now};
     *   <li>SIGNING_KEY is the kind of the chain's key;
     *   <li>family and model, from version 3 on, are of the chain's product;
     *   <li>REPORTED_TCB is the certificate's, part by part in the product's layout, and no reserved byte is set;
     *   <li>CHIP_ID is the certificate's hwID, unless it is all zero: then the policy decides;
     *   <li>COMMITTED_TCB and REPORTED_TCB are not above CURRENT_TCB, nor the committed firmware above the current one;
     *   <li>the chain's key signed the first 0x2A0 bytes: ECDSA on P-384 with SHA-384, r and s in range.
     * </ol>
     */
    public static Verdict<GenuineSnp> verify(byte[] report, SnpChain chain, Instant now) {
        try {
            return Verdicts.under(chain.anchors(), GenuineSnp.verify(SnpReport.read(report), chain, now));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
