package dev.assay.verification.tee;

import dev.assay.verification.Digest;
import dev.assay.verification.x509.SimulatedMark;
import java.util.Set;

/**
 * The roots that evidence may chain to, each named by the SHA-256 of its DER certificate. A root never comes from the
 * evidence; and production and simulated roots are two types, so that no policy can mix them.
 */
public sealed interface TrustAnchors {

    /**
     * Roots of hardware. Evidence with the marks of {@link SimulatedMark} is refused here, whatever is pinned.
     *
     * @param roots SHA-256 of each root's DER; not empty
     */
    record Production(Set<Digest> roots) implements TrustAnchors {
        public Production {
            roots = atLeastOne(roots);
        }
    }

    /**
     * Throw-away roots of simulated TEEs: they vouch for nothing, and evidence under them is never {@code Verified}. A root
     * without the marks of {@link SimulatedMark} is refused here.
     *
     * @param roots SHA-256 of each root's DER; not empty
     */
    record InsecureSimulated(Set<Digest> roots) implements TrustAnchors {
        public InsecureSimulated {
            roots = atLeastOne(roots);
        }
    }

    Set<Digest> roots();

    /**
     * The root of the AWS Nitro Attestation PKI, {@code CN=aws.nitro-enclaves}, valid from 2019 to 2049: the fingerprint
     * that the AWS Nitro Enclaves user guide publishes ("Verifying the root of trust").
     */
    static TrustAnchors awsNitro() {
        return pinned(Set.of(Digest.ofHex("641a0321a3e244efe456463195d606317ed7cdcc3c1756e09893f3c68f79bb5b")));
    }

    /**
     * Roots of hardware that the caller names, such as another partition's of AWS.
     *
     * @throws IllegalArgumentException if there is no root
     */
    static TrustAnchors pinned(Set<Digest> roots) {
        return new Production(roots);
    }

    /**
     * Roots that no hardware stands behind.
     *
     * @throws IllegalArgumentException if there is no root
     */
    static TrustAnchors insecureSimulated(Set<Digest> roots) {
        return new InsecureSimulated(roots);
    }

    private static Set<Digest> atLeastOne(Set<Digest> roots) {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("trust anchors without a root trust nothing");
        }
        return Set.copyOf(roots);
    }
}
