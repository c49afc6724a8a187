package dev.assay.verification.auction;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Rounds to clear. */
final class Rounds {

    static final int WORK_CLASS = WorkClass.of(1000);

    private Rounds() {}

    static Address node(int number) {
        byte[] bytes = new byte[Address.SIZE_BYTES];
        bytes[19] = (byte) number;
        bytes[18] = (byte) (number >> 8);
        return Address.of(bytes);
    }

    static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** So many jobs of the standard size were leased and delivered, each in the time that was said. */
    static History seen(int leased, int delivered) {
        return seen(WORK_CLASS, leased, delivered);
    }

    static History seen(int workClass, int leased, int delivered) {
        int[] leases = new int[WorkClass.COUNT];
        int[] good = new int[WorkClass.COUNT];
        int[] overruns = new int[Overruns.COUNT];
        leases[workClass] = leased * 1000;
        good[workClass] = delivered * 1000;
        overruns[Overruns.bucket(100, 100)] = delivered * 1000;
        return History.of(leases, good, overruns);
    }

    static Candidate candidate(int number, long ask, History history) {
        return new Candidate(node(number), digest("bid " + number), ask, 1000, history);
    }

    /** A minute until the proof loses value, two until it has none; a second of work. */
    static Terms terms(long reserve) {
        return Terms.falling(reserve, 0, 60_000, 120_000, 1000);
    }

    static Clearing round(long reserve, long index, Rules rules, List<Candidate> candidates) {
        return new Clearing(digest("job"), terms(reserve), index, rules, candidates, digest("seed"));
    }

    /** Nodes that never failed, with these asks. */
    static List<Candidate> proven(long... asks) {
        List<Candidate> candidates = new ArrayList<>();
        for (long ask : asks) {
            candidates.add(candidate(candidates.size() + 1, ask, seen(1000, 1000)));
        }
        return candidates;
    }

    static Clearing random(RandomGenerator random, Rules rules) {
        long reserve = random.nextInt(1, 2000);
        List<Candidate> candidates = new ArrayList<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            int leased = random.nextInt(40);
            candidates.add(new Candidate(
                    node(i + 1),
                    digest("bid " + i),
                    random.nextInt(2400),
                    random.nextInt(150_000),
                    seen(random.nextInt(WorkClass.COUNT), leased, random.nextInt(leased + 1))));
        }
        return new Clearing(
                digest("job"),
                terms(reserve),
                random.nextBoolean() ? 0 : random.nextInt(1, 2000),
                rules,
                candidates,
                digest("seed " + random.nextInt()));
    }
}
