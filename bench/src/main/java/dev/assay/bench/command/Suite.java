package dev.assay.bench.command;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** The JMH benchmarks of a package, all in one run, with what each allocates. */
final class Suite {

    /** The second is asked for by JMH itself, which else says so on standard output. */
    private static final String[] JVM = {
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC"
    };

    private final String include;
    private final boolean json;
    private final List<String> only;

    /** Of the arguments, those that are no option are parts of the names to run. */
    Suite(String packageName, List<String> arguments) {
        this.include = packageName;
        this.json = arguments.contains("--json");
        this.only = arguments.stream().filter(a -> !a.startsWith("--")).toList();
    }

    void run() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(JVM)
                .verbosity(json ? VerboseMode.SILENT : VerboseMode.NORMAL);
        if (only.isEmpty()) {
            options.include(include);
        }
        only.forEach(name -> options.include(include + ".*" + name));
        Collection<RunResult> results = new Runner(options.build()).run();
        if (json) {
            results.forEach(result -> System.out.println(line(result)));
        }
    }

    /** One JSON object: the mean, the spread of the iterations, the bytes allocated for one operation. */
    private static String line(RunResult result) {
        Result<?> primary = result.getPrimaryResult();
        Statistics spread = primary.getStatistics();
        StringBuilder parameters = new StringBuilder();
        for (String key : result.getParams().getParamsKeys()) {
            parameters.append(String.format(
                    Locale.ROOT, ",\"%s\":\"%s\"", key, result.getParams().getParam(key)));
        }
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return String.format(
                Locale.ROOT,
                "{\"benchmark\":\"%s\"%s,\"unit\":\"%s\",\"mean\":%.3f,\"min\":%.3f,\"max\":%.3f,\"samples\":%d,"
                        + "\"allocatedBytes\":%.0f}",
                result.getParams().getBenchmark(),
                parameters,
                primary.getScoreUnit(),
                primary.getScore(),
                spread.getMin(),
                spread.getMax(),
                spread.getN(),
                allocated == null ? 0.0 : allocated.getScore());
    }
}
