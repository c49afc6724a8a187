package dev.assay.bench.command;

import dev.assay.bench.auction.AuctionBench;
import dev.assay.bench.evidence.OpenSsl;
import dev.assay.bench.prove.ProvingBench;
import dev.assay.bench.verify.Alternation;
import dev.assay.bench.verify.ColdStart;
import dev.assay.node.prove.NativeEngine;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** {@code assay bench NAME [--json]}. Exit status 2 for another name, an option that cannot be used, or a file. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        System.exit(status(arguments.length == 0 ? "" : arguments[0], rest));
    }

    private static int status(String name, List<String> arguments) throws Exception {
        try {
            return run(name, arguments);
        } catch (IllegalArgumentException | NativeEngine.Missing | IOException e) {
            System.err.println("bench: " + e.getMessage());
            return 2;
        }
    }

    private static int run(String name, List<String> arguments) throws Exception {
        switch (name) {
            case "verify" -> verify(arguments);
            case "evidence" -> evidence(arguments);
            case "alternate" -> Alternation.run(arguments);
            case "cold" -> ColdStart.run(arguments);
            case "auction" -> AuctionBench.run(arguments);
            case "field", "ntt", "msm", "prove" -> ProvingBench.run(name, arguments);
            default -> {
                System.err.println("bench: no benchmark '" + name
                        + "'. There are: verify, evidence, alternate, cold, field, ntt, msm, prove, auction.");
                return 2;
            }
        }
        return 0;
    }

    private static void evidence(List<String> arguments) throws RunnerException, IOException, InterruptedException {
        new Suite("dev\\.assay\\.bench\\.evidence\\.", arguments).run();
        if (!arguments.contains("--json")) {
            OpenSsl.print();
        }
    }

    private static void verify(List<String> arguments) throws RunnerException {
        new Suite("dev\\.assay\\.bench\\.verify\\.", arguments).run();
    }
}
