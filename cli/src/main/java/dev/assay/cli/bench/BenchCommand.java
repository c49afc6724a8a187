package dev.assay.cli.bench;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Runs a benchmark of {@code bench/} in a JVM of its own. That module sees this one, so it is found by its class path. */
@Command(
        name = "bench",
        description =
                "Measures this machine: verify (proofs in a warm JVM), cold (whole processes, and the first proof in"
                        + " each), field, ntt, msm and prove (proving and its parts), auction (mechanisms against populations of"
                        + " nodes, simulated).",
        footer = {
            "",
            "What follows the name is handed on. Peers of 'cold' are named: --snarkjs FILE --rapidsnark FILE.",
            "Proving takes --backend auto|java|native --level portable|adx|ifma --log2 N or FROM..TO --runs N",
            "  --curve bn254|bls12-381 --witness chain|mix --svg FILE",
            "  --zkey FILE --wtns FILE (or --wasm FILE --input FILE) --peer rapidsnark=FILE|snarkjs=FILE.",
            "The simulation takes mechanisms, parameters or clear (all without a name) and --jobs N --seed N --svg FILE.",
            "Examples: assay bench verify --json",
            "          assay bench prove --log2 12..20 --svg curve.svg --peer rapidsnark=prover"
        })
public final class BenchCommand implements Callable<Integer> {

    private static final String VECTORS = "jdk.incubator.vector";

    private static final String BUILD = "./mvnw -Dquick -pl bench -am package";

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "verify, evidence, alternate, cold, field, ntt, msm, prove or auction.")
    private String name = "";

    /** For the benchmark, which knows its own options. */
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("assay.home", "."));
        Path classPath = root.resolve("bench/target/bench.classpath");
        if (!Files.isRegularFile(classPath)) {
            throw CommandFailure.world("the benchmarks are not built", "In " + root.toAbsolutePath() + ": " + BUILD);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dassay.root=" + root.toAbsolutePath(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        // A module of this JVM is none of the next one by itself, and without this one Java proves four times slower.
        if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
            command.addAll(List.of("--add-modules", VECTORS));
        }
        command.addAll(List.of(
                "-cp",
                root.resolve("bench/target/classes").toAbsolutePath() + ":"
                        + Files.readString(classPath).strip(),
                "dev.assay.bench.command.Bench",
                name));
        command.addAll(arguments);
        if (output.isJson()) {
            command.add("--json");
        }
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
