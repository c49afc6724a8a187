package dev.assay.market.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Keys that sort by time of making, so that an index grows at one end: UUID version 7 (RFC 9562 section 5.7). */
public final class Uuid7 {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Uuid7() {}

    public static UUID at(Instant time) {
        long high = time.toEpochMilli() << 16 | 0x7000L | RANDOM.nextInt(1 << 12);
        long low = 0x8000000000000000L | RANDOM.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
