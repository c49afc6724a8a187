package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import java.util.Optional;

/** What a market publishes of its log, wherever it is read from. Nothing of it is believed. */
@FunctionalInterface
public interface PublishedLog {

    /** The newest checkpoint. */
    String CHECKPOINT = "checkpoint";

    /**
     * @param path {@link #CHECKPOINT}, that of a tile (C2SP tlog-tiles), {@link #record} or {@link #book}
     * @return empty if there is no such thing, or not yet
     */
    Optional<byte[]> read(String path);

    static String record(long index) {
        return "record/" + index;
    }

    static String book(Digest digest) {
        return "book/" + digest.hex();
    }
}
