package dev.assay.client;

import java.nio.file.Path;

/** Hears how far an upload is. */
@FunctionalInterface
public interface PublishProgress {

    PublishProgress SILENT = (file, doneBytes, totalBytes) -> {};

    void moved(Path file, long doneBytes, long totalBytes);
}
