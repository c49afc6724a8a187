package dev.assay.cli.verify;

import dev.assay.cli.ExitStatus;
import dev.assay.cli.Facts;
import dev.assay.cli.Output;
import dev.assay.verification.Verdict;
import java.util.function.BiFunction;

/** Prints a verdict with what was found, and gives its exit status. */
public final class Report {

    private Report() {}

    /** @param found adds what a witness says to the facts */
    public static <T> int print(Output output, Verdict<T> verdict, BiFunction<Facts, T, Facts> found) {
        return switch (verdict) {
            case Verdict.Verified<T>(T value) -> {
                output.print(found.apply(new Facts().with("verdict", "verified"), value));
                yield ExitStatus.DONE.code();
            }
            case Verdict.Simulated<T>(T value) -> {
                output.print(found.apply(
                        new Facts()
                                .with("verdict", "simulated")
                                .with("warning", "a simulated TEE: no hardware stands behind this"),
                        value));
                yield ExitStatus.DONE.code();
            }
            case Verdict.Rejected<T> rejected -> {
                output.print(new Facts()
                        .with("verdict", "rejected")
                        .with("reason", rejected.reason().name())
                        .with("detail", rejected.detail())
                        .with("meaning", rejected.reason().explanation()));
                yield ExitStatus.REJECTED.code();
            }
        };
    }
}
