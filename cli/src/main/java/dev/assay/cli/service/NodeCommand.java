package dev.assay.cli.service;

import dev.assay.cli.Output;
import dev.assay.cli.service.ServiceRun.Running;
import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A prover node alone. */
@Command(
        name = "node",
        description = "Runs one prover node until it is stopped: it dials a market, bids for jobs, and proves.",
        subcommands = DoctorCommand.class,
        footer = {
            "",
            "The file has lines such as 'market = 10.0.0.7:7421'; ASSAY_NODE_MARKET in the environment is the same.",
            "Example: assay node --config node.properties",
            "         assay node doctor"
        })
public final class NodeCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration (default: the defaults).")
    private @Nullable Path config;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        return ServiceRun.run(output, "node", NodeConfig.class, config, loaded -> {
            Node node = Node.start(loaded);
            return new Running(node::leave, node.address() + " attaches to the market at " + loaded.market());
        });
    }
}
