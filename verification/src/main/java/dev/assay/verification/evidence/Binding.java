package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What evidence without fields for keys, nonce and time must have as its report data, and how fresh it is by that. The hash
 * binds what the bundle says; here it is compared with what the policy wants.
 */
final class Binding {

    private final EvidenceBundle bundle;
    private final AppraisalPolicy policy;
    private final Instant now;

    Binding(EvidenceBundle bundle, AppraisalPolicy policy, Instant now) {
        this.bundle = bundle;
        this.policy = policy;
        this.now = now;
    }

    /** Empty where the evidence holds all itself, or where nothing can be expected and {@link #checkFreshness} fails. */
    Optional<ReportData> expected() {
        if (bundle.kind().holdsItsKeys()) {
            return Optional.empty();
        }
        if (bundle.keys().isPresent()) {
            return bundle.keys().map(keys -> ReportData.of(keys, bundle.nonce()));
        }
        return switch (policy.freshness()) {
            case Freshness.Nonce(Digest value) -> Optional.of(ReportData.of(value));
            case Freshness.Exactly exactly -> Optional.of(ReportData.of(exactly));
            case Freshness.KeyBinding binding -> Optional.empty();
            case Freshness.NonceAwaited awaited -> Optional.empty();
        };
    }

    /** @throws Rejection if the evidence is not as fresh as the policy demands */
    void checkFreshness() {
        if (bundle.kind().holdsItsKeys()) {
            return;
        }
        switch (policy.freshness()) {
            case Freshness.Nonce(Digest value) -> checkNonce(value);
            case Freshness.Exactly exactly -> checkExactly(exactly.value());
            case Freshness.KeyBinding(Duration maxAge) -> checkAge(maxAge);
            case Freshness.NonceAwaited awaited -> throw new IllegalStateException("the policy was not checked");
        }
    }

    /** Without keys the report data is the nonce. */
    private void checkNonce(Digest value) {
        if (bundle.keys().isEmpty()) {
            return;
        }
        Digest bound = bundle.nonce()
                .orElseThrow(() -> new Rejection(Reason.EVIDENCE_NONCE_MISSING, "the evidence binds no nonce"));
        if (!bound.equals(value)) {
            throw new Rejection(Reason.EVIDENCE_NONCE_MISMATCH, "the evidence binds the nonce " + bound);
        }
    }

    private void checkExactly(byte[] value) {
        if (bundle.kind().isNarrow()) {
            throw new Rejection(
                    Reason.EVIDENCE_REPORT_DATA,
                    bundle.kind().label() + " has room for a nonce of 32 bytes, not for 64");
        }
        bundle.keys().ifPresent(keys -> {
            if (!Arrays.equals(ReportData.of(keys, bundle.nonce()).wide(), value)) {
                throw new Rejection(Reason.EVIDENCE_REPORT_DATA, "the report data is the hash of an enclave's keys");
            }
        });
    }

    private void checkAge(Duration maxAge) {
        Instant made = bundle.keys()
                .orElseThrow(() -> new Rejection(
                        Reason.EVIDENCE_AGE_UNKNOWN, "the evidence has no time in it, and binds no keys that have one"))
                .notBefore();
        if (Duration.between(made, now).compareTo(maxAge) > 0) {
            throw new Rejection(
                    Reason.EVIDENCE_STALE,
                    "the keys are for use from " + made + ", which is more than " + maxAge + " ago");
        }
    }

    /** @throws Rejection unless the keys live now, but for the clock skew */
    void checkLife() {
        bundle.keys().ifPresent(keys -> keys.checkLife(policy.clockSkew(), now));
    }
}
