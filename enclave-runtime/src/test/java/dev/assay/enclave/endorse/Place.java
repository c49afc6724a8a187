package dev.assay.enclave.endorse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An endorser with one fake vendor for all, a clock that tests set, and pauses that take no time. */
final class Place implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    static final FetchLimits LIMITS = new FetchLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(20), 3, Duration.ofMillis(100), Duration.ofSeconds(10), 8);

    final FakeVendor vendor = new FakeVendor();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    volatile Instant now = NOW;

    private final Path cache;

    Place(Path cache) {
        this.cache = cache;
    }

    EndorsementSources sources() {
        return EndorsementSources.vendors().withAmd(AmdSource.kds().at(vendor.address()));
    }

    Endorsed endorse(EndorsementSources sources, Unendorsed evidence) throws IOException {
        try (Endorser endorser = open(sources)) {
            return endorser.endorse(evidence);
        }
    }

    Endorser open(EndorsementSources sources) throws IOException {
        return Endorser.open(sources, LIMITS, cache, () -> now, pauses::add);
    }

    @Override
    public void close() {
        vendor.close();
    }
}
