package dev.assay.verification.proof.encoding;

import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.encoding.PointLayout.Form;
import java.util.Set;

/**
 * bellman's {@code VerifyingKey::write}, with uncompressed points, and {@code Proof::write}, with compressed ones: 192
 * bytes. Zcash's Sapling parameters begin with such a key.
 */
final class BellmanLayout extends BinaryLayout {

    BellmanLayout() {
        super(Count.UINT32_BIG_ENDIAN, true);
    }

    @Override
    public Set<Curve> curves() {
        return Set.of(Curve.BLS12_381);
    }

    @Override
    PointCodec keyCodec(Curve curve) {
        return new PointCodec(curve, PointLayout.ZCASH, Form.UNCOMPRESSED);
    }

    @Override
    PointCodec proofCodec(Curve curve) {
        return new PointCodec(curve, PointLayout.ZCASH, Form.COMPRESSED);
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
