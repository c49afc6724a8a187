package dev.assay.cli.network;

import dev.assay.cli.Facts;
import dev.assay.cli.Home;
import dev.assay.cli.Output;
import dev.assay.cli.service.Stopping;
import dev.assay.edge.HostPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The embedded network, until it is stopped. */
@Command(
        name = "up",
        description = {
            "Runs a whole network on this machine until it is stopped: a relay, an enclave runtime with a simulated TEE, a"
                    + " prover market with its own PostgreSQL, and one prover node.",
            "Its state lies in one folder and survives a restart."
        },
        footer = {"", "Example: assay up --data ./network --listen 127.0.0.1:7420"})
public final class UpCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", description = "Where its state lies (default: ~/.assay).")
    private @Nullable Path data;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7420",
            description = "Where the relay listens (default: ${DEFAULT-VALUE}); the market takes the next port.")
    private HostPort listen = new HostPort("127.0.0.1", 7420);

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        NetworkLife life = new NetworkLife();
        Stopping stopping = Stopping.whenAsked(() -> {
            output.progress("stopping: what runs may finish");
            life.close();
            output.progress("stopped");
        });
        try {
            output.print(describe(life.start(data == null ? Home.folder() : data, listen, output::progress)));
        } catch (IOException | RuntimeException e) {
            stopping.cancel();
            throw e;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private static Facts describe(EmbeddedNetwork network) {
        return new Facts()
                .with("relay", network.relay())
                .with("market", network.market())
                .with("data", network.data())
                .with("log", network.log())
                .with("simulatedRoot", network.simulatedRoot())
                .with(
                        "real",
                        List.of(
                                "signatures, receipts, evidence format",
                                "Groth16, PLONK and FFLONK proofs over BN254",
                                "auction, leases, escrow",
                                "PostgreSQL"))
                .with(
                        "simulated",
                        List.of(
                                "the TEE: no hardware attests anything here",
                                "the money: play money in a local ledger"))
                .with(
                        "try",
                        "assay run FILE.wasm --input FILE --assurance tee --simulated-root "
                                + network.data().resolve(Home.SIMULATED_ROOT) + relayOption(network))
                .with("stop", "Ctrl-C or SIGTERM; what runs may finish");
    }

    private static String relayOption(EmbeddedNetwork network) {
        return network.relay().equals(new HostPort("127.0.0.1", 7420)) ? "" : " --relay " + network.relay();
    }
}
