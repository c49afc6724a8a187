package dev.assay.relay.market;

import dev.assay.edge.Wire;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.StatRequest;
import dev.assay.relay.route.Catalogue;
import dev.assay.verification.Digest;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The market's artifact store as the catalogue: a workload's manifest is an artifact of the same name. */
public final class MarketCatalogue implements Catalogue {

    private static final Logger log = LoggerFactory.getLogger(MarketCatalogue.class);
    private static final long TIMEOUT_SECONDS = 5;

    private final @Nullable Channel market;

    public MarketCatalogue(@Nullable Channel market) {
        this.market = market;
    }

    @Override
    public Holding holds(Digest workload) {
        if (market == null) {
            return Holding.UNKNOWN;
        }
        try {
            boolean complete = ArtifactServiceGrpc.newBlockingStub(market)
                    .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .stat(StatRequest.newBuilder()
                            .setDigest(Wire.bytes(workload))
                            .build())
                    .getComplete();
            return complete ? Holding.PRESENT : Holding.ABSENT;
        } catch (StatusRuntimeException e) {
            log.warn("the market's artifact store does not answer: {}", e.getStatus());
            return Holding.UNKNOWN;
        }
    }
}
