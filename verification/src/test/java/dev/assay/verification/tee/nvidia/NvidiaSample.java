package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.Verdicts.verified;

import dev.assay.simulator.NvidiaCertificate;
import dev.assay.simulator.SimulatedNvidia;
import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.simulator.SimulatedOcsp;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One simulated NVIDIA, its devices with everything stapled, and a policy that waives nothing. */
final class NvidiaSample {

    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    static final Digest NONCE = Digest.sha256(new byte[] {7});
    static final SimulatedNvidia NVIDIA = SimulatedNvidia.create(NOW);
    static final NvidiaAnchors ANCHORS = new NvidiaAnchors(
            TrustAnchors.insecureSimulated(Set.of(NVIDIA.deviceRootDigest())),
            TrustAnchors.insecureSimulated(Set.of(NVIDIA.rimRootDigest())));

    static final String GPU_ID = "0011223344556677";
    static final String DRIVER = "580.1";
    static final String VBIOS = "96.00.74.00.20";

    private static final byte[] DRIVER_RIM =
            NVIDIA.gpuRim(DRIVER, Map.of(0, List.of(value(200), value(1)), 35, List.of(value(36))));
    private static final byte[] VBIOS_RIM = NVIDIA.gpuRim(VBIOS, Map.of(1, List.of(value(2)), 63, List.of(value(64))));
    private static final List<byte[]> GOOD_OF_RIMS = good(NVIDIA.rimChain(), 0);

    private NvidiaSample() {}

    static SimulatedNvidiaDevice gpu() {
        return NVIDIA.gpu(GPU_ID);
    }

    static NvidiaEvidence evidence(SimulatedNvidiaDevice device) {
        return verified(NvidiaEvidence.parse(device.report(NONCE.bytes()), device.chainPem()));
    }

    static Verdict<GenuineNvidia> verify(SimulatedNvidiaDevice device, NvidiaEndorsements endorsements) {
        return NvidiaVerifier.verify(evidence(device), endorsements, ANCHORS, NOW);
    }

    /** Everything that the device needs. */
    static GenuineNvidia genuine(SimulatedNvidiaDevice device) {
        return simulated(verify(device, endorsements(device)));
    }

    static NvidiaEndorsements endorsements(SimulatedNvidiaDevice device) {
        return with(goodResponses(device), List.of(driverRim(), vbiosRim()));
    }

    static NvidiaEndorsements with(List<byte[]> responses, List<byte[]> rims) {
        return new NvidiaEndorsements(responses, rims, Optional.empty());
    }

    /** Of boot ROM, provisioner and family, and of the three certificates below the root of manifests. */
    static List<byte[]> goodResponses(SimulatedNvidiaDevice device) {
        List<byte[]> responses = new ArrayList<>(good(device.chain(), 1));
        responses.addAll(GOOD_OF_RIMS);
        return responses;
    }

    private static List<byte[]> good(List<NvidiaCertificate> chain, int first) {
        List<byte[]> responses = new ArrayList<>();
        for (int i = first; i + 1 < chain.size(); i++) {
            responses.add(SimulatedOcsp.of(chain.get(i + 1)).good(chain.get(i), chain.get(i + 1), NOW));
        }
        return responses;
    }

    /** Measurement 0 or something else; 35, the decoder's. */
    static byte[] driverRim() {
        return DRIVER_RIM.clone();
    }

    static byte[] vbiosRim() {
        return VBIOS_RIM.clone();
    }

    static byte[] value(int fill) {
        return SimulatedNvidiaDevice.digest(fill);
    }

    static NvidiaPolicy strict() {
        return policy().build();
    }

    static NvidiaPolicy.Builder policy() {
        return NvidiaPolicy.builder()
                .architectures(Set.of(NvidiaArchitecture.HOPPER, NvidiaArchitecture.LS10))
                .nonce(NONCE)
                .drivers(Set.of(DRIVER))
                .vbioses(Set.of(VBIOS, "96.10.55.00.01"))
                .requireOcsp()
                .requireRims()
                .protectedPcieWithItsSwitches();
    }
}
