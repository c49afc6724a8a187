package dev.assay.bench.prove;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Contenders in turns, so that what else the machine does meets all of them alike. */
final class Race {

    /** All runs of one contender but those that warm it up. */
    record Result(String name, List<Timing> runs) {

        double least(ToDoubleFunction<Timing> of) {
            return sorted(of).getFirst();
        }

        double median(ToDoubleFunction<Timing> of) {
            return sorted(of).get(runs.size() / 2);
        }

        double most(ToDoubleFunction<Timing> of) {
            return sorted(of).getLast();
        }

        private List<Double> sorted(ToDoubleFunction<Timing> of) {
            return runs.stream().mapToDouble(of).sorted().boxed().toList();
        }
    }

    private static final int WARM_RUNS = 10;
    private static final double WARM_SECONDS = 2;

    private final List<Contender> contenders = new ArrayList<>();

    Race with(Contender contender) {
        contenders.add(contender);
        return this;
    }

    List<Result> run(int runs) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        for (Contender contender : contenders) {
            warm(contender);
            results.add(new Result(contender.name(), new ArrayList<>()));
        }
        for (int i = 0; i < runs; i++) {
            for (int which = 0; which < contenders.size(); which++) {
                results.get(which).runs().add(contenders.get(which).run());
            }
        }
        return results;
    }

    /** Until the compiler has seen what is short, and once what is long. */
    private static void warm(Contender contender) throws IOException, InterruptedException {
        double spent = 0;
        for (int i = 0; i < WARM_RUNS && spent < WARM_SECONDS; i++) {
            spent += contender.run().wall();
        }
    }

    /** How many times as long the others took as the first, by the medians. */
    static void printRatios(List<Result> results) {
        Result ours = results.getFirst();
        for (Result other : results.subList(1, results.size())) {
            System.err.printf(
                    Locale.ROOT,
                    "%s against %s: %.2f times the CPU time, %.2f times the wall time%n",
                    other.name(),
                    ours.name(),
                    other.median(Timing::cpu) / ours.median(Timing::cpu),
                    other.median(Timing::wall) / ours.median(Timing::wall));
        }
    }
}
