package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NONCE;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NVIDIA;
import static dev.assay.verification.tee.nvidia.NvidiaSample.driverRim;
import static dev.assay.verification.tee.nvidia.NvidiaSample.goodResponses;
import static dev.assay.verification.tee.nvidia.NvidiaSample.gpu;
import static dev.assay.verification.tee.nvidia.NvidiaSample.policy;
import static dev.assay.verification.tee.nvidia.NvidiaSample.strict;
import static dev.assay.verification.tee.nvidia.NvidiaSample.value;
import static dev.assay.verification.tee.nvidia.NvidiaSample.vbiosRim;
import static dev.assay.verification.tee.nvidia.NvidiaSample.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.simulator.SimulatedRim;
import dev.assay.verification.Digest;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Step 3: which genuine devices a policy accepts. */
class NvidiaAppraisalTest {

    @Test
    void rejectsOtherNonces() {
        rejected(
                Reason.EVIDENCE_NONCE_MISMATCH,
                appraise(gpu(), policy().nonce(Digest.sha256()).build()));
        simulated(appraise(gpu(), policy().insecureAnyNonce().build()));
        simulated(appraise(gpu(), policy().insecureAnyNonce().build().withNonce(NONCE)));
    }

    @Test
    void rejectsOtherArchitectures() {
        NvidiaPolicy switches =
                policy().architectures(Set.of(NvidiaArchitecture.LS10)).build();
        rejected(Reason.DEVICE_ARCHITECTURE, appraise(gpu(), switches));
    }

    @Test
    void rejectsOtherVersions() {
        rejected(
                Reason.DEVICE_VERSION,
                appraise(gpu(), policy().drivers(Set.of("580.2")).build()));
        rejected(
                Reason.DEVICE_VERSION,
                appraise(gpu(), policy().vbioses(Set.of("96.00")).build()));
        simulated(appraise(gpu(), policy().anyDriver().anyVbios().build()));
    }

    @Test
    void everyCheckThatFailsIsInTheVerdict() {
        NvidiaPolicy wrong = policy().architectures(Set.of(NvidiaArchitecture.LS10))
                .nonce(Digest.sha256())
                .drivers(Set.of("1"))
                .build();
        SimulatedNvidiaDevice gpu = gpu().measurement(1, value(9)).field(36, new byte[] {2});
        Verdict<GenuineNvidia> genuine = NvidiaSample.verify(gpu, with(List.of(), List.of(driverRim(), vbiosRim())));
        Verdict.Rejected<?> verdict =
                assertInstanceOf(Verdict.Rejected.class, simulated(genuine).appraise(wrong));
        assertEquals(
                List.of(
                        Reason.DEVICE_ARCHITECTURE,
                        Reason.EVIDENCE_NONCE_MISMATCH,
                        Reason.DEVICE_VERSION,
                        Reason.ENDORSEMENT_MISSING,
                        Reason.EVIDENCE_MEASUREMENT,
                        Reason.DEVICE_MODE),
                verdict.findings().stream().map(Finding::reason).toList());
    }

    @Test
    void bothManifestsAreDemanded() {
        rejected(Reason.ENDORSEMENT_MISSING, appraiseWith(gpu(), strict(), driverRim()));
        rejected(Reason.ENDORSEMENT_MISSING, appraiseWith(gpu(), strict(), vbiosRim()));
        rejected(Reason.ENDORSEMENT_MISSING, appraiseWith(gpu(), strict()));
        NvidiaPolicy waiving = policy().insecureWithoutRims().build();
        assertTrue(simulated(appraiseWith(gpu(), waiving)).debug(), "nothing says that debug is off");
        assertTrue(simulated(appraiseWith(gpu(), waiving, vbiosRim())).debug());
        assertFalse(
                simulated(appraiseWith(gpu(), waiving, driverRim(), vbiosRim())).debug());
    }

