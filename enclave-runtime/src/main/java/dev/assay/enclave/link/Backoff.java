package dev.assay.enclave.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits between attempts: full jitter up to a ceiling that doubles, so that a returning relay is not stampeded. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private Duration ceiling = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** After an attempt that succeeded. */
    void reset() {
        ceiling = FIRST;
    }

    Duration next() {
        Duration pause = Duration.ofMillis(random.nextLong(ceiling.toMillis() / 2, ceiling.toMillis() + 1));
        Duration doubled = ceiling.multipliedBy(2);
        ceiling = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }
}
