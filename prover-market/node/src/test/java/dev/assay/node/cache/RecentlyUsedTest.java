package dev.assay.node.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecentlyUsedTest {

    private final RecentlyUsed<String, Integer> cache = new RecentlyUsed<>(2);
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void makesEachValueOnce() {
        IntStream.range(0, 100).parallel().forEach(i -> assertEquals(1, get("a")));
        assertEquals(1, made.get());
    }

    @Test
    void forgetsWhatWasUsedLongestAgo() {
        get("a");
        get("b");
        get("a");
        get("c");
        assertEquals(1, get("a"));
        assertEquals(4, get("b"));
    }

    @Test
    void triesAgainAfterFailure() {
        assertThrows(
                IOException.class,
                () -> cache.<IOException, RuntimeException>get("a", () -> {
                    throw new IOException("not there");
                }));
        assertEquals(1, get("a"));
    }

    private int get(String key) {
        return cache.<RuntimeException, RuntimeException>get(key, made::incrementAndGet);
    }
}
