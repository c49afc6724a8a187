package dev.assay.cli.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Says that nothing has happened when nothing has happened for a while: a silent program looks like a hung one. */
final class Silence implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());
    private final Thread thread;

    Silence(Consumer<String> lines) {
        thread = Thread.ofVirtual().start(() -> watch(lines));
    }

    /** Something was said. */
    void broken() {
        lastNanos.set(System.nanoTime());
    }

    private void watch(Consumer<String> lines) {
        try {
            while (true) {
                Thread.sleep(PATIENCE.toMillis() / 4);
                if (System.nanoTime() - lastNanos.get() > PATIENCE.toNanos()) {
                    lines.accept("still waiting");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
