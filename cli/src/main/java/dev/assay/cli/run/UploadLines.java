package dev.assay.cli.run;

import dev.assay.client.PublishProgress;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of an upload that takes a while: a line a second at most, and one when a file is there. */
final class UploadLines implements PublishProgress {

    private static final long EVERY_NANOS = 1_000_000_000L;

    private final Consumer<String> lines;
    private long last = System.nanoTime();
    private @Nullable Path done;

    UploadLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void moved(Path file, long doneBytes, long totalBytes) {
        boolean complete = doneBytes >= totalBytes && !file.equals(done);
        long now = System.nanoTime();
        if (complete || now - last > EVERY_NANOS) {
            last = now;
            done = complete ? file : done;
            lines.accept("upload " + RequestRun.shortName(file) + " " + doneBytes + " of " + totalBytes + " bytes");
        }
    }
}
