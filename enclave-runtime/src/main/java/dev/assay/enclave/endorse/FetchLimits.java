package dev.assay.enclave.endorse;

import java.time.Duration;

/**
 * What a source may cost.
 *
 * @param connect for a connection
 * @param answer for one question and its whole answer: a source that sends byte after byte does not hold us longer
 * @param attempts at one question, from 1
 * @param firstPause after the first failure; each further one is twice as long, and each is drawn between half and whole
 * @param longestPause of all, also where a source asks for a longer one: then the question has failed
 * @param parallel questions at one time, from 1
 */
public record FetchLimits(
        Duration connect, Duration answer, int attempts, Duration firstPause, Duration longestPause, int parallel) {

    /** @throws IllegalArgumentException if a number or a time is not positive */
    public FetchLimits {
        for (Duration time : new Duration[] {connect, answer, firstPause, longestPause}) {
            if (!time.isPositive()) {
                throw new IllegalArgumentException("a limit of " + time);
            }
        }
        if (attempts < 1 || parallel < 1) {
            throw new IllegalArgumentException(attempts + " attempts, " + parallel + " questions at a time");
        }
    }

    /** Fit for the vendors' services: less than two minutes a question at the worst. */
    public static FetchLimits usual() {
        return new FetchLimits(
                Duration.ofSeconds(5), Duration.ofSeconds(15), 4, Duration.ofMillis(500), Duration.ofSeconds(15), 8);
    }

    FetchLimits once() {
        return new FetchLimits(connect, answer, 1, firstPause, longestPause, parallel);
    }
}
