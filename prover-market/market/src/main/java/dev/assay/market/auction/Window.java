package dev.assay.market.auction;

import java.time.Duration;

/**
 * How long an auction waits for nodes that do not answer. Those that are attached answer in a fraction of it; it is what a
 * silent one can cost, so it is short where little time is left and long where much is.
 *
 * @param usual where neither is so
 */
public record Window(Duration usual) {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration FAR = Duration.ofHours(1);
    private static final Duration REAL_TIME = Duration.ofMillis(200);
    private static final int BULK = 8;

    Duration of(Duration untilSoftDeadline) {
        if (untilSoftDeadline.compareTo(SOON) <= 0) {
            return usual.compareTo(REAL_TIME) < 0 ? usual : REAL_TIME;
        }
        return untilSoftDeadline.compareTo(FAR) < 0 ? usual : usual.multipliedBy(BULK);
    }
}
