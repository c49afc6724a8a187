package dev.assay.cli.demo;

import dev.assay.cli.ExitStatus;
import dev.assay.cli.Facts;
import dev.assay.cli.Home;
import dev.assay.cli.Output;
import dev.assay.cli.network.EmbeddedNetwork;
import dev.assay.cli.network.NetworkLife;
import dev.assay.edge.HostPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Both paths, from nothing to a verified result. */
@Command(
        name = "demo",
        description = {
            "Starts a network in a temporary folder, runs a program in its enclave and has a circuit proved by its market,"
                    + " verifies both results as any client would, prints them, and removes the folder.",
            "The circuit is one that others published, fetched with npm; without npm or network, the one in samples/."
        },
        footer = {"", "Example: assay demo", "         assay demo --offline --json"})
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--offline", description = "Do not ask npm: prove the committed circuit.")
    private boolean offline;

    @Mixin
    private Output output = new Output();

    private final AtomicBoolean cleaned = new AtomicBoolean();
    private final NetworkLife life = new NetworkLife();

    @Override
    public Integer call() throws Exception {
        Path temporary = Files.createTempDirectory("assay-demo-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clean(temporary), "demo-clean"));
        try {
            EmbeddedNetwork running =
                    life.start(temporary.resolve("network"), new HostPort("127.0.0.1", 0), output::progress);
            DemoRun run = new DemoRun(running, output);
            Facts attested = run.attested(temporary);
            ProofSample sample = offline
                    ? ProofSample.committed(temporary)
                    : ProofSample.find(Home.folder().resolve("cache"), temporary, output::progress);
            Facts proved = run.proved(sample);
            report(attested, proved);
        } finally {
            clean(temporary);
        }
        return ExitStatus.DONE.code();
    }

    private void report(Facts attested, Facts proved) {
        output.print(new Facts().with("teePath", attested).with("proofPath", proved));
        output.say("");
        output.say(
                "Both verified. The TEE is simulated here, so the first stands on no hardware; the proof is as good as"
                        + " any.");
    }

    /** Once, at the end or at Ctrl-C. */
    private void clean(Path temporary) {
        if (cleaned.getAndSet(true)) {
            return;
        }
        try {
            life.close();
            Trees.delete(temporary);
        } catch (Exception e) {
            output.progress("could not remove " + temporary + ": " + e.getMessage());
        }
    }
}
