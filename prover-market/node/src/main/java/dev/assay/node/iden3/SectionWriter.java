package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Writes a container ({@link SectionFile}) whose sections' sizes are known before, through the page cache: in any order and
 * by any number of threads, with no more than the pages in use in memory.
 */
final class SectionWriter implements AutoCloseable {

    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int HEAD_BYTES = 3 * Integer.BYTES;
    private static final int SECTION_HEAD_BYTES = Integer.BYTES + Long.BYTES;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;
    private final Map<Integer, Long> starts = new HashMap<>();

    /**
     * A new file, or all of an old one, which is lost.
     *
     * @param sizes of the sections, in bytes, in their order
     */
    SectionWriter(Path file, String magic, int version, SequencedMap<Integer, Long> sizes) throws IOException {
        long heads = HEAD_BYTES + (long) SECTION_HEAD_BYTES * sizes.size();
        bytes = map(
                file, heads + sizes.values().stream().mapToLong(Long::longValue).sum(), arena);
        put(0, magic.getBytes(StandardCharsets.US_ASCII));
        bytes.set(U32, Integer.BYTES, version);
        bytes.set(U32, 2L * Integer.BYTES, sizes.size());
        long at = HEAD_BYTES;
        for (Map.Entry<Integer, Long> section : sizes.entrySet()) {
            bytes.set(U32, at, section.getKey());
            bytes.set(U64, at + Integer.BYTES, section.getValue());
            starts.put(section.getKey(), at + SECTION_HEAD_BYTES);
            at += SECTION_HEAD_BYTES + section.getValue();
        }
    }

    private static MemorySegment map(Path file, long size, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
        }
    }

    /** Bytes at an offset within a section. */
    void put(int section, long offset, byte[] content) {
        put(starts.getOrDefault(section, 0L) + offset, content);
    }

    /** Points from an index on within a section. */
    <A> void points(int section, long from, List<A> points, PointFormat<A> format) {
        long offset = from * format.sizeBytes();
        for (A point : points) {
            put(section, offset, format.encode(point));
            offset += format.sizeBytes();
        }
    }

    private void put(long at, byte[] content) {
        MemorySegment.copy(content, 0, bytes, JAVA_BYTE, at, content.length);
    }

    @Override
    public void close() {
        bytes.force();
        arena.close();
    }
}
