package dev.assay.client;

import dev.assay.verification.Digest;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.tee.TrustStore;
import java.util.Optional;
import java.util.Set;

/**
 * What a client believes: which vendors' roots, which enclaves under them, and which deployment it talks to.
 *
 * @param anchors the roots that evidence must lead to
 * @param policy what an enclave must be
 * @param domain the deployment that requests and receipts are signed for
 * @param log the market's log in which a round of a proof's job must be; absent: nobody looks
 */
public record Trust(TrustStore anchors, AppraisalPolicy policy, SigningDomain domain, Optional<LogTrust> log) {

    /** Without a look at the market's log. */
    public Trust(TrustStore anchors, AppraisalPolicy policy, SigningDomain domain) {
        this(anchors, policy, domain, Optional.empty());
    }

    /**
     * Hardware, under the roots that its vendors publish; which kinds of TEE and which code the policy says. Requests are
     * signed for the development domain.
     */
    public static Trust production(AppraisalPolicy policy) {
        return new Trust(TrustStore.production(), policy, SigningDomain.dev());
    }

    /**
     * Simulated enclaves: no hardware stands behind a result, and its class is {@link Result.SimulatedAttested}.
     *
     * @param roots SHA-256 of the simulated roots' certificates
     */
    public static Trust insecureSimulated(Set<Digest> roots, AppraisalPolicy policy) {
        return new Trust(TrustStore.insecureSimulated(roots), policy, SigningDomain.dev());
    }

    /** The same, for another chain or deployment. */
    public Trust on(SigningDomain domain) {
        return new Trust(anchors, policy, domain, log);
    }

    /** The same, and no proof is believed of whose job no round is in the market's log. */
    public Trust withLog(LogTrust marketLog) {
        return new Trust(anchors, policy, domain, Optional.of(marketLog));
    }
}
