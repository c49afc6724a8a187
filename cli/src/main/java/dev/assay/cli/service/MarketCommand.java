package dev.assay.cli.service;

import dev.assay.cli.Output;
import dev.assay.cli.service.ServiceRun.Running;
import dev.assay.market.Market;
import dev.assay.market.MarketConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The prover market alone. */
@Command(
        name = "market",
        description =
                "Runs one prover market until it is stopped: circuits, auctions, leases, settlement; nodes attach to"
                        + " it.",
        footer = {
            "",
            "The file has lines such as 'listen = 0.0.0.0:7421'; ASSAY_MARKET_LISTEN in the environment is the same.",
            "Without 'jdbcUrl' it runs a PostgreSQL of its own in 'dataDir'.",
            "Example: assay market --config market.properties"
        })
public final class MarketCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration (default: the defaults).")
    private @Nullable Path config;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        return ServiceRun.run(output, "market", MarketConfig.class, config, loaded -> {
            Market market = Market.start(loaded);
            return new Running(market, "listens on " + market.address());
        });
    }
}
