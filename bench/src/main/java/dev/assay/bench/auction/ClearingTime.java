package dev.assay.bench.auction;

import dev.assay.verification.auction.Auction;
import dev.assay.verification.auction.Clearing;
import dev.assay.verification.auction.Outcome;
import dev.assay.verification.auction.Rules;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** How long the market's own code takes to clear one round, in CPU time of its thread. */
final class ClearingTime {

    private static final int ROUNDS = 20_000;

    private final boolean isJson;

    ClearingTime(boolean isJson) {
        this.isJson = isJson;
    }

    void run() {
        for (int bids : new int[] {2, 10, 100, 1000}) {
            Clearing clearing = clearing(bids);
            double[] micros = new double[9];
            long sold = 0;
            for (int i = 0; i < micros.length; i++) {
                int rounds = ROUNDS / Math.max(1, bids / 100);
                long begun = cpuNanos();
                for (int k = 0; k < rounds; k++) {
                    sold += Auction.clear(clearing) instanceof Outcome.Sold outcome ? outcome.priceMicros() : 0;
                }
                micros[i] = (cpuNanos() - begun) / 1000.0 / rounds;
            }
            Arrays.sort(micros);
            System.out.printf(
                    Locale.ROOT,
                    isJson
                            ? "{\"sweep\":\"clear\",\"bids\":%d,\"cpuMicrosLeast\":%.2f,\"cpuMicrosMedian\":%.2f,\"check\":%d}%n"
                            : "one clearing of %d bids: CPU least %.2f us, median %.2f us (sum of prices %d)%n",
                    bids,
                    micros[0],
                    micros[micros.length / 2],
                    sold);
        }
    }

    private static Clearing clearing(int bids) {
        SplittableRandom random = new SplittableRandom(3);
        SimJob job = new SimJob(0, 0, 60_000, 20_000, 300_000, 450_000);
        List<Mechanism.Offer> offers = new ArrayList<>();
        for (int i = 0; i < bids; i++) {
            SimNode.Machine machine =
                    new SimNode.Machine(new SimNode.Hardware(100 + random.nextInt(50), 1 + random.nextDouble(), 0.2));
            SimNode node = new SimNode(i + 1, Behaviour.HONEST, machine, 1, 0);
            for (int jobs = random.nextInt(40); jobs > 0; jobs--) {
                node.seen(job, random.nextInt(10) > 0, 60_000, 0);
            }
            offers.add(new Mechanism.Offer(node, (long) node.costMicros(job)));
        }
        return Mechanism.clearing(job, 0, offers, Rules.STANDARD, 8000, random);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
