package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A table of affine points as the file holds it, decoded one at a time: 64 or 128 bytes a point, no object is kept. A
 * backend that works on raw memory takes {@link #bytes}.
 *
 * @param <A> an affine point
 */
public final class Points<A> {

    private final MemorySegment bytes;
    private final PointFormat<A> format;

    private Points(MemorySegment bytes, PointFormat<A> format) {
        this.bytes = bytes;
        this.format = format;
    }

    public static <A> Points<A> of(List<A> points, PointFormat<A> format) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(points.size(), format.sizeBytes())]);
        for (int i = 0; i < points.size(); i++) {
            MemorySegment encoded = MemorySegment.ofArray(format.encode(points.get(i)));
            MemorySegment.copy(encoded, 0, bytes, (long) i * format.sizeBytes(), format.sizeBytes());
        }
        return new Points<>(bytes, format);
    }

    /** The rest of a section: so many points, each with coordinates below q, each on the curve. */
    static <A> Points<A> checked(Section section, int count, PointFormat<A> format) throws Iden3FormatException {
        Points<A> points = new Points<>(section.rest("points", count, format.sizeBytes()), format);
        OptionalInt bad =
                IntStream.range(0, count).parallel().filter(points::isOffCurve).findFirst();
        if (bad.isPresent()) {
            throw section.wrong("point " + bad.getAsInt() + " is not on the curve", SectionFile.REBUILD);
        }
        return points;
    }

    private boolean isOffCurve(int index) {
        return format.decode(raw(index)).filter(format::isOnCurve).isEmpty();
    }

    private byte[] raw(int index) {
        byte[] raw = new byte[format.sizeBytes()];
        MemorySegment.copy(bytes, JAVA_BYTE, (long) index * raw.length, raw, 0, raw.length);
        return raw;
    }

    /** A view of the first {@code count}. */
    public Points<A> first(int count) {
        return new Points<>(bytes.asSlice(0, (long) count * format.sizeBytes()), format);
    }

    /** A view of all but the first {@code count}. */
    public Points<A> skip(int count) {
        return new Points<>(bytes.asSlice((long) count * format.sizeBytes()), format);
    }

    public int size() {
        return (int) (bytes.byteSize() / format.sizeBytes());
    }

    public boolean isInfinity(int index) {
        long from = (long) index * format.sizeBytes();
        for (long at = from; at < from + format.sizeBytes(); at += Long.BYTES) {
            if (bytes.get(JAVA_LONG_UNALIGNED, at) != 0) {
                return false;
            }
        }
        return true;
    }

    public A at(int index) {
        return format.decode(raw(index)).orElseThrow();
    }

    /** The whole table in the file's form ({@link PointFormat}). */
    public MemorySegment bytes() {
        return bytes.asReadOnly();
    }
}
