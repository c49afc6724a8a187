package dev.assay.enclave.endorse;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * From when until when the one who issued a piece of collateral meant it to be used, and which of several it is. Read out of
 * what nobody has verified: good for keeping it, and for nothing else.
 *
 * @param generation the number of the TCB recovery, or of the revocation list: of two, the higher is the newer; else zero
 */
record Life(Instant from, Instant until, BigInteger generation) {

    boolean hasEnded(Instant now) {
        return now.isAfter(until);
    }

    boolean isOlderThan(Life other) {
        int order = generation.compareTo(other.generation);
        return order < 0 || order == 0 && from.isBefore(other.from);
    }

    /** When to ask again: in good time before the end, and after so long at the latest. */
    Instant refreshAt(Instant fetched, Duration keep) {
        Instant early = until.minus(Duration.between(from, until).dividedBy(4));
        Instant latest = fetched.plus(keep);
        return early.isBefore(latest) ? early : latest;
    }
}
