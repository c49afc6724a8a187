package dev.assay.market.lease;

import dev.assay.market.ledger.Share;
import java.time.Duration;
import java.time.Instant;

/** What a proof is worth by the time of its delivery. */
public final class Pay {

    private Pay() {}

    /**
     * All of it until it is due, from there evenly less, nothing from the deadline on. Rounded down, in the payer's favour.
     *
     * @param due not after the deadline
     */
    public static long micros(long fullMicros, Instant due, Instant deadline, Instant delivered) {
        if (!delivered.isBefore(deadline)) {
            return 0;
        }
        if (!delivered.isAfter(due)) {
            return fullMicros;
        }
        return Share.of(fullMicros, millis(delivered, deadline), millis(due, deadline));
    }

    /** How late that is, in thousandths of the time between due and deadline: 0 to 1000. */
    static int latePermille(Instant due, Instant deadline, Instant delivered) {
        return (int) (1000 - micros(1000, due, deadline, delivered));
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
