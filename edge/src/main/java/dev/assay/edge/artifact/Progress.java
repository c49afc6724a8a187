package dev.assay.edge.artifact;

/** Hears how far a transfer is. */
@FunctionalInterface
public interface Progress {

    Progress SILENT = (doneBytes, totalBytes) -> {};

    /** @param totalBytes -1 while it is not known */
    void moved(long doneBytes, long totalBytes);
}
