package dev.assay.relay.route;

import dev.assay.verification.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The admitted enclaves, and the choice between them. Guarded by the router. */
final class Roster {

    private static final int MAX_STANDINGS = 4096;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration ejection;
    private final Map<Digest, Enclave> enclaves = new LinkedHashMap<>();
    /** Outlives a stream, so that an enclave cannot attach anew to be forgiven. */
    private final Map<Digest, Standing> standings = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Standing> eldest) {
            return size() > MAX_STANDINGS;
        }
    };

    Roster(InstantSource clock, RandomGenerator random, Duration ejection) {
        this.clock = clock;
        this.random = random;
        this.ejection = ejection;
    }

    /** @return the stream that this one replaces: the same enclave, attached before */
    @Nullable
    Enclave add(Enclave enclave) {
        return enclaves.put(enclave.id(), enclave);
    }

    boolean remove(Enclave enclave) {
        return enclaves.remove(enclave.id(), enclave);
    }

    Collection<Enclave> all() {
        return enclaves.values();
    }

    Standing standing(Enclave enclave) {
        return standing(enclave.id());
    }

    Standing standing(Digest enclaveId) {
        return standings.computeIfAbsent(enclaveId, id -> new Standing(ejection));
    }

    boolean anyFree() {
        return enclaves.values().stream().anyMatch(Enclave::free);
    }

    /** Whether there is an enclave that could have the request, now or once it is free or forgiven. */
    boolean anySuits(Placement placement) {
        return enclaves.values().stream().anyMatch(enclave -> !enclave.retiring() && placement.suits(enclave));
    }

    /** Those that would take a request now. */
    List<Enclave> available(Predicate<Enclave> suits) {
        Instant now = clock.instant();
        List<Enclave> available = new ArrayList<>();
        for (Enclave enclave : enclaves.values()) {
            if (enclave.free() && suits.test(enclave) && !standing(enclave).ejected(now)) {
                available.add(enclave);
            }
        }
        return available;
    }

    /**
     * The less loaded of two drawn at random (Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing"): near
     * to the best of all, and no herd runs to the one that was idle a moment ago.
     */
    Optional<Enclave> choose(Predicate<Enclave> suits) {
        List<Enclave> available = available(suits);
        int count = available.size();
        if (count < 2) {
            return available.stream().findFirst();
        }
        int first = random.nextInt(count);
        int second = (first + 1 + random.nextInt(count - 1)) % count;
        return Optional.of(lighter(available.get(first), available.get(second)));
    }

    private Enclave lighter(Enclave one, Enclave other) {
        return load(one) <= load(other) ? one : other;
    }

    private long load(Enclave enclave) {
        return standing(enclave).load(enclave.held().size());
    }
}
