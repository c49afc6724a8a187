package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.Field;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.pairing.PrimeField;
import dev.assay.verification.proof.gnark.PointFlags.Form;
import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads gnark-crypto's binary encoding ({@code ecc/bn254/marshal.go}, {@code ecc/bls12-381/marshal.go}): big-endian
 * numbers, lists behind a count of four bytes, points compressed (x with {@link PointFlags} in its highest bits) or raw (x
 * and y). Every method throws {@link Rejection}.
 *
 * <p>Stricter than gnark: a file's points are all compressed or all raw, so that each value has two encodings, not 2^n.
 */
final class GnarkReader {

    private final Curve curve;
    private final PointFlags flags;
    private final PairingArithmetic arithmetic;
    private final byte[] bytes;
    private int at;
    private @Nullable Boolean raw;

    /** @throws Rejection if there are more bytes than the format allows */
    GnarkReader(Curve curve, byte[] bytes, int maxSizeBytes) {
        if (bytes.length > maxSizeBytes) {
            throw new Rejection(Reason.TOO_LARGE, bytes.length + " bytes; the limit is " + maxSizeBytes);
        }
        this.curve = curve;
        this.flags = PointFlags.of(curve);
        this.arithmetic = curve.arithmetic();
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

    Scalar scalar(Reason notCanonical, String what) {
        return Scalar.of(curve, below(curve.fr(), take(Scalar.SIZE_BYTES, what), notCanonical, what));
    }

    /** On the curve if it was compressed; otherwise nothing is known but that the coordinates are canonical. */
    AffinePoint g1(String what) {
        return switch (form(what)) {
            case RAW -> raw(new AffinePoint(fq(coordinate(what)), fq(coordinate(what))), what);
            case RAW_INFINITY -> infinity(2 * fieldBytes(), curve.fq(), what);
            case INFINITY -> infinity(fieldBytes(), curve.fq(), what);
            case SMALLEST -> firstAt(flaggedCoordinate(what), false, what);
            case LARGEST -> firstAt(flaggedCoordinate(what), true, what);
        };
    }

    /** On the twist if it was compressed; whether it is in the group is not known. The imaginary parts come first. */
    AffinePoint g2(String what) {
        return switch (form(what)) {
            case RAW -> raw(new AffinePoint(fq2(coordinate(what), what), fq2(coordinate(what), what)), what);
            case RAW_INFINITY -> infinity(4 * fieldBytes(), arithmetic.g2().field(), what);
            case INFINITY -> infinity(2 * fieldBytes(), arithmetic.g2().field(), what);
            case SMALLEST -> secondAt(fq2(flaggedCoordinate(what), what), false, what);
            case LARGEST -> secondAt(fq2(flaggedCoordinate(what), what), true, what);
        };
    }

    /** On BLS12-381 a flag says infinity: zeros without it would be its second encoding. */
    private AffinePoint raw(AffinePoint point, String what) {
        if (point.isInfinity() && flags == PointFlags.BLS12_381) {
            throw new Rejection(Reason.POINT_FLAGS_INVALID, what);
        }
        return point;
    }

    private AffinePoint firstAt(BigInteger x, boolean larger, String what) {
        AffinePoint point = onCurve(arithmetic.g1().withX(fq(x)), what);
        return isLarger(curve.fq().toBigInteger(point.y())) == larger
                ? point
                : arithmetic.g1().negate(point);
    }

    private AffinePoint secondAt(long[] x, boolean larger, String what) {
        AffinePoint point = onCurve(arithmetic.g2().withX(x), what);
        BigInteger imaginary = curve.part(point.y(), 1);
        BigInteger decisive = imaginary.signum() == 0 ? curve.part(point.y(), 0) : imaginary;
        return isLarger(decisive) == larger ? point : arithmetic.g2().negate(point);
    }

    private boolean isLarger(BigInteger y) {
        return y.shiftLeft(1).compareTo(curve.fq().modulus()) > 0;
    }

    private static AffinePoint onCurve(Optional<AffinePoint> point, String what) {
        return point.orElseThrow(() -> new Rejection(Reason.POINT_NOT_ON_CURVE, what));
    }

    private int fieldBytes() {
        return flags.fieldBytes();
    }

    private long[] fq(BigInteger coordinate) {
        return curve.fq().of(coordinate);
    }

    private long[] fq2(BigInteger imaginary, String what) {
        return curve.toLimbs(coordinate(what), imaginary);
    }

    /** Of the next point, whose bytes are not taken. */
    private Form form(String what) {
        if (remaining() == 0) {
            throw malformed(what + ": the bytes end");
        }
        Form form = flags.form(bytes[at], what);
        if (raw == null) {
            raw = form.isRaw();
        }
        if (raw != form.isRaw()) {
            throw new Rejection(Reason.POINT_ENCODING, what + ": compressed and raw points in one file");
        }
        return form;
    }

    private BigInteger coordinate(String what) {
        return coordinate(take(fieldBytes(), what), what);
    }

    private BigInteger flaggedCoordinate(String what) {
        return coordinate(flags.withoutFlags(take(fieldBytes(), what)), what);
    }

    private BigInteger coordinate(byte[] bigEndian, String what) {
        return below(curve.fq(), bigEndian, Reason.COORDINATE_NOT_CANONICAL, what);
    }

    private static BigInteger below(PrimeField field, byte[] bigEndian, Reason notCanonical, String what) {
        BigInteger number = new BigInteger(1, bigEndian);
        if (number.compareTo(field.modulus()) >= 0) {
            throw new Rejection(notCanonical, what + ": not below the modulus");
        }
        return number;
    }

    private AffinePoint infinity(int sizeBytes, Field field, String what) {
        if (!Arrays.equals(flags.withoutFlags(take(sizeBytes, what)), new byte[sizeBytes])) {
            throw new Rejection(Reason.POINT_ENCODING, what + ": infinity with other bits");
        }
        return new AffinePoint(field.element(), field.element());
    }

    private byte[] take(int sizeBytes, String what) {
        if (remaining() < sizeBytes) {
            throw malformed(what + ": the bytes end");
        }
        at += sizeBytes;
        return Arrays.copyOfRange(bytes, at - sizeBytes, at);
    }

    private static Rejection malformed(String what) {
        return new Rejection(Reason.MALFORMED, what);
    }
}
