package dev.assay.node.iden3;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.util.Optional;

/**
 * How a {@code .zkey} holds the points of a group: affine, each coordinate 32 bytes, little-endian, in Montgomery form; a
 * coordinate in Fq2 is c0 then c1. All zeros are infinity.
 *
 * @param <A> an affine point
 */
public sealed interface PointFormat<A> {

    PointFormat<G1.Affine> G1_POINT = new G1Format();
    PointFormat<G2.Affine> G2_POINT = new G2Format();

    int sizeBytes();

    /** The point, or nothing unless each coordinate is below q. */
    Optional<A> decode(byte[] bytes);

    byte[] encode(A point);

    /** True for infinity. */
    boolean isOnCurve(A point);

    /** 64 bytes: x, y. */
    record G1Format() implements PointFormat<G1.Affine> {

        @Override
        public int sizeBytes() {
            return 2 * Prime.SIZE_BYTES;
        }

        @Override
        public Optional<G1.Affine> decode(byte[] bytes) {
            Optional<Fq> x = Fq.fromMontgomeryLittleEndian(bytes, 0);
            Optional<Fq> y = Fq.fromMontgomeryLittleEndian(bytes, Prime.SIZE_BYTES);
            return x.isPresent() && y.isPresent() ? Optional.of(new G1.Affine(x.get(), y.get())) : Optional.empty();
        }

        @Override
        public byte[] encode(G1.Affine point) {
            return concatenated(point.x(), point.y());
        }

        @Override
        public boolean isOnCurve(G1.Affine point) {
            return point.isOnCurve();
        }
    }

    /** 128 bytes: x.c0, x.c1, y.c0, y.c1. */
    record G2Format() implements PointFormat<G2.Affine> {

        @Override
        public int sizeBytes() {
            return 4 * Prime.SIZE_BYTES;
        }

        @Override
        public Optional<G2.Affine> decode(byte[] bytes) {
            Optional<Fq2> x = decodeFq2(bytes, 0);
            Optional<Fq2> y = decodeFq2(bytes, 2 * Prime.SIZE_BYTES);
            return x.isPresent() && y.isPresent() ? Optional.of(new G2.Affine(x.get(), y.get())) : Optional.empty();
        }

        private static Optional<Fq2> decodeFq2(byte[] bytes, int offset) {
            Optional<Fq> c0 = Fq.fromMontgomeryLittleEndian(bytes, offset);
            Optional<Fq> c1 = Fq.fromMontgomeryLittleEndian(bytes, offset + Prime.SIZE_BYTES);
            return c0.isPresent() && c1.isPresent() ? Optional.of(new Fq2(c0.get(), c1.get())) : Optional.empty();
        }

        @Override
        public byte[] encode(G2.Affine point) {
            return concatenated(
                    point.x().c0(), point.x().c1(), point.y().c0(), point.y().c1());
        }

        @Override
        public boolean isOnCurve(G2.Affine point) {
            return point.isOnCurve();
        }
    }

    private static byte[] concatenated(Fq... coordinates) {
        byte[] bytes = new byte[coordinates.length * Prime.SIZE_BYTES];
        for (int i = 0; i < coordinates.length; i++) {
            System.arraycopy(
                    coordinates[i].toMontgomeryLittleEndian(), 0, bytes, i * Prime.SIZE_BYTES, Prime.SIZE_BYTES);
        }
        return bytes;
    }
}
