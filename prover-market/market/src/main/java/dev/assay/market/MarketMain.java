package dev.assay.market;

import dev.assay.edge.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a market until it is stopped: {@code [CONFIG-FILE]}, and ASSAY_MARKET_… in the environment. */
public final class MarketMain {

    private static final Logger LOG = LoggerFactory.getLogger(MarketMain.class);

    private @Nullable Market market;
    private boolean isStopping;

    private MarketMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = args.length == 0 ? null : Path.of(args[0]);
        MarketConfig config = Config.load(MarketConfig.class, file, System.getenv(), "ASSAY_MARKET");
        LOG.info("configuration:\n{}", Config.describe(config));
        MarketMain main = new MarketMain();
        // Before the start: a process that is stopped meanwhile must not leave a PostgreSQL behind.
        Runtime.getRuntime().addShutdownHook(new Thread(main::stop));
        main.start(config);
        new CountDownLatch(1).await();
    }

    private synchronized void start(MarketConfig config) throws IOException {
        if (isStopping) {
            return;
        }
        Market started = Market.start(config);
        market = started;
        LOG.info("the market listens on {}", started.address());
    }

    /** Waits for a start that is under way. */
    private synchronized void stop() {
        isStopping = true;
        try {
            if (market != null) {
                market.close();
            }
        } catch (IOException e) {
            LOG.error("the market did not stop in order", e);
        }
    }
}
