package dev.assay.bench.prove;

import dev.assay.node.prove.NativeEngine;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints what was measured, a line each, beside what the multiplications alone would take; draws it if asked to. */
final class Report {

    private final Options options;
    private final Chart chart = new Chart("Wall time by size, medians");
    /** Of one multiplication of eight lanes, on one core. */
    private final double multiplicationSeconds;

    Report(Options options) throws NativeEngine.Missing {
        this.options = options;
        this.multiplicationSeconds = multiplicationSeconds(options);
    }

    private static double multiplicationSeconds(Options options) throws NativeEngine.Missing {
        try (Arena arena = Arena.ofConfined()) {
            Contender multiplication = ProvingBench.multiplication(arena, options.backend(), 1);
            return new Race()
                    .with(multiplication)
                    .run(options.runs())
                    .getFirst()
                    .least(Timing::cpu);
        } catch (IOException e) {
            throw new IllegalStateException("nothing here reads or writes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** @param multiplications that it cannot do without, see {@link Ceiling} */
    void of(String benchmark, int log2, double multiplications, Race race) throws IOException, InterruptedException {
        List<Race.Result> results = race.run(options.runs());
        for (Race.Result result : results) {
            System.out.println(options.isJson() ? json(benchmark, log2, result) : line(log2, result));
            if (log2 > 0) {
                chart.add(result.name(), log2, result.median(Timing::wall));
            }
        }
        if (log2 > 0) {
            System.err.printf(
                    Locale.ROOT,
                    "%s of 2^%d: %.1f million multiplications, %.3f s at %.2f ns; the least CPU time is %.1f times that%n",
                    results.getFirst().name(),
                    log2,
                    multiplications / 1e6,
                    multiplications * multiplicationSeconds,
                    multiplicationSeconds * 1e9,
                    results.getFirst().least(Timing::cpu) / multiplications / multiplicationSeconds);
        }
        Race.printRatios(results);
    }

    void end() throws IOException {
        if (options.svg().isPresent()) {
            Path file = options.svg().get();
            chart.write(file);
            System.err.println("drawn: " + file);
        }
    }

    private static String line(int log2, Race.Result result) {
        return String.format(
                Locale.ROOT,
                "%s%s: CPU least %.4f, median %.4f, most %.4f; wall least %.4f, median %.4f, most %.4f; %d runs",
                result.name(),
                log2 > 0 ? " of 2^" + log2 + ", seconds" : "",
                result.least(Timing::cpu),
                result.median(Timing::cpu),
                result.most(Timing::cpu),
                result.least(Timing::wall),
                result.median(Timing::wall),
                result.most(Timing::wall),
                result.runs().size());
    }

    private static String json(String benchmark, int log2, Race.Result result) {
        return String.format(
                Locale.ROOT,
                "{\"benchmark\":\"%s\",\"what\":\"%s\",\"log2\":%d,\"cpuLeast\":%.4f,\"cpuMedian\":%.4f,\"cpuMost\":%.4f,"
                        + "\"wallLeast\":%.4f,\"wallMedian\":%.4f,\"wallMost\":%.4f,\"runs\":%d}",
                benchmark,
                result.name(),
                log2,
                result.least(Timing::cpu),
                result.median(Timing::cpu),
                result.most(Timing::cpu),
                result.least(Timing::wall),
                result.median(Timing::wall),
                result.most(Timing::wall),
                result.runs().size());
    }
}
