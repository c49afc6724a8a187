package dev.assay.bench.auction;

import dev.assay.bench.auction.Mechanism.Choice;
import dev.assay.bench.auction.Mechanism.Offer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One market through thousands of jobs. Jobs come at random, so that half of the machines are busy; a job that fails is sold
 * again while there is time, at most {@link #MAX_ATTEMPTS} times. The same seed gives the same jobs and nodes to every
 * mechanism.
 */
final class Simulation {

    private static final int MAX_ATTEMPTS = 5;
    private static final double SILENCE_MILLIS = 5000;
    private static final int RECENT = 64;

    private final Settings settings;
    private final RandomGenerator random;
    private final List<SimNode> nodes;
    private final double gapMillis;
    private final Deque<Double> samples = new ArrayDeque<>();
    private final Deque<SimNode> recent = new ArrayDeque<>();
    private final Map<SimNode, Integer> recentWins = new HashMap<>();
    private final Measured measured = new Measured();
    private int names = 1_000_000;

    private Simulation(Settings settings) {
        this.settings = settings;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
        // A job takes a minute of work in the mean.
        this.gapMillis = 60_000.0 * 2 / settings.population().machines();
        this.nodes = settings.population().nodes(random, gapMillis * settings.jobs() / 2);
    }

    static Measured run(Settings settings) {
        return new Simulation(settings).run();
    }

    private Measured run() {
        double now = 0;
        for (int i = 0; i < settings.jobs(); i++) {
            now += gapMillis * random.nextExponential();
            SimJob job = job(i, now);
            // So that no choice that one mechanism leaves out shifts the jobs of the others.
            RandomGenerator own = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed() * 31 + i);
            measured.jobs++;
            measured.valueOfAllMicros += job.valueMicros();
            sell(job, own);
        }
        return measured;
    }

    private SimJob job(int number, double at) {
        double work = Math.clamp(40_000 * Math.exp(0.9 * random.nextGaussian()), 1000, 600_000);
        double value = work / 1000 * 100 * random.nextDouble(1.3, 4);
        double soft = at + work * random.nextDouble(settings.urgency(), 3 * settings.urgency());
        return new SimJob(number, at, work, (long) value, soft, soft + (soft - at) / 2);
    }

    private void sell(SimJob job, RandomGenerator own) {
        double now = job.at();
        for (int attempt = 0; attempt < MAX_ATTEMPTS && now < job.hard(); attempt++) {
            double opened = now;
            List<Offer> offers = offers(job, now, own);
            now += settings.windowMillis();
            Optional<Choice> choice = now < job.hard()
                    ? settings.mechanism().choose(job, now, offers, settings.rules(), index(job), own)
                    : Optional.empty();
            learn(offers, choice);
            if (choice.isEmpty()) {
                // Nobody: again when somebody may be free.
                now = Math.max(now, opened + Math.min(5000, (job.hard() - job.at()) / 20));
                continue;
            }
            now = attempt(job, now + choice.get().delayMillis(), choice.get(), own);
            if (now < 0) {
                return;
            }
        }
    }

    private List<Offer> offers(SimJob job, double now, RandomGenerator own) {
        List<SimNode> free = nodes.stream().filter(node -> node.isFree(now)).toList();
        List<SimNode> within =
                free.stream().filter(node -> share(node) <= settings.sharePpm()).toList();
        SimNode ringLeader = free.stream()
                .filter(node -> node.behaviour == Behaviour.COLLUDING)
                .min((a, b) -> Double.compare(a.costMicros(job), b.costMicros(job)))
                .orElse(null);
        List<Offer> offers = new ArrayList<>();
        for (SimNode node : within.isEmpty() ? free : within) {
            double latency = 80 * Math.exp(0.7 * own.nextGaussian()) + (own.nextInt(10) == 0 ? 3000 : 0);
            if (settings.windowMillis() == 0 || latency <= settings.windowMillis()) {
                offers.add(new Offer(node, ask(node, job, node == ringLeader, own)));
            }
        }
        return offers;
    }

    /** Of names: that they are one machine nobody sees. */
    private double share(SimNode node) {
        return 1e6 * recentWins.getOrDefault(node, 0) / RECENT;
    }

    /** Costs contain what a node loses by its own failures. */
    private long ask(SimNode node, SimJob job, boolean isRingLeader, RandomGenerator own) {
        double cost = node.costMicros(job);
        double risk = (1 - node.reliability) * settings.collateralPpm() / 1e6 * cost;
        double index = index(job);
        double ask = switch (node.behaviour) {
            case HONEST -> (cost + risk) * (settings.mechanism().isTruthful() ? 1 : node.margin);
            case GREEDY -> (cost + risk) * (settings.mechanism().isTruthful() ? 1.5 : node.margin);
            case COLLUDING ->
                isRingLeader ? (cost + risk) * (settings.mechanism().isTruthful() ? 1 : node.margin) : 4 * index;
            case FAILING -> cost / 2;
            // One name bids to win, the others to lift its price.
            case SYBIL ->
                node == firstName(node.machine)
                        ? (cost + risk) * (settings.mechanism().isTruthful() ? 1 : node.margin)
                        : Math.max(cost, index * own.nextDouble(1.2, 2.5));
        };
        return (long) ask;
    }

    private SimNode firstName(SimNode.Machine machine) {
        return nodes.stream()
                .filter(node -> node.machine == machine)
                .findFirst()
                .orElseThrow();
    }

    private void learn(List<Offer> offers, Optional<Choice> choice) {
        offers.forEach(
                offer -> offer.node().learn(choice.isPresent() && choice.get().winner() == offer.node()));
    }

    private long index(SimJob job) {
        if (samples.isEmpty()) {
            return 0;
        }
        double[] sorted =
                samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (long) (sorted[sorted.length / 2] * job.workMillis());
    }

    /** @return when the job is for sale again; -1 if it was delivered, or never will be */
    private double attempt(SimJob job, double start, Choice choice, RandomGenerator own) {
        SimNode winner = choice.winner();
        won(job, choice);
        Run first = run(job, winner, start, own);
        Optional<Run> second = hedge(job, start, first, choice, own);
        Run done = second.filter(
                        hedge -> hedge.end() < first.end() && hedge.isGood() || !first.isGood() && hedge.isGood())
                .orElse(first);
        settle(job, choice, first, done);
        second.ifPresent(hedge -> settleHedge(job, choice, hedge, done));
        return done.isGood() && done.end() < job.hard()
                ? -1
                : Math.max(first.end(), second.map(Run::end).orElse(0.0));
    }

    private void won(SimJob job, Choice choice) {
        samples.add(choice.sampleMicros() / job.workMillis());
        if (samples.size() > RECENT) {
            samples.remove();
        }
        recent.add(choice.winner());
        recentWins.merge(choice.winner(), 1, Integer::sum);
        if (recent.size() > RECENT) {
            recentWins.merge(recent.remove(), -1, Integer::sum);
        }
        measured.newcomerWins += choice.winner().from > 0 ? 1 : 0;
    }

    /**
     * @param begin when the machine was free for it
     * @param end when the proof is there, or the failure is known
     */
    private record Run(SimNode node, double begin, double end, boolean isGood, double costMicros) {}

    private static Run run(SimJob job, SimNode node, double start, RandomGenerator own) {
        double begin = Math.max(start, node.machine.busyUntil);
        double took = node.expectedMillis(job) * 1.05 * Math.exp(node.machine.hardware.spread() * own.nextGaussian());
        boolean isGood = own.nextDouble() < node.reliability;
        boolean isSilent = own.nextBoolean();
        double end = isGood || !isSilent ? begin + took : Math.min(begin + took, start + SILENCE_MILLIS);
        boolean idles = !isGood && node.behaviour == Behaviour.FAILING;
        double cost = idles ? 0 : (end - begin) / 1000 * node.machine.hardware.costMicrosPerSecond();
        node.machine.busyUntil = end;
        return new Run(node, begin, end, isGood, Math.max(0, cost));
    }

    /** The runner-up is put on the job when the first is not done at a time at which it most likely will not be in time. */
    private Optional<Run> hedge(SimJob job, double start, Run first, Choice choice, RandomGenerator own) {
        if (settings.hedgePpm() == 0 || choice.runnerUp().isEmpty()) {
            return Optional.empty();
        }
        SimNode other = choice.runnerUp().get();
        double expected = first.node().expectedMillis(job);
        for (double at = start + expected / 4; at < first.end(); at += expected / 4) {
            boolean isLikelyLate =
                    inTime((at - start) / expected, (job.soft() - start) / expected) * 1e6 < settings.hedgePpm();
            if (isLikelyLate && at + other.expectedMillis(job) < job.hard() && other.isFree(at)) {
                measured.hedges++;
                return Optional.of(run(job, other, at, own));
            }
        }
        return Optional.empty();
    }

    /** P(T <= deadline | T > now), T of the common spread, in units of the expected time. */
    private static double inTime(double now, double deadline) {
        double late = 1 - cdf(deadline);
        double still = 1 - cdf(now);
        return still < 1e-9 ? 0 : Math.max(0, 1 - late / still);
    }

    private static double cdf(double overrun) {
        double z = overrun <= 0 ? -9 : Math.log(overrun / 1.05) / 0.3;
        return 1 / (1 + Math.exp(-1.702 * z));
    }

    private void settle(SimJob job, Choice choice, Run first, Run done) {
        double price = choice.priceMicros();
        double share = job.shareAt(done.end());
        measured.costMicros += first.costMicros();
        boolean isDelivered = done.isGood() && share > 0;
        if (isDelivered) {
            measured.delivered++;
            measured.onTime += share == 1 ? 1 : 0;
            measured.realisedMicros += share * job.valueMicros();
            measured.paidMicros += share * price;
            measured.usefulCostMicros += done.costMicros();
        }
        boolean firstDelivered = first.isGood() && job.shareAt(first.end()) > 0;
        first.node().seen(job, firstDelivered, first.end() - first.begin(), first.end());
        if (!firstDelivered || done != first) {
            measured.failures++;
            measured.wastedMicros += first.costMicros();
            slash(first.node(), price);
        }
    }

    private void slash(SimNode node, double price) {
        double collateral = price * settings.collateralPpm() / 1e6;
        measured.slashedMicros += collateral;
        node.slashedMicros += collateral;
        // Its stake is gone, or its name: it comes back under another one.
        if (node.behaviour == Behaviour.FAILING && node.slashedMicros > 20_000) {
            node.rename(names++);
        }
    }

    private void settleHedge(SimJob job, Choice choice, Run hedge, Run done) {
        measured.costMicros += hedge.costMicros();
        if (done != hedge) {
            measured.wastedMicros += hedge.costMicros();
        }
        hedge.node().seen(job, hedge.isGood(), hedge.end() - hedge.begin(), hedge.end());
    }
}
