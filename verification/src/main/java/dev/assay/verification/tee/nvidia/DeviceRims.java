package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The manifests of one device. A manifest does not say what it is of: the version decides, which driver and VBIOS write in
 * different ways.
 *
 * @param driver never there for a switch
 */
record DeviceRims(Optional<NvidiaRim> driver, Optional<NvidiaRim> vbios) {

    /** @throws Rejection if one is not NVIDIA's, of another device or version, or of the same as another one */
    static DeviceRims verify(
            List<byte[]> rims,
            DeviceNames device,
            NvidiaArchitecture architecture,
            NvidiaAnchors anchors,
            Instant now) {
        List<NvidiaRim> verified = rims.stream()
                .map(rim -> NvidiaRim.verified(rim, anchors.references(), now))
                .toList();
        verified.forEach(rim -> rim.checkProduct(architecture, device.rimProduct()));
        String driver = device.driver();
        String vbios = device.vbios();
        DeviceRims found = new DeviceRims(
                architecture.isSwitch() ? Optional.empty() : only(verified, driver), only(verified, vbios));
        if (found.all().size() != verified.size()) {
            throw new Rejection(Reason.RIM_VERSION, "a manifest for neither driver " + driver + " nor VBIOS " + vbios);
        }
        return found;
    }

    private static Optional<NvidiaRim> only(List<NvidiaRim> rims, String version) {
        List<NvidiaRim> matching =
                rims.stream().filter(rim -> rim.version().equals(version)).toList();
        if (matching.size() > 1) {
            throw new Rejection(Reason.RIM_CONFLICT, "two manifests for version " + version);
        }
        return matching.stream().findFirst();
    }

    List<NvidiaRim> all() {
        List<NvidiaRim> all = new ArrayList<>();
        driver.ifPresent(all::add);
        vbios.ifPresent(all::add);
        return all;
    }

    /** Whether none is missing. */
    boolean areComplete(NvidiaArchitecture architecture) {
        return vbios.isPresent() && (architecture.isSwitch() || driver.isPresent());
    }
}
