package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.nvidia.NvidiaSample.ANCHORS;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NONCE;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NOW;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NVIDIA;
import static dev.assay.verification.tee.nvidia.NvidiaSample.endorsements;
import static dev.assay.verification.tee.nvidia.NvidiaSample.evidence;
import static dev.assay.verification.tee.nvidia.NvidiaSample.gpu;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedNvidia;
import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.verification.Reason;
import dev.assay.verification.tee.TrustAnchors;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedNvidiaTest {

    private static final SimulatedNvidiaDevice GPU = gpu();

    @Test
    void itsDevicesPassTheStrictestPolicyAndAreNeverVerified() {
        VerifiedNvidia device = simulated(NvidiaSample.genuine(GPU).appraise(NvidiaSample.strict()));
        assertTrue(device.simulated());
        assertFalse(device.debug(), "the manifests say so");
        assertEquals("nvidia-gpu", device.tee());
        assertArrayEquals(NONCE.bytes(), device.reportData());
        assertEquals(65, device.measurements().size());
        assertArrayEquals(NvidiaSample.value(9), device.measurements().get("measurement_09"));
        assertEquals(NvidiaSample.GPU_ID, device.device().deviceId());
        assertEquals(2, device.device().rims().size());
    }

    @Test
    void productionAnchorsRejectItEvenWhenItsRootsArePinned() {
        NvidiaAnchors pinned = new NvidiaAnchors(
                TrustAnchors.pinned(Set.of(NVIDIA.deviceRootDigest())),
                TrustAnchors.pinned(Set.of(NVIDIA.rimRootDigest())));
        for (NvidiaAnchors anchors : new NvidiaAnchors[] {pinned, NvidiaAnchors.production()}) {
            rejected(Reason.EVIDENCE_SIMULATED, NvidiaVerifier.verify(evidence(GPU), endorsements(GPU), anchors, NOW));
            rejected(Reason.EVIDENCE_SIMULATED, NvidiaRim.verify(NvidiaSample.driverRim(), anchors.references(), NOW));
        }
    }

    @Test
    void anotherSimulatorsRootIsNotTrusted() {
        SimulatedNvidia other = SimulatedNvidia.create(NOW);
        rejected(
                Reason.ROOT_UNTRUSTED,
                NvidiaVerifier.verify(
                        evidence(other.gpu(NvidiaSample.GPU_ID)), NvidiaEndorsements.none(), ANCHORS, NOW));
    }

    @Test
    void anchorsOfBothKindsDoNotMix() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new NvidiaAnchors(TrustAnchors.nvidiaDevices(), ANCHORS.references()));
    }

    @Test
    void aManifestIsSimulatedAndNeverVerified() {
        assertEquals(
                "GH100",
                simulated(NvidiaRim.verify(NvidiaSample.driverRim(), ANCHORS.references(), NOW))
                        .product());
    }
}
