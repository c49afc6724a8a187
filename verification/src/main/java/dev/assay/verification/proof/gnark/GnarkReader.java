package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads gnark-crypto's binary encoding ({@code ecc/bn254/marshal.go}): big-endian numbers, lists behind a count of four
 * bytes, points compressed (x with flags in its two highest bits) or raw (x and y). Every method throws {@link Rejection}.
 *
 * <p>Stricter than gnark: a file's points are all compressed or all raw, so that each value has two encodings, not 2^n.
 */
final class GnarkReader {

    private static final int FIELD_BYTES = 32;
    private static final int FLAGS = 0xc0;
    private static final int RAW = 0x00;
    private static final int COMPRESSED_INFINITY = 0x40;
    private static final int COMPRESSED_SMALLEST = 0x80;

    private final byte[] bytes;
    private int at;
    private @Nullable Boolean raw;

    /** @throws Rejection if there are more bytes than the format allows */
    GnarkReader(byte[] bytes, int maxSizeBytes) {
        if (bytes.length > maxSizeBytes) {
            throw new Rejection(Reason.TOO_LARGE, bytes.length + " bytes; the limit is " + maxSizeBytes);
        }
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.length - at;
    }

    /** Ends the reading: nothing may follow. */
    void end() {
        if (remaining() != 0) {
            throw malformed(remaining() + " bytes are left over");
        }
    }

    /** A count of things, each of which takes some bytes that must be there. */
    int count(int max, String what) {
        long count = uint32(what);
        if (count > max) {
            throw new Rejection(Reason.TOO_LARGE, what + ": " + count + "; the limit is " + max);
        }
        return (int) count;
    }

    long uint32(String what) {
        return number(4, what);
    }

    /** A number of eight bytes, below 2^63. */
    long uint64(String what) {
        long number = number(8, what);
        if (number < 0) {
            throw new Rejection(Reason.TOO_LARGE, what);
        }
        return number;
    }

    private long number(int sizeBytes, String what) {
        long number = 0;
        for (byte b : take(sizeBytes, what)) {
            number = number << 8 | b & 0xff;
        }
        return number;
    }

    /** As many elements as a count in front of them says. */
    <T> List<T> list(int max, String what, Function<String, T> element) {
        int count = count(max, what);
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(element.apply(what + "[" + i + "]"));
        }
        return elements;
    }

    void skip(int sizeBytes, String what) {
        take(sizeBytes, what);
    }

    Fr scalar(Reason notCanonical, String what) {
        return Fr.fromLittleEndian(reversed(take(FIELD_BYTES, what)), 0)
                .orElseThrow(() -> new Rejection(notCanonical, what + ": not below the modulus"));
    }

    /** On the curve if it was compressed; otherwise nothing is known but that the coordinates are canonical. */
    G1.Affine g1(String what) {
        return switch (flags(what)) {
            case RAW -> new G1.Affine(coordinate(what), coordinate(what));
            case COMPRESSED_INFINITY -> infinity(FIELD_BYTES, G1.Affine.INFINITY, what);
            case COMPRESSED_SMALLEST -> smallest(onCurve(G1.Affine.atX(flaggedCoordinate(what)), what));
            default ->
                smallest(onCurve(G1.Affine.atX(flaggedCoordinate(what)), what)).negate();
        };
    }

    /** On the twist if it was compressed; whether it is in the group is not known. The imaginary parts come first. */
    G2.Affine g2(String what) {
        return switch (flags(what)) {
            case RAW -> new G2.Affine(fq2(coordinate(what), what), fq2(coordinate(what), what));
            case COMPRESSED_INFINITY -> infinity(2 * FIELD_BYTES, G2.Affine.INFINITY, what);
            case COMPRESSED_SMALLEST -> smallest(onCurve(G2.Affine.atX(fq2(flaggedCoordinate(what), what)), what));
            default ->
                smallest(onCurve(G2.Affine.atX(fq2(flaggedCoordinate(what), what)), what))
                        .negate();
        };
    }

    private Fq2 fq2(Fq imaginary, String what) {
        return new Fq2(coordinate(what), imaginary);
    }

    /** The flags in the first byte of a point, which is not taken. */
    private int flags(String what) {
        if (remaining() == 0) {
            throw malformed(what + ": the bytes end");
        }
        int flags = bytes[at] & FLAGS;
        if (raw == null) {
            raw = flags == RAW;
        }
        if (raw != (flags == RAW)) {
            throw new Rejection(Reason.POINT_ENCODING, what + ": compressed and raw points in one file");
        }
        return flags;
    }

    private Fq coordinate(String what) {
        return coordinate(take(FIELD_BYTES, what), what);
    }

    private Fq flaggedCoordinate(String what) {
        return coordinate(withoutFlags(take(FIELD_BYTES, what)), what);
    }

    private static Fq coordinate(byte[] bigEndian, String what) {
        return Fq.fromLittleEndian(reversed(bigEndian), 0)
                .orElseThrow(() -> new Rejection(Reason.COORDINATE_NOT_CANONICAL, what + ": not below the modulus"));
    }

    private <T> T infinity(int sizeBytes, T infinity, String what) {
        if (!Arrays.equals(withoutFlags(take(sizeBytes, what)), new byte[sizeBytes])) {
            throw new Rejection(Reason.POINT_ENCODING, what + ": infinity with other bits");
        }
        return infinity;
    }

    private static byte[] withoutFlags(byte[] bytes) {
        bytes[0] &= (byte) ~FLAGS;
        return bytes;
    }

    private static <T> T onCurve(Optional<T> point, String what) {
        return point.orElseThrow(() -> new Rejection(Reason.POINT_NOT_ON_CURVE, what));
    }

    private static G1.Affine smallest(G1.Affine point) {
        return isLarger(point.y()) ? point.negate() : point;
    }

    private static G2.Affine smallest(G2.Affine point) {
        Fq2 y = point.y();
        return isLarger(y.c1().isZero() ? y.c0() : y.c1()) ? point.negate() : point;
    }

    private static boolean isLarger(Fq y) {
        return y.toBigInteger().compareTo(y.negate().toBigInteger()) > 0;
    }

    private byte[] take(int sizeBytes, String what) {
        if (remaining() < sizeBytes) {
            throw malformed(what + ": the bytes end");
        }
        at += sizeBytes;
        return Arrays.copyOfRange(bytes, at - sizeBytes, at);
    }

    static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static Rejection malformed(String what) {
        return new Rejection(Reason.MALFORMED, what);
    }
}
