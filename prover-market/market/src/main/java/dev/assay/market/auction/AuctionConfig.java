package dev.assay.market.auction;

import dev.assay.verification.auction.Rules;
import java.time.Duration;

/**
 * The part of the market's configuration that is about auctions. Each round's record in the log says by which rules it was
 * cleared, so a market that changes them is seen to.
 *
 * @param window how long an auction waits for nodes that do not answer
 * @param mode what the winner is paid; {@code FIRST_SCORE} where the market's operator runs nodes too
 * @param tickMicros scores are compared in steps of so much
 */
public record AuctionConfig(Duration window, Rules.Mode mode, long tickMicros) {

    /** @throws IllegalArgumentException that names the key and what is allowed */
    public AuctionConfig {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("auctionWindow must be positive");
        }
        if (tickMicros < 1) {
            throw new IllegalArgumentException("auctionTickMicros must be positive");
        }
    }

    public static AuctionConfig defaults() {
        return new AuctionConfig(Duration.ofMillis(250), Rules.STANDARD.mode(), Rules.STANDARD.tickMicros());
    }

    /** How rounds are cleared. */
    public Rules rules() {
        return Rules.STANDARD.withMode(mode).withTick(tickMicros);
    }
}
