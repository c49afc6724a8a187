package dev.assay.verification.proof.encoding;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.encoding.PointLayout.Form;
import java.io.ByteArrayOutputStream;

/**
 * gnark's {@code VerifyingKey} and {@code Proof}, by {@code WriteTo} with compressed points or {@code WriteRawTo}, without
 * commitments: no other format has them, and over BN254 {@code GnarkVerifier} takes them. A key is followed by the counts of
 * commitments and of their keys, both zero; in gnark 0.9 and 0.10 by one count and one commitment key, which is not used. A
 * proof is followed by the count zero and a point that must be infinity.
 */
final class GnarkLayout extends BinaryLayout {

    private static final int KEY_TAIL_BYTES = 8;
    private static final int COUNT_BYTES = 4;

    /** As many as {@code GnarkKey} takes. */
    private static final int MAX_COMMITMENTS = 16;

    private final Form form;

    GnarkLayout(Form form) {
        super(Count.UINT32_BIG_ENDIAN, true);
        this.form = form;
    }

    @Override
    PointCodec keyCodec(Curve curve) {
        return new PointCodec(curve, curve == Curve.BN254 ? PointLayout.GNARK_BN254 : PointLayout.ZCASH, form);
    }

    @Override
    PointCodec proofCodec(Curve curve) {
        return keyCodec(curve);
    }

    @Override
    int keyTailBytes(PointCodec codec, ByteSource in, int offset) {
        int leftBytes = in.remaining() - offset;
        int commitments = in.countAt(offset, Count.UINT32_BIG_ENDIAN, MAX_COMMITMENTS, "commitments");
        // Each takes at least the count of what it binds, and two points.
        if (commitments > 0 && leftBytes >= KEY_TAIL_BYTES + commitments * (COUNT_BYTES + 2 * codec.g2Bytes())) {
            throw commitments("key");
        }
        return leftBytes == oldKeyTailBytes(codec) ? leftBytes : KEY_TAIL_BYTES;
    }

    @Override
    int proofTailBytes(PointCodec codec, ByteSource in, int offset) {
        int leftBytes = in.remaining() - offset;
        int commitments = in.countAt(offset, Count.UINT32_BIG_ENDIAN, MAX_COMMITMENTS, "commitments");
        if (commitments > 0 && leftBytes == COUNT_BYTES + (commitments + 1) * codec.g1Bytes()) {
            throw commitments("proof");
        }
        return COUNT_BYTES + codec.g1Bytes();
    }

    private static int oldKeyTailBytes(PointCodec codec) {
        return COUNT_BYTES + 2 * codec.g2Bytes();
    }

    private static Rejection commitments(String what) {
        return new Rejection(
                Reason.COMMITMENT_UNSUPPORTED, "the " + what + " has commitments, which only gnark's own format has");
    }

    @Override
    void readKeyTail(PointCodec codec, ByteSource in) {
        boolean old = in.remaining() == oldKeyTailBytes(codec);
        checkNone(in, "key");
        if (old) {
            checkFirstCommitmentKey(codec.arithmetic(), codec.readG2(in, "g"), codec.readG2(in, "sigma"));
        } else {
            checkNone(in, "key");
        }
    }

    private static void checkNone(ByteSource in, String what) {
        if (in.count(Count.UINT32_BIG_ENDIAN, MAX_COMMITMENTS, "commitments") != 0) {
            throw commitments(what);
        }
    }

    /** Nothing is verified with it, but bytes that are no points are no key. */
    private static void checkFirstCommitmentKey(PairingArithmetic arithmetic, AffinePoint... points) {
        for (AffinePoint point : points) {
            boolean good = !point.isInfinity() && arithmetic.g2().isOnCurve(point) && arithmetic.isInSecondGroup(point);
            if (!good) {
                throw new Rejection(Reason.KEY_COMMITMENT_INVALID, "the commitment key of gnark before 0.11");
            }
        }
    }

    @Override
    byte[] keyTail(PointCodec codec) {
        return new byte[KEY_TAIL_BYTES];
    }

    @Override
    void readProofTail(PointCodec codec, ByteSource in) {
        checkNone(in, "proof");
        if (!codec.readG1(in, "proof of knowledge").isInfinity()) {
            throw new Rejection(Reason.COMMITMENT_INVALID, "a proof of knowledge of nothing");
        }
    }

    @Override
    byte[] proofTail(PointCodec codec) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[COUNT_BYTES]);
        out.writeBytes(codec.write(codec.infinityInG1()));
        return out.toByteArray();
    }
}