    @Test
    void aSwitchNeedsOneManifest() {
        SimulatedNvidiaDevice nvSwitch = NVIDIA.nvSwitch("aa00bb11cc22dd33");
        byte[] rim = NVIDIA.switchRim("96.10.55.00.01", Map.of(30, List.of(value(31))));
        VerifiedNvidia device = simulated(appraiseWith(nvSwitch, strict(), rim));
        assertEquals("nvidia-switch", device.tee());
        assertFalse(device.debug());
        assertEquals(Optional.empty(), device.device().mode());
        rejected(Reason.ENDORSEMENT_MISSING, appraiseWith(nvSwitch, strict()));
        byte[] gpuRim = NVIDIA.gpuRim("96.10.55.00.01", Map.of(30, List.of(value(31))));
        rejected(Reason.RIM_VERSION, appraiseWith(nvSwitch, strict(), gpuRim));
    }

    @Test
    void rejectsMeasurementsThatAreNotGolden() {
        rejected(Reason.EVIDENCE_MEASUREMENT, appraise(gpu().measurement(2, value(3)), strict()));
        simulated(appraise(gpu().measurement(1, value(200)), strict()));
        // Of another size: equal where both have bytes.
        rejected(Reason.EVIDENCE_MEASUREMENT, appraise(gpu().measurement(2, new byte[0]), strict()));
        simulated(appraise(gpu().measurement(3, value(99)), strict()));
    }

    /** A known mismatch is one whether manifests are demanded or not. */
    @Test
    void rejectsMeasurementsAgainstManifestsThatWereNotDemanded() {
        NvidiaPolicy waiving = policy().insecureWithoutRims().build();
        rejected(Reason.EVIDENCE_MEASUREMENT, appraise(gpu().measurement(2, value(3)), waiving));
    }

    @Test
    void rejectsDevicesThatReportLessThanIsGolden() {
        SimulatedNvidiaDevice nvSwitch = NVIDIA.nvSwitch("aa00bb11cc22dd33");
        byte[] more = NVIDIA.switchRim("96.10.55.00.01", Map.of(31, List.of(value(32))));
        rejected(Reason.EVIDENCE_MEASUREMENT, appraiseWith(nvSwitch, strict(), more));
        byte[] many = NVIDIA.switchRim("96.10.55.00.01", goldenOf(32));
        rejected(Reason.EVIDENCE_MEASUREMENT, appraiseWith(nvSwitch, strict(), many));
    }

    private static Map<Integer, List<byte[]>> goldenOf(int count) {
        Map<Integer, List<byte[]>> golden = new HashMap<>();
        for (int index = 0; index < count; index++) {
            golden.put(index, List.of(value(index + 1)));
        }
        return golden;
    }

    @Test
    void theDecodersMeasurementCountsOnlyWhereItIsOn() {
        SimulatedNvidiaDevice other = gpu().measurement(36, value(99));
        rejected(Reason.EVIDENCE_MEASUREMENT, appraise(other, strict()));
        simulated(appraise(other.field(11, new byte[] {0x55}), strict()));
        rejected(Reason.EVIDENCE_FIELD_INVALID, appraise(gpu().field(11, new byte[] {0}), strict()));
        rejected(Reason.EVIDENCE_FIELD_INVALID, appraise(gpu().field(11, new byte[2]), strict()));
        rejected(Reason.EVIDENCE_FIELD_INVALID, appraise(gpu().without(11), strict()));
    }

    @Test
    void rejectsManifestsOfOneMeasurement() {
        byte[] overlapping = NVIDIA.gpuRim(NvidiaSample.VBIOS, Map.of(0, List.of(value(1))));
        rejected(Reason.RIM_CONFLICT, appraiseWith(gpu(), strict(), driverRim(), overlapping));
        rejected(Reason.RIM_CONFLICT, appraiseWith(gpu(), strict(), driverRim(), driverRim()));
    }

    @Test
    void rejectsManifestsOfOtherVersionsAndProducts() {
        byte[] other = NVIDIA.gpuRim("580.2", Map.of(0, List.of(value(1))));
        rejected(Reason.RIM_VERSION, appraiseWith(gpu(), strict(), other, vbiosRim()));
        byte[] product = new SimulatedRim("GPU", "GB100", NvidiaSample.DRIVER)
                .golden(Map.of(0, List.of(value(1))))
                .signed(NVIDIA.rimChain());
        rejected(Reason.RIM_VERSION, appraiseWith(gpu(), strict(), product, vbiosRim()));
        byte[] sameFamily = new SimulatedRim("GPU", "GH200", NvidiaSample.DRIVER)
                .golden(Map.of(0, List.of(value(1))))
                .signed(NVIDIA.rimChain());
        rejected(Reason.RIM_VERSION, appraiseWith(gpu(), strict(), sameFamily, vbiosRim()));
        rejected(Reason.TOO_LARGE, appraiseWith(gpu(), strict(), other, other, other));
    }

