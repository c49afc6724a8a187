package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A cursor over one section. Every read is checked against the section's end before anything is allocated. */
final class Section {

    private static final ValueLayout.OfInt U32 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final String file;
    private final String title;
    private final MemorySegment bytes;
    private long at;

    Section(String file, String title, MemorySegment bytes) {
        this.file = file;
        this.title = title;
        this.bytes = bytes;
    }

    long u32(String what) throws Iden3FormatException {
        return Integer.toUnsignedLong(bytes.get(U32, advance(what, Integer.BYTES)));
    }

    /** A u32 between 0 and {@code max}. */
    int count(String what, int max) throws Iden3FormatException {
        long value = u32(what);
        if (value > max) {
            throw wrong(what + " is " + value + ", the limit is " + max, SectionFile.REBUILD);
        }
        return (int) value;
    }

    long u64(String what) throws Iden3FormatException {
        return bytes.get(U64, advance(what, Long.BYTES));
    }

    int u8(String what) throws Iden3FormatException {
        return Byte.toUnsignedInt(bytes.get(JAVA_BYTE, advance(what, 1)));
    }

    /** A copy. */
    byte[] bytes(String what, int length) throws Iden3FormatException {
        return take(what, length).toArray(JAVA_BYTE);
    }

    /** The next so many bytes, to be read by themselves. */
    Section part(String what, long length) throws Iden3FormatException {
        return new Section(file, title, take(what, length));
    }

    String letters(String what, int length) throws Iden3FormatException {
        byte[] letters = take(what, length).toArray(JAVA_BYTE);
        return new String(letters, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
    }

    /** A field's byte size and prime, which must be one of these. */
    Prime prime(String what, Prime... expected) throws Iden3FormatException {
        MemorySegment found = take(what, u32("size of " + what));
        return Arrays.stream(expected)
                .filter(prime -> prime.matches(found))
                .findFirst()
                .orElseThrow(() -> wrong(
                        what + " is that of another curve",
                        "only " + names(expected) + " can be used here: compile for it with circom's --prime"));
    }

    private static String names(Prime... primes) {
        return Arrays.stream(primes).map(prime -> prime.curve().name()).collect(Collectors.joining(" or "));
    }

    /** The curve whose two primes, with their sizes, come next. */
    Curve curve() throws Iden3FormatException {
        Curve curve = prime("base field prime", Prime.BN254_BASE, Prime.BLS12_381_BASE)
                .curve();
        prime("scalar field prime", Prime.scalar(curve));
        return curve;
    }

    /** A number below the prime. */
    MemorySegment element(String what, Prime prime) throws Iden3FormatException {
        MemorySegment element = take(what, prime.sizeBytes());
        if (!prime.exceeds(element, 0)) {
            throw wrong(what + " is not below the prime", SectionFile.REBUILD);
        }
        return element;
    }

    /** So many numbers below the prime. */
    MemorySegment elements(String what, int count, Prime prime) throws Iden3FormatException {
        MemorySegment elements = take(what, (long) count * prime.sizeBytes());
        for (long at = 0; at < elements.byteSize(); at += prime.sizeBytes()) {
            if (!prime.exceeds(elements, at)) {
                throw wrong(what + " has a number that is not below the prime", SectionFile.REBUILD);
            }
        }
        return elements;
    }

    /** An element of BN254's scalar field in Montgomery form. */
    Fr scalar(String what) throws Iden3FormatException {
        return Prime.montgomeryToFr(element(what, Prime.BN254_SCALAR), 0);
    }

    /** A point on the curve. */
    <A> A point(String what, PointFormat<A> format) throws Iden3FormatException {
        byte[] encoded = take(what, format.sizeBytes()).toArray(JAVA_BYTE);
        return format.decode(encoded)
                .filter(format::isOnCurve)
                .orElseThrow(() -> wrong(what + " is not on the curve", SectionFile.REBUILD));
    }

    MemorySegment take(String what, long length) throws Iden3FormatException {
        return bytes.asSlice(advance(what, length), length);
    }

    /** All that is left, which must be so many items of one size. */
    MemorySegment rest(String what, long count, long itemSizeBytes) throws Iden3FormatException {
        if (remaining() != count * itemSizeBytes) {
            throw wrong(remaining() + " bytes for " + count + " " + what + " of " + itemSizeBytes, SectionFile.REBUILD);
        }
        return take(what, remaining());
    }

    /** Where the next read begins. */
    long position() {
        return at;
    }

    /** Another cursor over the same section. */
    Section from(long position) {
        Section section = new Section(file, title, bytes);
        section.at = position;
        return section;
    }

    long remaining() {
        return bytes.byteSize() - at;
    }

    void end() throws Iden3FormatException {
        if (remaining() != 0) {
            throw wrong(remaining() + " bytes too many", SectionFile.REBUILD);
        }
    }

    private long advance(String what, long length) throws Iden3FormatException {
        // A length above 2^63 reads as negative.
        if (length < 0 || length > remaining()) {
            throw wrong(
                    "ends within " + what + " (" + Long.toUnsignedString(length) + " bytes, " + remaining() + " left)",
                    SectionFile.REBUILD);
        }
        long from = at;
        at += length;
        return from;
    }

    Iden3FormatException wrong(String problem, String remedy) {
        return new Iden3FormatException(file, title, problem, remedy);
    }
}
