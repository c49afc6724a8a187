package dev.assay.relay.market;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told when a call to the market fails. */
final class MarketFailure {

    private static final Logger log = LoggerFactory.getLogger(MarketFailure.class);

    private MarketFailure() {}

    /**
     * The market's own failure. What the transport says names addresses of ours and is for the log, and a market that does
     * not answer in time is a market that is not reachable: it is not the request that has expired.
     */
    static Failure of(Throwable thrown) {
        return Failure.saidByPeer(thrown).orElseGet(() -> ofTransport(Failure.of(thrown)));
    }

    private static Failure ofTransport(Failure failure) {
        log.warn("the market: {}", failure.toString());
        return switch (failure.code()) {
            case INVALID_REQUEST, NOT_SUPPORTED, OVERLOADED ->
                new Failure(failure.code(), "the market refuses this call");
            default -> new Failure(ErrorCode.UNAVAILABLE, "the market is not reachable now");
        };
    }
}
