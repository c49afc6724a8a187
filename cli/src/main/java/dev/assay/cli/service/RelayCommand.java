package dev.assay.cli.service;

import dev.assay.cli.Output;
import dev.assay.cli.service.ServiceRun.Running;
import dev.assay.relay.Relay;
import dev.assay.relay.RelayConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The relay alone. */
@Command(
        name = "relay",
        description = "Runs one relay until it is stopped: the front door for clients, where enclaves attach.",
        footer = {
            "",
            "The file has lines such as 'listen = 0.0.0.0:7420'; ASSAY_RELAY_LISTEN in the environment is the same.",
            "Example: assay relay --config relay.properties"
        })
public final class RelayCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration (default: the defaults).")
    private @Nullable Path config;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        return ServiceRun.run(output, "relay", RelayConfig.class, config, loaded -> {
            Relay relay = Relay.start(loaded);
            return new Running(relay, "listens on " + relay.address());
        });
    }
}
