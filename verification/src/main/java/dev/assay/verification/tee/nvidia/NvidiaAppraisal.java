package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.nvidia.NvidiaPolicy.Ocsp;
import dev.assay.verification.tee.nvidia.NvidiaPolicy.ProtectedPcie;
import dev.assay.verification.tee.nvidia.NvidiaPolicy.Rims;
import java.util.Optional;
import java.util.Set;

/** The checks of a genuine device against a policy, each ending in a {@link Rejection} or nothing. */
record NvidiaAppraisal(GenuineNvidia device, NvidiaPolicy policy) {

    void checkArchitecture() {
        if (!policy.architectures().contains(device.architecture())) {
            throw new Rejection(Reason.DEVICE_ARCHITECTURE, "a " + device.architecture());
        }
    }

    void checkNonce() {
        if (policy.nonce().isPresent() && !policy.nonce().get().equals(device.nonce())) {
            throw new Rejection(Reason.EVIDENCE_NONCE_MISMATCH, "the nonce is " + device.nonce());
        }
    }

    void checkVersions() {
        if (!device.architecture().isSwitch()) {
            checkVersion("driver", policy.drivers(), device.driver());
        }
        checkVersion("VBIOS", policy.vbioses(), device.vbios());
    }

    private static void checkVersion(String what, Optional<Set<String>> accepted, String version) {
        if (accepted.isPresent() && !accepted.get().contains(version)) {
            throw new Rejection(Reason.DEVICE_VERSION, "the " + what + " is " + version);
        }
    }

    void checkRevocation() {
        if (!device.standing().complete() && policy.ocsp() != Ocsp.INSECURE_WAIVED) {
            throw new Rejection(Reason.ENDORSEMENT_MISSING, "no OCSP response for every certificate");
        }
        if (device.standing().onHold() && policy.ocsp() != Ocsp.REQUIRED_HOLD_ALLOWED) {
            throw new Rejection(Reason.CERTIFICATE_ON_HOLD, "a certificate is on hold");
        }
    }

    /** What was stapled is compared even where it is not demanded. */
    void checkMeasurements() {
        DeviceRims rims = device.deviceRims();
        if (!rims.areComplete(device.architecture()) && policy.rims() != Rims.INSECURE_WAIVED) {
            throw new Rejection(Reason.ENDORSEMENT_MISSING, "no reference manifest for driver and VBIOS");
        }
        GoldenMeasurements.of(rims.all()).check(device.report(), device.architecture());
    }

    void checkMode(ProtectedPcie allowed) {
        boolean trustsSwitches = device.mode().equals(Optional.of(NvidiaMode.PROTECTED_PCIE));
        if (trustsSwitches && allowed == ProtectedPcie.WITH_ITS_SWITCHES) {
            throw new Rejection(Reason.DEVICE_MODE, "the GPU trusts switches that are not verified with it");
        }
    }
}
