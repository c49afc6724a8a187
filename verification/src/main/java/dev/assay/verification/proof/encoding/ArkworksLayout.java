package dev.assay.verification.proof.encoding;

import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.encoding.PointLayout.Form;

/**
 * ark-groth16's {@code VerifyingKey} and {@code Proof} by {@code CanonicalSerialize}, compressed or not. On BLS12-381 points
 * are written as Zcash's since 0.4, and as those of any other curve before.
 */
final class ArkworksLayout extends BinaryLayout {

    /** Which release of the libraries wrote the points. */
    enum Release {
        BEFORE_0_4,
        SINCE_0_4
    }

    private final Release release;
    private final Form form;

    ArkworksLayout(Release release, Form form) {
        super(Count.UINT64_LITTLE_ENDIAN, false);
        this.release = release;
        this.form = form;
    }

    @Override
    PointCodec keyCodec(Curve curve) {
        return new PointCodec(curve, points(curve), form);
    }

    @Override
    PointCodec proofCodec(Curve curve) {
        return keyCodec(curve);
    }

    private PointLayout points(Curve curve) {
        if (release == Release.BEFORE_0_4) {
            return PointLayout.ARKWORKS_BEFORE_0_4;
        }
        return curve == Curve.BLS12_381 ? PointLayout.ZCASH : PointLayout.ARKWORKS;
    }

    @Override
    int keyTailBytes(PointCodec codec, ByteSource in, int offset) {
        return 0;
    }

    @Override
    void readKeyTail(PointCodec codec, ByteSource in) {
        // nothing follows
    }

    @Override
    byte[] keyTail(PointCodec codec) {
        return new byte[0];
    }

    @Override
    int proofTailBytes(PointCodec codec, ByteSource in, int offset) {
        return 0;
    }

    @Override
    void readProofTail(PointCodec codec, ByteSource in) {
        // nothing follows
    }

    @Override
    byte[] proofTail(PointCodec codec) {
        return new byte[0];
    }
}
