package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Writes a container ({@link SectionFile}) whose sections' sizes are known before, through the page cache: in any order
 * and by any number of threads, with no more than the pages in use in memory.
 */
final class SectionWriter implements AutoCloseable {

    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int HEAD_BYTES = 3 * Integer.BYTES;
    private static final int ZEROS_BYTES = 1 << 20;
    private static final int SECTION_HEAD_BYTES = Integer.BYTES + Long.BYTES;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;
    private final Map<Integer, Long> starts = new HashMap<>();

    /**
     * A new file, or all of an old one, which is lost.
     *
     * @param sizes of the sections, in bytes, in their order
     * @throws IOException such as where the disk has not that much space
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
            return map(file, channel, size, arena);
        }
    }

    /** A file that could not be opened is not ours to delete. */
    private static MemorySegment map(Path file, FileChannel channel, long size, Arena arena) throws IOException {
        try {
            allocate(channel, size);
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
        } catch (IOException e) {
            deletePart(file, e);
            throw e;
        }
    }

    /**
     * Takes the whole space from the disk, by writing zeros. A file with holes would find a disk that is full where a
     * page of it is written back or first touched: as a fault in memory, which is an InternalError somewhere, and no
     * IOException.
     */
    private static void allocate(FileChannel channel, long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
        long at = 0;
        while (at < size) {
            zeros.clear().limit((int) Math.min(ZEROS_BYTES, size - at));
            at += channel.write(zeros, at);
        }
    }

    /** A file of zeros is of use to nobody, and fills the disk. A device is not ours to delete. */
    private static void deletePart(Path file, IOException cause) {
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
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
