package dev.assay.verification.auction;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a job's requester wants, as it stands when its auction closes.
 *
 * @param reserveMicros the most that is paid, tip not included
 * @param tipMicros paid on top of the price to whoever delivers; the same for all, so it ranks nobody
 * @param softMillis time left until a proof loses value
 * @param hardMillis time left until it has none; no less than {@code softMillis}
 * @param slopeMicrosPerSecond what each second after the soft deadline costs the requester
 * @param workMillis how long the job takes by the market's estimate: its size
 */
public record Terms(
        long reserveMicros,
        long tipMicros,
        long softMillis,
        long hardMillis,
        long slopeMicrosPerSecond,
        long workMillis) {

    /** A month: no deadline is further away, and products of times stay within 64 bits. */
    public static final long MAX_MILLIS = 31L * 24 * 3600 * 1000;

    public Terms {
        require(reserveMicros >= 0 && tipMicros >= 0 && slopeMicrosPerSecond >= 0, "a negative amount");
        require(softMillis <= hardMillis && hardMillis <= MAX_MILLIS && softMillis >= -MAX_MILLIS, "deadlines");
        require(workMillis >= 0, "a negative size");
    }

    /** Terms of a job whose value falls in a straight line from the reserve to nothing between its deadlines. */
    public static Terms falling(long reserveMicros, long tipMicros, long softMillis, long hardMillis, long workMillis) {
        long slope = Exact.mulDiv(reserveMicros, 1000, Math.max(1, hardMillis - softMillis));
        return new Terms(reserveMicros, tipMicros, softMillis, hardMillis, slope, workMillis);
    }

    /**
     * The same at a time. A deadline that is further away counts as {@link #MAX_MILLIS} away, before or after: who asks may
     * name any, and every round has terms.
     *
     * @param at when the auction closes
     */
    public static Terms falling(
            long reserveMicros, long tipMicros, Instant softDeadline, Instant deadline, Instant at, long workMillis) {
        return falling(
                reserveMicros, tipMicros, millisBetween(at, softDeadline), millisBetween(at, deadline), workMillis);
    }

    private static long millisBetween(Instant from, Instant to) {
        if (to.isBefore(from.minusMillis(MAX_MILLIS))) {
            return -MAX_MILLIS;
        }
        return to.isAfter(from.plusMillis(MAX_MILLIS)) ? MAX_MILLIS : from.until(to, ChronoUnit.MILLIS);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what);
        }
    }
}
