package dev.assay.node.setup;

import dev.assay.node.iden3.Contribution;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.nio.ByteBuffer;
import java.util.List;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * Blake2b (RFC 7693) with 64 bytes of output over points as ceremonies of snarkjs and bellman write them: coordinates of 32
 * bytes, big-endian, in Fq2 the one of u first; infinity is all zeros.
 */
final class PointHash {

    private static final int BITS = 512;
    private static final int COORDINATE_BYTES = 32;

    private final Blake2bDigest digest;

    PointHash() {
        this(new Blake2bDigest(BITS));
    }

    private PointHash(Blake2bDigest digest) {
        this.digest = digest;
    }

    PointHash copy() {
        return new PointHash(new Blake2bDigest(digest));
    }

    PointHash bytes(byte[] bytes) {
        digest.update(bytes, 0, bytes.length);
        return this;
    }

    /** Four bytes, big-endian. */
    PointHash count(int count) {
        return bytes(ByteBuffer.allocate(Integer.BYTES).putInt(count).array());
    }

    PointHash g1(G1.Affine point) {
        return coordinates(point.x(), point.y());
    }

    PointHash g1(List<G1.Affine> points) {
        points.forEach(this::g1);
        return this;
    }

    PointHash g2(G2.Affine point) {
        return coordinates(
                point.x().c1(), point.x().c0(), point.y().c1(), point.y().c0());
    }

    PointHash g2(List<G2.Affine> points) {
        points.forEach(this::g2);
        return this;
    }

    private PointHash coordinates(Fq... coordinates) {
        byte[] bigEndian = new byte[COORDINATE_BYTES];
        for (Fq coordinate : coordinates) {
            byte[] littleEndian = coordinate.toLittleEndian();
            for (int i = 0; i < COORDINATE_BYTES; i++) {
                bigEndian[i] = littleEndian[COORDINATE_BYTES - 1 - i];
            }
            bytes(bigEndian);
        }
        return this;
    }

    /** All that a contribution publishes. */
    PointHash contribution(Contribution made) {
        return g1(made.deltaAfter()).g1(made.s()).g1(made.sx()).g2(made.spx()).bytes(made.transcript());
    }

    /** 64 bytes. Ends this hash: go on with a copy made before. */
    byte[] digest() {
        byte[] hash = new byte[BITS / Byte.SIZE];
        digest.doFinal(hash, 0);
        return hash;
    }
}
