package dev.assay.bench.auction;

import dev.assay.verification.auction.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code assay bench auction}: mechanisms against populations, then each number of the rules by itself, then how long one
 * clearing takes. No market and no database: a seed decides everything but the last.
 */
public final class AuctionBench {

    private final int jobs;
    private final long seed;
    private final boolean isJson;
    private final Optional<Path> svg;
    private final SweepChart chart = new SweepChart();

    private AuctionBench(List<String> arguments) {
        this.jobs = Integer.parseInt(option(arguments, "--jobs").orElse("4000"));
        this.seed = Long.parseLong(option(arguments, "--seed").orElse("1"));
        this.isJson = arguments.contains("--json");
        this.svg = option(arguments, "--svg").map(Path::of);
    }

    /** @throws IllegalArgumentException if an option cannot be used */
    public static void run(List<String> arguments) throws IOException {
        AuctionBench bench = new AuctionBench(arguments);
        List<String> only = only(arguments);
        if (only.isEmpty() || only.contains("mechanisms")) {
            bench.mechanisms();
        }
        if (only.isEmpty() || only.contains("parameters")) {
            bench.parameters();
        }
        if (only.isEmpty() || only.contains("clear")) {
            new ClearingTime(bench.isJson).run();
        }
        if (bench.svg.isPresent()) {
            bench.chart.write(bench.svg.get());
            System.err.println("drawn: " + bench.svg.get());
        }
    }

    private static Optional<String> option(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        if (at >= 0 && at + 1 == arguments.size()) {
            throw new IllegalArgumentException(name + " wants a value");
        }
        return at < 0 ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }

    private static List<String> only(List<String> arguments) {
        List<String> known = List.of("mechanisms", "parameters", "clear");
        List<String> named = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (List.of("--jobs", "--seed", "--svg").contains(argument)) {
                i++;
            } else if (known.contains(argument)) {
                named.add(argument);
            } else if (!argument.equals("--json")) {
                throw new IllegalArgumentException(
                        "not '" + argument + "' but " + known + ", --jobs, --seed, --svg, --json");
            }
        }
        return named;
    }

    private void mechanisms() {
        for (Population population : Population.ALL) {
            for (Mechanism mechanism : Mechanism.values()) {
                Settings settings = Settings.of(mechanism, population, jobs, seed);
                print("mechanisms", population.name() + " " + mechanism.name().toLowerCase(Locale.ROOT), settings);
            }
        }
    }

    private void print(String sweep, String what, Settings settings) {
        Measured measured = Simulation.run(settings);
        System.out.println(isJson ? measured.json(sweep, what) : measured.line(what));
    }

    private void sweep(String sweep, String series, String value, Settings settings) {
        Measured measured = Simulation.run(settings);
        chart.add(sweep, series, value, 100 * measured.requesters());
        String what = sweep + " " + value + ", " + series;
        System.out.println(isJson ? measured.json(sweep, what) : measured.line(what));
    }

    private void parameters() {
        for (Population population : Population.ALL) {
            Settings settings = Settings.of(Mechanism.SECOND_SCORE, population, jobs, seed);
            String name = population.name();
            for (int ppm : new int[] {0, 100_000, 250_000, 500_000, 1_000_000, 2_000_000}) {
                sweep(
                        "loss, % of the reserve",
                        name,
                        String.valueOf(ppm / 10_000),
                        settings.withRules(settings.rules().withLoss(ppm)));
            }
            for (int milliJobs : new int[] {0, 500, 2000, 5000, 20_000}) {
                Rules rules = settings.rules().withPrior(milliJobs, 900_000);
                sweep(
                        "newcomer prior, jobs of which 90 % were good",
                        name, String.valueOf(milliJobs / 1000.0), settings.withRules(rules));
            }
            for (int ppm : new int[] {0, 200_000, 500_000, 800_000, 950_000}) {
                sweep("hedge below P(in time), %", name, String.valueOf(ppm / 10_000), settings.withHedge(ppm));
            }
            for (int ppm : new int[] {0, 500_000, 1_000_000, 2_000_000, 4_000_000}) {
                sweep("collateral, % of the price", name, String.valueOf(ppm / 10_000), settings.withCollateral(ppm));
            }
            for (int ppm : new int[] {50_000, 100_000, 250_000, 1_000_000}) {
                sweep("share cap, %", name, String.valueOf(ppm / 10_000), settings.withShare(ppm));
            }
        }
        Settings honest = Settings.of(Mechanism.SECOND_SCORE, Population.ALL.getFirst(), jobs, seed);
        for (int millis : new int[] {0, 50, 100, 200, 500, 1000, 2000, 5000, 10_000}) {
            sweep("window, ms", "deadlines near", String.valueOf(millis), honest.withWindow(millis, 1.2));
            sweep("window, ms", "deadlines far", String.valueOf(millis), honest.withWindow(millis, 5));
        }
    }
}
