package dev.assay.verification.tee.nvidia;

import dev.assay.verification.tee.TrustAnchors;

/**
 * The roots of NVIDIA's two PKIs. They are not exchangeable: a key for manifests must not vouch for a device.
 *
 * @param devices of device certificates
 * @param references of reference manifests
 */
public record NvidiaAnchors(TrustAnchors devices, TrustAnchors references) {

    /** @throws IllegalArgumentException if one is for hardware and the other for simulated devices */
    public NvidiaAnchors {
        if (isSimulated(devices) != isSimulated(references)) {
            throw new IllegalArgumentException("anchors of hardware and simulated ones do not mix");
        }
    }

    /** NVIDIA's own. */
    public static NvidiaAnchors production() {
        return new NvidiaAnchors(TrustAnchors.nvidiaDevices(), TrustAnchors.nvidiaReferences());
    }

    boolean isSimulated() {
        return isSimulated(devices);
    }

    private static boolean isSimulated(TrustAnchors anchors) {
        return anchors instanceof TrustAnchors.InsecureSimulated;
    }
}
