package dev.assay.verification.tee.vtpm;

import dev.assay.verification.tee.TrustAnchors;

/**
 * The roots behind an Azure confidential VM. Both of hardware, or both simulated: a mixture would let the weaker one speak
 * for the other.
 *
 * @param hardware of the processor's vendor
 * @param attestationKeys of Azure's certificates for attestation keys, where the evidence has one
 */
public record AzureAnchors(TrustAnchors hardware, TrustAnchors attestationKeys) {

    /** @throws IllegalArgumentException if one is simulated and the other is not */
    public AzureAnchors {
        if (hardware instanceof TrustAnchors.Production != attestationKeys instanceof TrustAnchors.Production) {
            throw new IllegalArgumentException("roots of hardware and simulated ones cannot be mixed");
        }
    }

    /** AMD's processors on Azure. */
    public static AzureAnchors amdSevSnp() {
        return new AzureAnchors(TrustAnchors.amdSevSnp(), TrustAnchors.azureVtpm());
    }

    /** Intel's processors on Azure. */
    public static AzureAnchors intelTdx() {
        return new AzureAnchors(TrustAnchors.intelSgx(), TrustAnchors.azureVtpm());
    }

    boolean areSimulated() {
        return hardware instanceof TrustAnchors.InsecureSimulated;
    }
}
