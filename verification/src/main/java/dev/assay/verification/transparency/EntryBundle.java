package dev.assay.verification.transparency;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The entries of one tile (C2SP tlog-tiles, "Log Entries"): each after its length, two bytes big-endian. */
public record EntryBundle(List<byte[]> entries) {

    public static final int MAX_ENTRY_BYTES = 0xFFFF;

    private static final int LENGTH_SIZE_BYTES = 2;

    /** @throws IllegalArgumentException if an entry is too long */
    public EntryBundle {
        entries = List.copyOf(entries);
        if (entries.stream().anyMatch(entry -> entry.length > MAX_ENTRY_BYTES)) {
            throw new IllegalArgumentException("an entry has at most " + MAX_ENTRY_BYTES + " bytes");
        }
    }

    /** @param width how many entries there must be */
    public static Verdict<EntryBundle> parse(byte[] bytes, int width) {
        try {
            return new Verdict.Verified<>(read(bytes, width));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static EntryBundle read(byte[] bytes, int width) {
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int start = at + LENGTH_SIZE_BYTES;
            int length = start > bytes.length ? 0 : (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
            if (start + length > bytes.length || entries.size() == width) {
                throw StrictText.malformed("a bundle of " + width + " entries that is cut off or goes on");
            }
            entries.add(Arrays.copyOfRange(bytes, start, start + length));
            at = start + length;
        }
        if (entries.size() != width) {
            throw StrictText.malformed(entries.size() + " entries in a bundle of " + width);
        }
        return new EntryBundle(entries);
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            out.write(entry.length >>> 8);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }
}
