package dev.assay.verification.tee;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Which roots are trusted for what. Each authority vouches for its own kind of evidence and for no other: a root of Google's
 * says nothing of a processor of Intel's. All are of hardware, or all are simulated.
 */
public final class TrustStore {

    /** Who vouches for evidence. */
    public enum Authority {
        AWS_NITRO,
        INTEL_SGX,
        AMD_SEV_SNP,
        NVIDIA_DEVICES,
        /** Of reference manifests. */
        NVIDIA_REFERENCES,
        AZURE_VTPM,
        GOOGLE_VTPM,
        /** No root, but the keys of platforms: SHA-256 of each SubjectPublicKeyInfo. */
        ARM_CCA_PLATFORMS
    }

    private final Map<Authority, TrustAnchors> anchors;
    private final Trust trust;

    private enum Trust {
        PRODUCTION,
        INSECURE_SIMULATED
    }

    private TrustStore(Map<Authority, TrustAnchors> anchors, Trust trust) {
        this.anchors = Map.copyOf(anchors);
        this.trust = trust;
    }

    /** What each vendor publishes as its root. No platform of Arm CCA is among them: add those with {@link #with}. */
    public static TrustStore production() {
        Map<Authority, TrustAnchors> anchors = new EnumMap<>(Authority.class);
        anchors.put(Authority.AWS_NITRO, TrustAnchors.awsNitro());
        anchors.put(Authority.INTEL_SGX, TrustAnchors.intelSgx());
        anchors.put(Authority.AMD_SEV_SNP, TrustAnchors.amdSevSnp());
        anchors.put(Authority.NVIDIA_DEVICES, TrustAnchors.nvidiaDevices());
        anchors.put(Authority.NVIDIA_REFERENCES, TrustAnchors.nvidiaReferences());
        anchors.put(Authority.AZURE_VTPM, TrustAnchors.azureVtpm());
        anchors.put(Authority.GOOGLE_VTPM, TrustAnchors.googleVtpm());
        return new TrustStore(anchors, Trust.PRODUCTION);
    }

    /** Roots of one authority: evidence that needs another one's word is refused. */
    public static TrustStore only(Authority authority, TrustAnchors roots) {
        Trust trust = switch (roots) {
            case TrustAnchors.Production production -> Trust.PRODUCTION;
            case TrustAnchors.InsecureSimulated simulated -> Trust.INSECURE_SIMULATED;
        };
        return new TrustStore(Map.of(authority, roots), trust);
    }

    /**
     * Throw-away roots, for all authorities alike, since they vouch for nothing. Evidence under them is never
     * {@code Verified}.
     *
     * @param roots SHA-256 of each root's DER; not empty
     * @throws IllegalArgumentException if there is no root
     */
    public static TrustStore insecureSimulated(Set<Digest> roots) {
        Map<Authority, TrustAnchors> anchors = new EnumMap<>(Authority.class);
        for (Authority authority : Authority.values()) {
            anchors.put(authority, TrustAnchors.insecureSimulated(roots));
        }
        return new TrustStore(anchors, Trust.INSECURE_SIMULATED);
    }

    /**
     * The same with other roots for one authority, such as those of another partition of AWS.
     *
     * @throws IllegalArgumentException if those are simulated and the others are not, or the other way round
     */
    public TrustStore with(Authority authority, TrustAnchors roots) {
        if (roots instanceof TrustAnchors.InsecureSimulated != isSimulated()) {
            throw new IllegalArgumentException("roots of hardware and simulated ones cannot be mixed");
        }
        Map<Authority, TrustAnchors> more = new EnumMap<>(Authority.class);
        more.putAll(anchors);
        more.put(authority, roots);
        return new TrustStore(more, trust);
    }

    /** No hardware stands behind these roots. */
    public boolean isSimulated() {
        return trust == Trust.INSECURE_SIMULATED;
    }

    /**
     * The roots that vouch for one thing.
     *
     * @throws Rejection if there is none
     */
    public TrustAnchors of(Authority authority) {
        TrustAnchors found = anchors.get(authority);
        if (found == null) {
            throw new Rejection(Reason.ROOT_UNTRUSTED, "nobody is trusted as " + authority);
        }
        return found;
    }
}
