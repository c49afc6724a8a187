package dev.assay.client.internal;

import dev.assay.client.VerificationException;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;

/** Verdicts where a simulated one cannot be. */
final class Verdicts {

    private Verdicts() {}

    static <T> T valueOf(Verdict<T> verdict) throws VerificationException {
        return switch (verdict) {
            case Verdict.Verified<T> verified -> verified.value();
            case Verdict.Simulated<T> ignored ->
                throw new VerificationException(
                        Reason.RESULT_KIND_MISMATCH, "a simulated TEE stands where none was expected");
            case Verdict.Rejected<T> rejected -> throw new VerificationException(rejected.reason(), rejected.detail());
        };
    }
}
