package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.assay.verification.pairing.CurveGroup;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A table of affine points as the file holds it, decoded one at a time: 64 to 192 bytes a point, no object is kept. A
 * backend that works on raw memory takes {@link #bytes}.
 *
 * @param <A> an affine point
 */
public final class Points<A> {

    /** Points that one task checks. */
    private static final int CHUNK = 1024;

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
        OptionalInt bad = IntStream.range(0, (count + CHUNK - 1) / CHUNK)
                .parallel()
                .flatMap(chunk -> points.offCurve(chunk * CHUNK, Math.min((chunk + 1) * CHUNK, count)).stream())
                .findFirst();
        if (bad.isPresent()) {
            throw section.wrong("point " + bad.getAsInt() + " is not on the curve", SectionFile.REBUILD);
        }
        return points;
    }

    /** The first of some points that is not on the curve. */
    private OptionalInt offCurve(int from, int end) {
        PointGroup group = format.group();
        CurveGroup law = group.law();
        return IntStream.range(from, end)
                .filter(i -> !group.isCanonical(bytes, offset(i)) || !law.isOnCurve(group.at(bytes, offset(i))))
                .findFirst();
    }

    private long offset(int index) {
        return (long) index * format.sizeBytes();
    }

    /** The same points as other objects. @throws IllegalArgumentException unless the format is for the same group */
    public <B> Points<B> as(PointFormat<B> other) {
        if (other.group() != format.group()) {
            throw new IllegalArgumentException("points of " + format.group() + " are none of " + other.group());
        }
        return new Points<>(bytes, other);
    }

    public PointFormat<A> format() {
        return format;
    }

    /** A view of the first {@code count}. */
    public Points<A> first(int count) {
        return new Points<>(bytes.asSlice(0, offset(count)), format);
    }

    /** A view of all but the first {@code count}. */
    public Points<A> skip(int count) {
        return new Points<>(bytes.asSlice(offset(count)), format);
    }

    public int size() {
        return (int) (bytes.byteSize() / format.sizeBytes());
    }

    public boolean isInfinity(int index) {
        for (long at = offset(index); at < offset(index + 1); at += Long.BYTES) {
            if (bytes.get(JAVA_LONG_UNALIGNED, at) != 0) {
                return false;
            }
        }
        return true;
    }

    public A at(int index) {
        return format.at(bytes, offset(index));
    }

    /** The whole table in the file's form ({@link PointGroup}). */
    public MemorySegment bytes() {
        return bytes.asReadOnly();
    }
}
