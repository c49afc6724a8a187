package dev.assay.verification.tee.nitro;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** The checks of a genuine document against a policy, each ending in a {@link Rejection} or nothing. */
record NitroAppraisal(NitroDocument document, NitroPolicy policy, Instant now) {

    /** AWS: the registers of an enclave in debug mode are all zero. Without PCR0 nothing says that it is not. */
    static boolean isDebug(NitroDocument document) {
        byte[] pcr0 = document.pcrs().get(0);
        return pcr0 == null || Arrays.equals(pcr0, new byte[pcr0.length]);
    }

    void checkDebug() {
        if (policy.debug() == NitroPolicy.Debug.REFUSED && isDebug(document)) {
            throw new Rejection(Reason.EVIDENCE_DEBUG, "PCR0 is zero or absent");
        }
    }

    void checkMeasurements() {
        if (!policy.measurements().accept(document.pcrs())) {
            byte[] pcr0 = document.pcrs().getOrDefault(0, new byte[0]);
            throw new Rejection(
                    Reason.EVIDENCE_MEASUREMENT,
                    "no accepted measurement; PCR0 " + HexFormat.of().formatHex(pcr0));
        }
    }

    void checkTime() {
        if (isAfter(document.timestamp(), now)) {
            throw new Rejection(Reason.EVIDENCE_IN_FUTURE, "made at " + document.timestamp() + ", it is " + now);
        }
    }

    void checkFreshness() {
        switch (policy.freshness()) {
            case Freshness.Nonce nonce -> checkNonce(nonce);
            case Freshness.KeyBinding binding -> checkAge(binding);
            case Freshness.Exactly data ->
                throw new Rejection(Reason.EVIDENCE_REPORT_DATA, "a Nitro document has no report data, but a nonce");
            case Freshness.NonceAwaited awaited -> throw new IllegalArgumentException("the policy awaits its nonce");
        }
    }

    private void checkNonce(Freshness.Nonce expected) {
        byte[] nonce = document.nonce()
                .orElseThrow(() -> new Rejection(Reason.EVIDENCE_NONCE_MISSING, "the document has no nonce"));
        if (!Arrays.equals(nonce, expected.value().bytes())) {
            throw new Rejection(Reason.EVIDENCE_NONCE_MISMATCH, "not the nonce " + expected.value());
        }
    }

    private void checkAge(Freshness.KeyBinding binding) {
        if (Duration.between(document.timestamp(), now).compareTo(binding.maxAge()) > 0) {
            throw new Rejection(
                    Reason.EVIDENCE_STALE,
                    "made at " + document.timestamp() + ", more than " + binding.maxAge() + " ago");
        }
    }

    /** By more than the clocks may differ; as a duration, since adding to a hostile instant overflows. */
    private boolean isAfter(Instant late, Instant early) {
        return Duration.between(early, late).compareTo(policy.clockSkew()) > 0;
    }
}
