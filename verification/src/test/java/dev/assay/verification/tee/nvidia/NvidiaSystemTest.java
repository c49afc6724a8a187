package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NVIDIA;
import static dev.assay.verification.tee.nvidia.NvidiaSample.policy;
import static dev.assay.verification.tee.nvidia.NvidiaSample.strict;
import static dev.assay.verification.tee.nvidia.NvidiaSample.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two GPUs and two switches in protected PCIe mode, and what may be wrong between them. */
class NvidiaSystemTest {

    private static final String GPU_A = "00000000000000a1";
    private static final String GPU_B = "00000000000000b2";
    private static final String SWITCH_C = "00000000000000c3";
    private static final String SWITCH_D = "00000000000000d4";
    private static final String STRANGER = "00000000000000ee";

    private static final byte[] BIOS = NVIDIA.switchRim("96.10.55.00.01", Map.of(0, List.of(value(1))));

    private static final GenuineNvidia A = genuine(gpu(GPU_A, SWITCH_C, SWITCH_D, SWITCH_C));
    private static final GenuineNvidia B = genuine(gpu(GPU_B, SWITCH_D, SWITCH_C));
    private static final GenuineNvidia C = genuine(nvSwitch(SWITCH_C, GPU_A, GPU_B));
    private static final GenuineNvidia D = genuine(nvSwitch(SWITCH_D, GPU_B, GPU_A));

    @Test
    void devicesThatKnowEachOtherPassTogetherAndNotAlone() {
        NvidiaSystem system = simulated(appraise(A, B, C, D));
        assertEquals(4, system.devices().size());
        assertTrue(system.devices().stream().allMatch(VerifiedNvidia::simulated));
        rejected(Reason.DEVICE_MODE, A.appraise(strict()));
    }

    @Test
    void rejectsSystemsWithADeviceMissing() {
        for (GenuineNvidia missing : List.of(A, B, C, D)) {
            List<GenuineNvidia> devices = new ArrayList<>(List.of(A, B, C, D));
            devices.remove(missing);
            rejected(Reason.DEVICE_TOPOLOGY, NvidiaSystem.appraise(devices, strict()));
        }
        rejected(Reason.DEVICE_TOPOLOGY, appraise());
        rejected(Reason.DEVICE_TOPOLOGY, appraise(A, B));
        rejected(Reason.DEVICE_TOPOLOGY, appraise(C, D));
    }

    @Test
    void rejectsSystemsWithADeviceTwiceOrTooManyDevices() {
        rejected(Reason.DEVICE_TOPOLOGY, appraise(A, B, C, D, A));
        rejected(Reason.TOO_LARGE, NvidiaSystem.appraise(Collections.nCopies(65, A), strict()));
    }

    /** A genuine switch of another machine, whose operator reads what passes. */
    @Test
    void rejectsGpusAtOtherSwitches() {
        rejected(Reason.DEVICE_TOPOLOGY, appraise(A, genuine(gpu(GPU_B, SWITCH_C, STRANGER)), C, D));
        rejected(Reason.DEVICE_TOPOLOGY, appraise(A, genuine(gpu(GPU_B, SWITCH_C)), C, D));
        rejected(Reason.DEVICE_TOPOLOGY, appraise(A, genuine(gpu(GPU_B, SWITCH_C, SWITCH_D, STRANGER)), C, D));
        rejected(Reason.DEVICE_TOPOLOGY, appraise(A, B, C, genuine(nvSwitch(STRANGER, GPU_A, GPU_B))));
    }

    @Test
    void rejectsSwitchesThatServeOtherGpus() {
        rejected(Reason.DEVICE_TOPOLOGY, appraise(A, B, C, genuine(nvSwitch(SWITCH_D, GPU_A))));
        rejected(Reason.DEVICE_TOPOLOGY, appraise(A, B, C, genuine(nvSwitch(SWITCH_D, GPU_A, GPU_B, STRANGER))));
    }

