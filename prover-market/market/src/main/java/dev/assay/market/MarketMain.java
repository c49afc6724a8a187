package dev.assay.market;

import dev.assay.edge.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a market until it is stopped: {@code [CONFIG-FILE]}, and ASSAY_MARKET_… in the environment. */
public final class MarketMain {

    private static final Logger LOG = LoggerFactory.getLogger(MarketMain.class);

    private MarketMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = args.length == 0 ? null : Path.of(args[0]);
        MarketConfig config = Config.load(MarketConfig.class, file, System.getenv(), "ASSAY_MARKET");
        LOG.info("configuration:\n{}", Config.describe(config));
        Market market = Market.start(config);
        LOG.info("the market listens on {}", market.address());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            close(market);
            stopped.countDown();
        }));
        stopped.await();
    }

    private static void close(Market market) {
        try {
            market.close();
        } catch (IOException e) {
            LOG.error("the market did not stop in order", e);
        }
    }
}
