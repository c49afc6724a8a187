package dev.assay.verification.transparency;

/** An entry that a log has at a place. */
public final class VerifiedEntry {

    private final VerifiedCheckpoint checkpoint;
    private final long index;
    private final byte[] entry;

    VerifiedEntry(VerifiedCheckpoint checkpoint, long index, byte[] entry) {
        this.checkpoint = checkpoint;
        this.index = index;
        this.entry = entry;
    }

    public VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    public long index() {
        return index;
    }

    public byte[] entry() {
        return entry.clone();
    }
}
