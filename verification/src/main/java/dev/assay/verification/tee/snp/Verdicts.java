package dev.assay.verification.tee.snp;

import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;

/** Who vouches for what was verified. */
final class Verdicts {

    private Verdicts() {}

    static <T> Verdict<T> under(TrustAnchors anchors, T value) {
        return switch (anchors) {
            case TrustAnchors.Production production -> new Verdict.Verified<>(value);
            case TrustAnchors.InsecureSimulated simulated -> new Verdict.Simulated<>(value);
        };
    }
}
