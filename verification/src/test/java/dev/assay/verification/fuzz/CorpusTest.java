package dev.assay.verification.fuzz;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What fuzzing found once holds for ever: every committed input is checked without a fuzzer. Where a seed is no longer
 * accepted, because a check is new, {@link FuzzRun} remakes the seeds.
 */
class CorpusTest {

    @ParameterizedTest
    @EnumSource
    void everyCommittedInputKeepsTheProperty(Format format) {
        Corpus corpus = Corpus.committed(format);
        FuzzTarget.Property property = format.target().over(corpus);
        corpus.seeds().forEach(property::check);
        corpus.inputs().forEach((name, input) -> check(new Bounded(property), name, input));
    }

    private static void check(FuzzTarget.Property property, String name, byte[] input) {
        try {
            property.check(input);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(name, e);
        }
    }
}
