package dev.assay.verification.tee.cca;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;
import java.util.HexFormat;

/** The checks of a genuine token against a policy, each ending in a {@link Rejection} or nothing. */
record CcaAppraisal(PlatformClaims platform, RealmClaims realm, CcaPolicy policy) {

    void checkLifecycle() {
        if (policy.lifecycle() == CcaPolicy.AcceptedLifecycle.SECURED && platform.lifecycle() != Lifecycle.SECURED) {
            throw new Rejection(Reason.CCA_LIFECYCLE, "the platform's lifecycle is " + platform.lifecycle());
        }
    }

    void checkPlatform() {
        if (policy.platforms().isPresent()
                && policy.platforms().get().stream().noneMatch(reference -> reference.isOf(platform))) {
            throw new Rejection(Reason.CCA_PLATFORM_SOFTWARE, "no accepted platform; it has " + platform.components());
        }
    }

    void checkMeasurements() {
        if (policy.measurements().isPresent()
                && policy.measurements().get().stream().noneMatch(expected -> expected.isOf(realm))) {
            throw new Rejection(
                    Reason.EVIDENCE_MEASUREMENT,
                    "no accepted measurement; RIM " + HexFormat.of().formatHex(realm.initialMeasurement()));
        }
    }

    void checkPersonalization() {
        if (policy.personalizationValue().isPresent()
                && !Arrays.equals(policy.personalizationValue().get(), realm.personalizationValue())) {
            throw new Rejection(Reason.CCA_PERSONALIZATION, "not the policy's personalization value");
        }
    }

    void checkChallenge() {
        if (policy.challenge().isPresent() && !Arrays.equals(policy.challenge().get(), realm.challenge())) {
            throw new Rejection(Reason.EVIDENCE_NONCE_MISMATCH, "not the policy's challenge");
        }
    }
}
