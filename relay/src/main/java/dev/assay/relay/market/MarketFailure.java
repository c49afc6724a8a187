package dev.assay.relay.market;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told when a call to the market fails. */
final class MarketFailure {

    private static final Logger log = LoggerFactory.getLogger(MarketFailure.class);

    private MarketFailure() {}

    /** The market's own failure; what the transport says names addresses of ours and is for the log. */
    static Failure of(Throwable thrown) {
        Failure failure = Failure.of(thrown);
        if (failure.code() == ErrorCode.UNAVAILABLE) {
            log.warn("the market: {}", failure.detail());
            return new Failure(ErrorCode.UNAVAILABLE, "the market is not reachable now");
        }
        return failure;
    }
}