    @Test
    void rejectsSwitchesThatDoNotNameThemselves() {
        SimulatedNvidiaDevice other =
                nvSwitch(SWITCH_D, GPU_A, GPU_B).field(22, HexFormat.of().parseHex(SWITCH_C));
        rejected(Reason.DEVICE_TOPOLOGY, appraise(A, B, C, genuine(other)));
        rejected(
                Reason.DEVICE_TOPOLOGY,
                appraise(A, B, C, genuine(nvSwitch(SWITCH_D, GPU_A, GPU_B).without(22))));
        rejected(
                Reason.EVIDENCE_FIELD_INVALID,
                appraise(A, B, C, genuine(nvSwitch(SWITCH_D, GPU_A, GPU_B).field(26, new byte[9]))));
    }

    @Test
    void rejectsDevicesThatWereNotAskedTogether() {
        SimulatedNvidiaDevice gpu = gpu(GPU_B, SWITCH_C, SWITCH_D);
        NvidiaEvidence evidence =
                verified(NvidiaEvidence.parse(gpu.report(Digest.sha256().bytes()), gpu.chainPem()));
        GenuineNvidia earlier = simulated(NvidiaVerifier.verify(
                evidence, NvidiaSample.endorsements(gpu), NvidiaSample.ANCHORS, NvidiaSample.NOW));
        rejected(
                Reason.DEVICE_TOPOLOGY,
                NvidiaSystem.appraise(
                        List.of(A, earlier, C, D), policy().insecureAnyNonce().build()));
        rejected(Reason.EVIDENCE_NONCE_MISMATCH, appraise(A, earlier, C, D));
    }

    @Test
    void rejectsDevicesWhoseBootRomNamesNone() {
        SimulatedNvidiaDevice nameless = NVIDIA.gpu("00000000000000");
        rejected(Reason.DEVICE_IDENTITY, NvidiaSample.verify(nameless, NvidiaSample.endorsements(nameless)));
    }

    @Test
    void everyDeviceMustPassThePolicy() {
        NvidiaPolicy other = policy().drivers(Set.of("1")).build();
        rejected(Reason.DEVICE_VERSION, NvidiaSystem.appraise(List.of(A, B, C, D), other));
    }

    private static Verdict<NvidiaSystem> appraise(GenuineNvidia... devices) {
        return NvidiaSystem.appraise(List.of(devices), strict());
    }

    private static GenuineNvidia genuine(SimulatedNvidiaDevice device) {
        boolean gpu = device.chain().getFirst().subject().toString().contains("GH100");
        List<byte[]> rims = gpu ? List.of(NvidiaSample.driverRim(), NvidiaSample.vbiosRim()) : List.of(BIOS);
        return simulated(NvidiaSample.verify(device, NvidiaSample.with(NvidiaSample.goodResponses(device), rims)));
    }

    /** A GPU names each switch at each of its links, back to front; a link that is off names none. */
    private static SimulatedNvidiaDevice gpu(String id, String... switches) {
        return NVIDIA.gpu(id)
                .field(36, new byte[] {2, 0})
                .field(
                        22,
                        pdis(Stream.concat(
                                Stream.of(switches).map(NvidiaSystemTest::reversed), Stream.of("0000000000000000"))));
    }

    /** A switch names up to eight GPUs; the ports that lead to them follow. */
    private static SimulatedNvidiaDevice nvSwitch(String id, String... gpus) {
        Stream<String> free = Stream.generate(() -> "ffffffffffffffff").limit(8 - gpus.length);
        Stream<String> ports = Stream.of("0000010100000101");
        return NVIDIA.nvSwitch(id).field(26, pdis(Stream.concat(Stream.concat(Stream.of(gpus), free), ports)));
    }

    private static byte[] pdis(Stream<String> ids) {
        return HexFormat.of().parseHex(String.join("", ids.toList()));
    }

    private static String reversed(String id) {
        byte[] bytes = HexFormat.of().parseHex(id);
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return HexFormat.of().formatHex(reversed);
    }
}
