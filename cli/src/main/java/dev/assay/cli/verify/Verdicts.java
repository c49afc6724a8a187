package dev.assay.cli.verify;

import dev.assay.verification.Verdict;
import java.util.function.Function;

/** One check after another. */
final class Verdicts {

    private Verdicts() {}

    /** The second verdict if the first is good, or the first one's rejection. */
    static <A, B> Verdict<B> then(Verdict<A> first, Function<A, Verdict<B>> second) {
        return switch (first) {
            case Verdict.Verified<A>(A value) -> second.apply(value);
            case Verdict.Simulated<A> ignored -> throw new IllegalStateException("a proof is never simulated");
            case Verdict.Rejected<A> rejected -> new Verdict.Rejected<>(rejected.reason(), rejected.detail());
        };
    }

    static <A, B> Verdict<B> map(Verdict<A> verdict, Function<A, B> words) {
        return then(verdict, value -> new Verdict.Verified<>(words.apply(value)));
    }
}
