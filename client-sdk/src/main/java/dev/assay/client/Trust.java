package dev.assay.client;

import dev.assay.verification.Digest;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.tee.TrustAnchors;
import java.util.Set;

/**
 * What a client believes: which vendors' roots, which enclaves under them, and which deployment it talks to.
 *
 * @param anchors the roots that evidence must lead to
 * @param policy what an enclave must be
 * @param domain the deployment that requests and receipts are signed for
 */
public record Trust(TrustAnchors anchors, AppraisalPolicy policy, SigningDomain domain) {

    /** Real AWS Nitro enclaves, under the root that AWS publishes; requests signed for the development domain. */
    public static Trust awsNitro(AppraisalPolicy policy) {
        return new Trust(TrustAnchors.awsNitro(), policy, SigningDomain.dev());
    }

    /**
     * Simulated enclaves: no hardware stands behind a result, and its class is {@link Result.SimulatedAttested}.
     *
     * @param roots SHA-256 of the simulated roots' certificates
     */
    public static Trust insecureSimulated(Set<Digest> roots, AppraisalPolicy policy) {
        return new Trust(TrustAnchors.insecureSimulated(roots), policy, SigningDomain.dev());
    }

    /** The same, for another chain or deployment. */
    public Trust on(SigningDomain domain) {
        return new Trust(anchors, policy, domain);
    }
}
