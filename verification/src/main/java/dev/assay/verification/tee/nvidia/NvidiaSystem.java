package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.nvidia.NvidiaPolicy.ProtectedPcie;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * GPUs and the switches between them, which all know each other: what a GPU in protected PCIe mode relies on. Made by
 * {@link #appraise} alone.
 */
public final class NvidiaSystem {

    private static final int MAX_DEVICES = 64;

    private final List<VerifiedNvidia> devices;

    private NvidiaSystem(List<VerifiedNvidia> devices) {
        this.devices = devices;
    }

    /**
     * Appraises devices together. Checks:
     *
     * <ol>
     *   <li>each device passes {@link GenuineNvidia#appraise}, but that the mode is decided here;
     *   <li>there is a GPU and a switch, and no device twice;
     *   <li>all were asked with one nonce, so that none is of another time or machine;
     *   <li>each GPU's links lead to exactly these switches (opaque field 22), and each switch names itself and, at its
     *       ports, exactly these GPUs (fields 22 and 26), by the identifier in each device's boot ROM certificate.
     * </ol>
     *
     * NVIDIA's own verifier (nvtrust, {@code ppcie-verifier}) compares only the lists and their sizes, eight and four.
     *
     * @param policy for all alike
     */
    public static Verdict<NvidiaSystem> appraise(List<GenuineNvidia> devices, NvidiaPolicy policy) {
        try {
            NvidiaSystem system = new NvidiaSystem(appraised(devices, policy));
            checkTopology(devices);
            return devices.stream().anyMatch(GenuineNvidia::simulated)
                    ? new Verdict.Simulated<>(system)
                    : new Verdict.Verified<>(system);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static List<VerifiedNvidia> appraised(List<GenuineNvidia> devices, NvidiaPolicy policy) {
        if (devices.size() > MAX_DEVICES) {
            throw new Rejection(Reason.TOO_LARGE, devices.size() + " devices");
        }
        Checks checks = new Checks();
        List<VerifiedNvidia> verified = new ArrayList<>();
        for (GenuineNvidia device : devices) {
            checks.make(() -> verified.add(device.appraised(policy, ProtectedPcie.INSECURE_ALONE)));
        }
        checks.end();
        return List.copyOf(verified);
    }

    private static void checkTopology(List<GenuineNvidia> devices) {
        Set<String> gpus = ids(devices, false);
        Set<String> switches = ids(devices, true);
        Checks checks = new Checks();
        checks.require(
                !gpus.isEmpty() && !switches.isEmpty() && gpus.size() + switches.size() == devices.size(),
                Reason.DEVICE_TOPOLOGY,
                gpus.size() + " GPUs and " + switches.size() + " switches among " + devices.size() + " devices");
        checks.require(
                devices.stream().map(GenuineNvidia::nonce).distinct().count() == 1,
                Reason.DEVICE_TOPOLOGY,
                "the devices were not asked with one nonce");
        for (GenuineNvidia device : devices) {
            checks.make(() -> checkNeighbours(device, gpus, switches));
        }
        checks.end();
    }

    private static Set<String> ids(List<GenuineNvidia> devices, boolean switches) {
        return devices.stream()
                .filter(device -> device.architecture().isSwitch() == switches)
                .map(GenuineNvidia::deviceId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void checkNeighbours(GenuineNvidia device, Set<String> gpus, Set<String> switches) {
        boolean isSwitch = device.architecture().isSwitch();
        if (isSwitch && !device.fields().ownPdi().map(device.deviceId()::equals).orElse(false)) {
            throw new Rejection(Reason.DEVICE_TOPOLOGY, "a switch calls itself other than its certificate");
        }
        Function<OpaqueFields, List<String>> neighbours = isSwitch ? OpaqueFields::gpuPdis : OpaqueFields::switchPdis;
        Set<String> named = new TreeSet<>(neighbours.apply(device.fields()));
        if (!named.equals(isSwitch ? gpus : switches)) {
            throw new Rejection(Reason.DEVICE_TOPOLOGY, device.deviceId() + " is linked to " + named);
        }
    }

    /** In the order in which they were given. */
    public List<VerifiedNvidia> devices() {
        return devices;
    }
}
