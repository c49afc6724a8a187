package dev.assay.market.lease;

import dev.assay.market.ledger.Share;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of its collateral a lease's end costs the holder. Who says early that he cannot do it pays little, since somebody
 * else can still be in time; who says nothing, or a wrong thing, pays all: a job that is held and withheld is worth as little
 * as one that nobody took, and cost the time.
 */
public final class Penalty {

    /** A bid binds, but a refusal at once costs nobody more than a moment. */
    static final int DECLINED_PERMILLE = 20;

    /** An award that nobody answers holds the job for the whole of the time to answer. */
    static final int NOT_ACCEPTED_PERMILLE = 50;

    /** Of a surrender right after the award; it grows evenly to all at the deadline. */
    static final int SURRENDERED_PERMILLE = 100;

    /** Of a delivery just before the deadline, beside the pay that is lost by then. Less than all, so that it pays to deliver. */
    static final int LATEST_PERMILLE = 500;

    private static final int ALL = 1000;

    private Penalty() {}

    /** @param deadline of the job */
    static long micros(Lease lease, Ending ending, Instant deadline, Instant at) {
        return Share.of(lease.collateralMicros(), permille(lease, ending, deadline, at), ALL);
    }

    static int permille(Lease lease, Ending ending, Instant deadline, Instant at) {
        return switch (ending) {
            case NOT_NEEDED, CANCELLED, INPUT_REJECTED, MARKET_FAULT -> 0;
            case DECLINED -> DECLINED_PERMILLE;
            case NOT_ACCEPTED -> NOT_ACCEPTED_PERMILLE;
            case SURRENDERED, OUTRUN -> rising(lease.awardedAt(), deadline, at);
            case PAID -> LATEST_PERMILLE * Pay.latePermille(lease.dueAt(), deadline, at) / ALL;
            case SILENT, WRONG_PROOF, FALSE_REFUSAL, OVERDUE -> ALL;
        };
    }

    private static int rising(Instant awarded, Instant deadline, Instant at) {
        long whole = Math.max(1, Duration.between(awarded, deadline).toMillis());
        long gone = Math.clamp(Duration.between(awarded, at).toMillis(), 0, whole);
        return (int) (SURRENDERED_PERMILLE + (ALL - SURRENDERED_PERMILLE) * gone / whole);
    }
}
