package dev.assay.market.estimate;

import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.auction.History;
import dev.assay.verification.sign.Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known from leases that ended. Each process reads every one once, soon after its end, so that an auction asks no
 * database; what was learned is gone with the process and read again by the next.
 */
public final class Estimates {

    /** Transactions that end late may bring an earlier end to light. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final Duration MEMORY = Duration.ofDays(14);
    private static final int PAGE = 10_000;

    /** So few rounds are one node's opinion. */
    private static final int LEAST_FOR_INDEX = 16;

    private record Size(Digest circuitId, int inputClass) {}

    private final Database database;
    private final Map<Address, TrackRecord> records = new ConcurrentHashMap<>();
    private final Map<Size, Map<String, Samples>> times = new ConcurrentHashMap<>();
    private final Map<Size, Samples> prices = new ConcurrentHashMap<>();
    private Map<Long, Instant> lately = new HashMap<>();
    private Instant from;

    public Estimates(Database database, InstantSource clock) {
        this.database = database;
        this.from = clock.instant().minus(MEMORY);
    }

    /** Reads what ended since the last time. */
    public synchronized void refresh() {
        List<Ended> page;
        do {
            Instant start = from;
            page = database.transact(tx -> new Clearings(tx).ended(start, PAGE));
            page.forEach(this::learn);
            if (!page.isEmpty()) {
                advance(page.getLast().at(), page.size() == PAGE);
            }
        } while (page.size() == PAGE);
    }

    private void learn(Ended ended) {
        if (lately.putIfAbsent(ended.token(), ended.at()) != null || !ended.counts()) {
            return;
        }
        records.computeIfAbsent(ended.node(), node -> new TrackRecord()).add(ended);
        if (ended.isDelivered()) {
            Size size = new Size(ended.circuitId(), ended.inputClass());
            long millis = ended.took().toMillis();
            Map<String, Samples> byHardware = times.computeIfAbsent(size, key -> new ConcurrentHashMap<>());
            byHardware.computeIfAbsent(ended.hardware(), key -> new Samples()).add(millis);
            byHardware.computeIfAbsent("", key -> new Samples()).add(millis);
            prices.computeIfAbsent(size, key -> new Samples()).add(ended.sampleMicros());
        }
    }

    /** A full page is followed by the next one without overlap, which would otherwise be the same page again. */
    private void advance(Instant latest, boolean isFull) {
        if (isFull) {
            from = latest.isAfter(from) ? latest : from.plusMillis(1);
        } else if (latest.minus(OVERLAP).isAfter(from)) {
            from = latest.minus(OVERLAP);
        }
        Set<Long> forgotten = new HashSet<>();
        lately.forEach((token, at) -> {
            if (at.isBefore(from)) {
                forgotten.add(token);
            }
        });
        lately.keySet().removeAll(forgotten);
    }

    public History history(Address node) {
        TrackRecord record = records.get(node);
        return record == null ? History.NONE : record.history();
    }

    /** By hardware, all together first; empty if no such job was ever delivered. */
    public List<Estimate> estimates(Digest circuitId, int inputClass) {
        return times.getOrDefault(new Size(circuitId, inputClass), Map.of()).entrySet().stream()
                .map(each -> estimate(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Estimate::hardware))
                .toList();
    }

    private static Estimate estimate(String hardware, Samples samples) {
        return new Estimate(hardware, samples.count(), samples.percentile(50), samples.percentile(95));
    }

    /** On that hardware; on any, where nothing is known of that; 0 samples, where nothing is known at all. */
    public Estimate estimate(Digest circuitId, int inputClass, String hardware) {
        Map<String, Samples> known = times.getOrDefault(new Size(circuitId, inputClass), Map.of());
        Samples samples = known.getOrDefault(hardware, known.get(""));
        return samples == null ? new Estimate(hardware, 0, 0, 0) : estimate(hardware, samples);
    }

    /** What such a job costs: the median of what the latest rounds said; 0 while there are too few of them. */
    public long indexMicros(Digest circuitId, int inputClass) {
        Samples samples = prices.get(new Size(circuitId, inputClass));
        return samples == null || samples.count() < LEAST_FOR_INDEX ? 0 : samples.percentile(50);
    }
}
