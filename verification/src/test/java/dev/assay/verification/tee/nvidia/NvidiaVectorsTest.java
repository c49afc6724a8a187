package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every shared report and manifest has its verdict, and each that is refused is refused at its stage. */
class NvidiaVectorsTest {

    private static final Instant YEARS_LATER = Instant.parse("2036-01-01T00:00:00Z");
    private static final Instant BEFORE_CHIPS = Instant.parse("2019-01-01T00:00:00Z");

    private static final Map<String, Reason> REASONS = Map.of(
            "nv-hopper-invalidsig", Reason.EVIDENCE_SIGNATURE,
            "nv-switch-invalidsig", Reason.EVIDENCE_SIGNATURE,
            "nv-rim-incorrect_cert_chain_driver_rim", Reason.ROOT_UNTRUSTED,
            "nv-rim-incorrect_signature_driver_rim", Reason.RIM_SIGNATURE);

    /** Here and not in a factory: a factory that gives up is no test at all, and nobody would see what was skipped. */
    @BeforeAll
    static void needsVectors() {
        NvidiaVectors.of("nvidia-spdm");
    }

    @TestFactory
    Stream<DynamicTest> everyReportHasItsVerdict() {
        return NvidiaVectors.of("nvidia-spdm").stream()
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    Verdict<GenuineNvidia> verdict = verify(vector, vector.time());
                    if (vector.isRejected()) {
                        rejected(Objects.requireNonNull(REASONS.get(vector.id()), vector.id()), verdict);
                    } else {
                        assertGenuine(vector, verified(verdict));
                    }
                }));
    }

    private static void assertGenuine(NvidiaVectors.Case vector, GenuineNvidia genuine) {
        assertEquals(vector.text("driver").orElseThrow(), genuine.driver());
        assertEquals(vector.nonce(), genuine.nonce());
        assertEquals(Digest.sha256(vector.file("file")), genuine.digest());
        VerifiedNvidia device = verified(genuine.appraise(without()
                .nonce(vector.nonce())
                .drivers(Set.of(genuine.driver()))
                .build()));
        assertFalse(device.simulated());
        assertTrue(device.debug(), "no manifest says otherwise");
        rejected(
                Reason.EVIDENCE_NONCE_MISMATCH,
                genuine.appraise(without().nonce(Digest.sha256()).build()));
    }

    @TestFactory
    Stream<DynamicTest> everyEvidenceFileHasItsVerdict() {
        return NvidiaVectors.of("nvidia-evidence-json").stream()
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    List<NvidiaEvidence> devices = verified(NvidiaEvidence.parseJson(vector.file("file")));
                    for (NvidiaEvidence device : devices) {
                        GenuineNvidia genuine = verified(NvidiaVerifier.verify(
                                device, NvidiaEndorsements.none(), NvidiaAnchors.production(), vector.time()));
                        verified(genuine.appraise(without().insecureAnyNonce().build()));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyManifestHasItsVerdict() {
        return NvidiaVectors.of("nvidia-rim").stream()
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    Verdict<NvidiaRim> verdict =
                            NvidiaRim.verify(vector.file("file"), TrustAnchors.nvidiaReferences(), vector.time());
                    if (vector.isRejected()) {
                        rejected(Objects.requireNonNull(REASONS.get(vector.id()), vector.id()), verdict);
                    } else {
                        assertEquals("550.144.03", verified(verdict).version());
                        assertEquals("GH100", verified(verdict).product());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> devicesAreNeverTooOldAndOftenTooYoung() {
        return NvidiaVectors.of("nvidia-spdm").stream()
                .filter(vector -> !vector.isRejected())
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    verified(verify(vector, YEARS_LATER));
                    rejected(Reason.CERTIFICATE_NOT_YET_VALID, verify(vector, BEFORE_CHIPS));
                }));
    }

    @Test
    void manifestsAreBoundToTheirTime() {
        byte[] rim =
                NvidiaVectors.named("nv-rim-NV_GPU_DRIVER_GH100_550.144.03").file("file");
        TrustAnchors anchors = TrustAnchors.nvidiaReferences();
        verified(NvidiaRim.verify(rim, anchors, Instant.parse("2024-12-30T16:56:50Z")));
        verified(NvidiaRim.verify(rim, anchors, Instant.parse("2026-12-30T16:56:50Z")));
        rejected(
                Reason.CERTIFICATE_NOT_YET_VALID,
                NvidiaRim.verify(rim, anchors, Instant.parse("2024-12-30T16:56:49Z")));
        rejected(Reason.CERTIFICATE_EXPIRED, NvidiaRim.verify(rim, anchors, Instant.parse("2026-12-30T16:56:51Z")));
    }

    @Test
    void devicesSayWhatTheyAre() {
        GenuineNvidia hopper = verified(verify("nv-hopper-580"));
        assertEquals(NvidiaArchitecture.HOPPER, hopper.architecture());
        assertEquals("GH100", hopper.chip());
        assertEquals("96.00.74.00.20", hopper.vbios());
        assertEquals("e23d711e1c4fbfac", hopper.deviceId());
        assertEquals(Optional.of("NV_GPU_DRIVER_GH100_580.159.03"), hopper.driverRimId());
        assertEquals("NV_GPU_VBIOS_1010_0205_862_9600740020", hopper.vbiosRimId());
        assertEquals(Optional.of(NvidiaMode.SINGLE_GPU_PASSTHROUGH), hopper.mode());
        assertEquals(64, hopper.measurements().size());
        assertTrue(HexFormat.of().formatHex(hopper.firmwareId()).startsWith("f1ae7d00"));

        GenuineNvidia blackwell = verified(verify("nv-blackwell-gb100"));
        assertEquals(NvidiaArchitecture.BLACKWELL, blackwell.architecture());
        assertEquals(Optional.of("NV_GPU_CC_DRIVER_GB100_575.32"), blackwell.driverRimId());
        assertEquals("NV_GPU_VBIOS_G525_0220_886_970088000F", blackwell.vbiosRimId());

        GenuineNvidia ls10 = verified(verify("nv-switch-ls10"));
        assertEquals(NvidiaArchitecture.LS10, ls10.architecture());
        assertEquals("203eb31ad9ed0008", ls10.deviceId());
        assertEquals("NV_SWITCH_BIOS_5612_0002_890_9610550001", ls10.vbiosRimId());
        assertEquals(Optional.empty(), ls10.driverRimId());
        assertEquals(
                "nvidia-switch",
                verified(ls10.appraise(without().insecureAnyNonce().build())).tee());
    }

    @Test
    void aManifestOfAnotherDriverIsRejected() {
        NvidiaVectors.Case vector = NvidiaVectors.named("nv-hopper-580");
        byte[] rim =
                NvidiaVectors.named("nv-rim-NV_GPU_DRIVER_GH100_550.144.03").file("file");
        NvidiaEndorsements endorsements = new NvidiaEndorsements(List.of(), List.of(rim), Optional.empty());
        rejected(
                Reason.RIM_VERSION,
                NvidiaVerifier.verify(evidence(vector), endorsements, NvidiaAnchors.production(), vector.time()));
    }

    @Test
    void simulatedAnchorsRejectHardware() {
        NvidiaVectors.Case vector = NvidiaVectors.named("nv-hopper-580");
        NvidiaAnchors production = NvidiaAnchors.production();
        NvidiaAnchors simulated = new NvidiaAnchors(
                TrustAnchors.insecureSimulated(production.devices().roots()),
                TrustAnchors.insecureSimulated(production.references().roots()));
        rejected(
                Reason.EVIDENCE_NOT_SIMULATED,
                NvidiaVerifier.verify(evidence(vector), NvidiaEndorsements.none(), simulated, vector.time()));
        byte[] rim =
                NvidiaVectors.named("nv-rim-NV_GPU_DRIVER_GH100_550.144.03").file("file");
        rejected(Reason.EVIDENCE_NOT_SIMULATED, NvidiaRim.verify(rim, simulated.references(), vector.time()));
    }

    @Test
    void theRootOfManifestsVouchesForNoDevice() {
        NvidiaVectors.Case vector = NvidiaVectors.named("nv-hopper-580");
        NvidiaAnchors exchanged = new NvidiaAnchors(TrustAnchors.nvidiaReferences(), TrustAnchors.nvidiaDevices());
        rejected(
                Reason.ROOT_UNTRUSTED,
                NvidiaVerifier.verify(evidence(vector), NvidiaEndorsements.none(), exchanged, vector.time()));
    }

    private static Verdict<GenuineNvidia> verify(String id) {
        NvidiaVectors.Case vector = NvidiaVectors.named(id);
        return verify(vector, vector.time());
    }

    private static Verdict<GenuineNvidia> verify(NvidiaVectors.Case vector, Instant now) {
        return NvidiaVerifier.verify(evidence(vector), NvidiaEndorsements.none(), NvidiaAnchors.production(), now);
    }

    private static NvidiaEvidence evidence(NvidiaVectors.Case vector) {
        return verified(NvidiaEvidence.parse(vector.file("file"), vector.file("chain")));
    }

    private static NvidiaPolicy.Builder without() {
        return NvidiaPolicy.builder()
                .anyArchitecture()
                .anyDriver()
                .anyVbios()
                .insecureWithoutOcsp()
                .insecureWithoutRims()
                .insecureProtectedPcieAlone();
    }
}
