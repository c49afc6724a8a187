package dev.assay.bench.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The most anonymous memory that this process has resident (Linux, RssAnon): without mapped files, with the JVM's own. */
record MemoryPeak(long beforeBytes, AtomicLong most, AtomicBoolean ended) implements AutoCloseable {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long PAUSE_MILLIS = 5;

    static MemoryPeak begin() {
        System.gc();
        MemoryPeak peak = new MemoryPeak(residentBytes(), new AtomicLong(), new AtomicBoolean());
        Thread.ofPlatform().daemon().name("memory").start(peak::watch);
        return peak;
    }

    long mostBytes() {
        return most.get();
    }

    private void watch() {
        try {
            while (!ended.get()) {
                most.accumulateAndGet(residentBytes(), Math::max);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long residentBytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        ended.set(true);
    }
}
