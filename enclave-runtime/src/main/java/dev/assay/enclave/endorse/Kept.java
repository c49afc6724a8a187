package dev.assay.enclave.endorse;

import java.time.Instant;

/**
 * An answer in the cache.
 *
 * @param fetched when it came
 */
record Kept(Answer answer, Life life, Instant fetched) {

    /** Neither ended nor old; nor from the future, which means that the clock was set back. */
    boolean isFresh(Question question, Instant now) {
        return !now.isBefore(fetched) && now.isBefore(life.refreshAt(fetched, question.keep()));
    }
}
