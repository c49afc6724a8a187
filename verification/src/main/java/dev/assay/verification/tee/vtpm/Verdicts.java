package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;

/** A part's verdict inside a whole's verification. */
final class Verdicts {

    private Verdicts() {}

    /**
     * What was verified, of hardware or simulated: the anchors of all parts are of one kind.
     *
     * @throws Rejection with everything that was found wrong
     */
    static <T> T value(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Verified<T>(T value) -> value;
            case Verdict.Simulated<T>(T value) -> value;
            case Verdict.Rejected<T> rejected -> throw rejected.rejection();
        };
    }
}
