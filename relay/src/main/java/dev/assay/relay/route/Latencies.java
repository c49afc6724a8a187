package dev.assay.relay.route;

import dev.assay.verification.Digest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the latest requests of each workload took; of the workloads, those used latest. */
public final class Latencies {

    private static final int SAMPLES = 64;
    private static final int WORKLOADS = 1024;

    private final Map<Digest, Deque<Duration>> samples = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Deque<Duration>> eldest) {
            return size() > WORKLOADS;
        }
    };

    synchronized void add(Digest workload, Duration latency) {
        Deque<Duration> latest = samples.computeIfAbsent(workload, id -> new ArrayDeque<>());
        latest.addLast(latency);
        if (latest.size() > SAMPLES) {
            latest.removeFirst();
        }
    }

    /** The median; zero when there was none. */
    public synchronized Duration median(Digest workload) {
        Deque<Duration> latest = samples.get(workload);
        if (latest == null) {
            return Duration.ZERO;
        }
        List<Duration> sorted = latest.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