    /** Its traffic to the switches is in the clear. */
    @Test
    void aGpuInProtectedPcieModeDoesNotPassAlone() {
        NvidiaPolicy alone = policy().insecureProtectedPcieAlone().build();
        SimulatedNvidiaDevice byFlag = gpu().field(36, new byte[] {2, 0});
        rejected(Reason.DEVICE_MODE, appraise(byFlag, strict()));
        assertEquals(
                Optional.of(NvidiaMode.PROTECTED_PCIE),
                simulated(appraise(byFlag, alone)).device().mode());
        assertEquals(
                Optional.of(NvidiaMode.SINGLE_GPU_PASSTHROUGH),
                simulated(appraise(gpu(), strict())).device().mode());
        assertEquals(
                Optional.of(NvidiaMode.MULTI_GPU_PASSTHROUGH),
                simulated(appraise(gpu().field(36, new byte[] {1, 0}), strict()))
                        .device()
                        .mode());
        SimulatedNvidiaDevice byStatus = gpu().without(36).field(21, new byte[] {(byte) 0xAA});
        rejected(Reason.DEVICE_MODE, appraise(byStatus, strict()));
        simulated(appraise(byStatus.field(21, new byte[] {0x55}), strict()));
        simulated(appraise(gpu().field(36, new byte[] {0, 0}), strict()));
        simulated(appraise(gpu().without(36), strict()));
        rejected(Reason.EVIDENCE_FIELD_INVALID, appraise(gpu().field(36, new byte[] {3, 0}), alone));
    }

    /** Whoever asks a genuine device for its names must get them. */
    @Test
    void namesThatAreNoneAreRefusedBeforeAnybodyAsks() {
        for (SimulatedNvidiaDevice odd : List.of(
                gpu().field(36, new byte[] {3, 0}),
                gpu().without(36).field(21, new byte[] {1}),
                gpu().text(15, "8 2"),
                gpu().field(17, new byte[] {(byte) 0xE9}),
                gpu().text(18, "\u0001"),
                gpu().text(3, "580 1"))) {
            rejected(Reason.EVIDENCE_FIELD_INVALID, NvidiaSample.verify(odd, NvidiaEndorsements.none()));
        }
        GenuineNvidia genuine = NvidiaSample.genuine(gpu());
        assertEquals(NvidiaSample.GPU_ID, genuine.deviceId());
        assertEquals(Optional.of("NV_GPU_DRIVER_GH100_580.1"), genuine.driverRimId());
        assertEquals("NV_GPU_VBIOS_1010_0205_862_9600740020", genuine.vbiosRimId());
    }

    @Test
    void rejectsFieldsThatAreNoVersions() {
        rejected(Reason.EVIDENCE_FIELD_INVALID, appraise(gpu().text(3, "580 1"), strict()));
        rejected(Reason.EVIDENCE_FIELD_INVALID, appraise(gpu().field(6, new byte[7]), strict()));
    }

    private static Verdict<VerifiedNvidia> appraise(SimulatedNvidiaDevice device, NvidiaPolicy policy) {
        return appraiseWith(device, policy, driverRim(), vbiosRim());
    }

    private static Verdict<VerifiedNvidia> appraiseWith(
            SimulatedNvidiaDevice device, NvidiaPolicy policy, byte[]... rims) {
        return switch (NvidiaSample.verify(device, with(goodResponses(device), List.of(rims)))) {
            case Verdict.Verified<GenuineNvidia>(GenuineNvidia genuine) -> genuine.appraise(policy);
            case Verdict.Simulated<GenuineNvidia>(GenuineNvidia genuine) -> genuine.appraise(policy);
            case Verdict.Rejected<GenuineNvidia> rejected -> new Verdict.Rejected<>(rejected.findings());
        };
    }
}
