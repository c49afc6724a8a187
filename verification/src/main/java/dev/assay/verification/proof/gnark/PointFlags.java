package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PrimeField;
import dev.assay.verification.proof.kzg.Scalar;
import java.io.ByteArrayOutputStream;

/**
 * How gnark-crypto marks the forms of a point in its first byte's highest bits: two on BN254, where q leaves no more room;
 * three on BLS12-381, as in the Zcash protocol specification, section 5.4.9.2.
 */
enum PointFlags {
    BN254(Curve.BN254, 0xc0) {
        @Override
        Form form(int flags, String what) {
            return switch (flags) {
                case 0x00 -> Form.RAW;
                case 0x40 -> Form.INFINITY;
                case 0x80 -> Form.SMALLEST;
                default -> Form.LARGEST;
            };
        }
    },
    BLS12_381(Curve.BLS12_381, 0xe0) {
        @Override
        Form form(int flags, String what) {
            return switch (flags) {
                case 0x00 -> Form.RAW;
                case RAW_INFINITY -> Form.RAW_INFINITY;
                case 0x80 -> Form.SMALLEST;
                case 0xa0 -> Form.LARGEST;
                case 0xc0 -> Form.INFINITY;
                default -> throw new Rejection(Reason.POINT_FLAGS_INVALID, what);
            };
        }
    };

    /** What follows: x and y, zeros, or x with y the smaller or the larger root. */
    enum Form {
        RAW,
        RAW_INFINITY,
        INFINITY,
        SMALLEST,
        LARGEST;

        boolean isRaw() {
            return this == RAW || this == RAW_INFINITY;
        }
    }

    private static final int RAW_INFINITY = 0x40;

    private final Curve curve;
    private final int flags;

    PointFlags(Curve curve, int flags) {
        this.curve = curve;
        this.flags = flags;
    }

    static PointFlags of(Curve curve) {
        return curve == Curve.BN254 ? BN254 : BLS12_381;
    }

    /** Of one number below q. */
    int fieldBytes() {
        return 8 * curve.fq().limbs();
    }

    /** The form that a point's first byte announces. */
    Form form(byte first, String what) {
        return form(first & flags, what);
    }

    abstract Form form(int flags, String what);

    byte[] withoutFlags(byte[] point) {
        byte[] plain = point.clone();
        plain[0] &= (byte) ~flags;
        return plain;
    }

    /** The raw form of a point of G1, as transcripts absorb it. */
    byte[] raw(AffinePoint point) {
        PrimeField fq = curve.fq();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Scalar.bigEndian(fq.toBigInteger(point.x()), fieldBytes()));
        out.writeBytes(Scalar.bigEndian(fq.toBigInteger(point.y()), fieldBytes()));
        byte[] raw = out.toByteArray();
        if (point.isInfinity() && this == BLS12_381) {
            raw[0] = RAW_INFINITY;
        }
        return raw;
    }
}
