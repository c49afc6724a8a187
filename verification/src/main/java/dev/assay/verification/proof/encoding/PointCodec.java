package dev.assay.verification.proof.encoding;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.encoding.PointLayout.Form;
import dev.assay.verification.proof.encoding.PointLayout.Kind;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads and writes the points of one curve in one layout. Each point has one encoding, and no other bytes pass: numbers are
 * below q, flags say what the rest of the bytes says. A compressed point is on its curve; whether it is in its group, or on
 * its curve if it was not compressed, is not known. Infinity is read, as (0, 0).
 */
final class PointCodec {

    private final Curve curve;
    private final PointLayout layout;
    private final Form form;
    private final PairingArithmetic arithmetic;
    private final int numberBytes;

    PointCodec(Curve curve, PointLayout layout, Form form) {
        this.curve = curve;
        this.layout = layout;
        this.form = form;
        this.arithmetic = curve.arithmetic();
        this.numberBytes = (curve.fq().modulus().bitLength() + 7) / 8;
    }

    Curve curve() {
        return curve;
    }

    PairingArithmetic arithmetic() {
        return arithmetic;
    }

    AffinePoint infinityInG1() {
        return arithmetic.g1().toAffine(arithmetic.g1().infinity());
    }

    int g1Bytes() {
        return pointBytes(1);
    }

    int g2Bytes() {
        return pointBytes(2);
    }

    private int pointBytes(int parts) {
        return parts * numberBytes * (form == Form.COMPRESSED ? 1 : 2);
    }

    AffinePoint readG1(ByteSource in, String what) {
        return read(in, 1, what);
    }

    AffinePoint readG2(ByteSource in, String what) {
        return read(in, 2, what);
    }

    private AffinePoint read(ByteSource in, int parts, String what) {
        byte[] bytes = in.take(pointBytes(parts), what);
        int at = layout.flagIndex(bytes.length);
        int flags = bytes[at] & layout.flagMask();
        bytes[at] &= (byte) ~layout.flagMask();
        return form == Form.COMPRESSED ? decompressed(bytes, flags, parts, what) : written(bytes, flags, parts, what);
    }

    private AffinePoint written(byte[] bytes, int flags, int parts, String what) {
        AffinePoint point = new AffinePoint(coordinate(bytes, 0, parts, what), coordinate(bytes, 1, parts, what));
        checkFlags(layout.flags(form, kind(point)) == flags, what);
        return point;
    }

    private AffinePoint decompressed(byte[] bytes, int flags, int parts, String what) {
        if (flags == layout.flags(form, Kind.INFINITY)) {
            checkFlags(Arrays.equals(bytes, new byte[bytes.length]), what);
            return group(parts).toAffine(group(parts).infinity());
        }
        boolean larger = flags == layout.flags(form, Kind.LARGER);
        checkFlags(larger || flags == layout.flags(form, Kind.SMALLER), what);
        AffinePoint root = group(parts)
                .withX(coordinate(bytes, 0, parts, what))
                .orElseThrow(() -> new Rejection(Reason.POINT_NOT_ON_CURVE, what + ": no point has this x"));
        return larger == (kind(root) == Kind.LARGER) ? root : group(parts).negate(root);
    }

    private static void checkFlags(boolean hold, String what) {
        if (!hold) {
            throw new Rejection(Reason.POINT_FLAGS_INVALID, what + ": the flags contradict the rest of the point");
        }
    }

    private CurveGroup group(int parts) {
        return parts == 1 ? arithmetic.g1() : arithmetic.g2();
    }

    /** x or y: its parts lie side by side. */
    private long[] coordinate(byte[] bytes, int index, int parts, String what) {
        BigInteger first = number(bytes, index * parts, what);
        if (parts == 1) {
            return curve.fq().of(first);
        }
        BigInteger second = number(bytes, index * parts + 1, what);
        return layout.isBigEndian() ? curve.toLimbs(second, first) : curve.toLimbs(first, second);
    }

    private BigInteger number(byte[] bytes, int index, String what) {
        byte[] slice = Arrays.copyOfRange(bytes, index * numberBytes, (index + 1) * numberBytes);
        BigInteger number = new BigInteger(1, layout.isBigEndian() ? slice : ByteSource.reversed(slice));
        if (number.compareTo(curve.fq().modulus()) >= 0) {
            throw new Rejection(Reason.COORDINATE_NOT_CANONICAL, what + ": not below the modulus");
        }
        return number;
    }

    private Kind kind(AffinePoint point) {
        if (point.isInfinity()) {
            return Kind.INFINITY;
        }
        BigInteger last = curve.part(point.y(), parts(point) - 1);
        BigInteger decisive = last.signum() == 0 ? curve.part(point.y(), 0) : last;
        return decisive.shiftLeft(1).compareTo(curve.fq().modulus()) > 0 ? Kind.LARGER : Kind.SMALLER;
    }

    private int parts(AffinePoint point) {
        return point.x().length / curve.fq().limbs();
    }

    /** A point of either group. */
    byte[] write(AffinePoint point) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, point.x());
        if (form == Form.UNCOMPRESSED) {
            write(out, point.y());
        }
        byte[] bytes = out.toByteArray();
        bytes[layout.flagIndex(bytes.length)] |= (byte) layout.flags(form, kind(point));
        return bytes;
    }

    private void write(ByteArrayOutputStream out, long[] coordinate) {
        int parts = coordinate.length / curve.fq().limbs();
        for (int i = 0; i < parts; i++) {
            byte[] bigEndian = bigEndian(curve.part(coordinate, layout.isBigEndian() ? parts - 1 - i : i), numberBytes);
            out.writeBytes(layout.isBigEndian() ? bigEndian : ByteSource.reversed(bigEndian));
        }
    }

    /** A number that fits into as many bytes. */
    static byte[] bigEndian(BigInteger number, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        for (int i = 0; i < sizeBytes; i++) {
            bytes[sizeBytes - 1 - i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }
}
