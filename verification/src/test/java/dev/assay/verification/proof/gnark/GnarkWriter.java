package dev.assay.verification.proof.gnark;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.kzg.Scalar;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** Writes gnark's encodings, with points raw or compressed. */
public final class GnarkWriter {

    public enum Form {
        RAW,
        COMPRESSED
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Curve curve;
    private final Form form;

    private GnarkWriter(Form form) {
        this(Curve.BN254, form);
    }

    private GnarkWriter(Curve curve, Form form) {
        this.curve = curve;
        this.form = form;
    }

    static byte[] key(GnarkKey key, Form form) {
        GnarkWriter out = withoutCommitmentKeys(key, form);
        out.uint32(key.commitmentKeys().size());
        for (GnarkKey.CommitmentKey commitmentKey : key.commitmentKeys()) {
            out.g2(commitmentKey.g()).g2(commitmentKey.gSigmaNeg());
        }
        return out.out.toByteArray();
    }

    /** As gnark 0.10 wrote it: one commitment key, always, and no count. */
    static byte[] oldKey(GnarkKey key, GnarkKey.CommitmentKey commitmentKey, Form form) {
        GnarkWriter out = withoutCommitmentKeys(key, form);
        return out.g2(commitmentKey.g()).g2(commitmentKey.gSigmaNeg()).out.toByteArray();
    }

    private static GnarkWriter withoutCommitmentKeys(GnarkKey key, Form form) {
        GnarkWriter out = new GnarkWriter(form);
        out.g1(key.points().alpha()).g1(key.beta1()).g2(key.points().beta());
        out.g2(key.points().gamma()).g1(key.delta1()).g2(key.points().delta());
        out.uint32(key.points().ic().size());
        key.points().ic().forEach(point -> out.g1(point));
        out.uint32(key.committed().size());
        for (List<Integer> indices : key.committed()) {
            out.uint32(indices.size());
            indices.forEach(index ->
                    out.out.writeBytes(ByteBuffer.allocate(8).putLong(index).array()));
        }
        return out;
    }

    static byte[] proof(GnarkProof proof, Form form) {
        GnarkWriter out = new GnarkWriter(form);
        out.g1(proof.points().a()).g2(proof.points().b()).g1(proof.points().c());
        out.uint32(proof.commitments().size());
        proof.commitments().forEach(point -> out.g1(point));
        return out.g1(proof.knowledge()).out.toByteArray();
    }

    static byte[] solidity(GnarkProof proof) {
        GnarkWriter out = new GnarkWriter(Form.RAW);
        out.g1(proof.points().a()).g2(proof.points().b()).g1(proof.points().c());
        proof.commitments().forEach(point -> out.g1(point));
        return proof.commitments().isEmpty()
                ? out.out.toByteArray()
                : out.g1(proof.knowledge()).out.toByteArray();
    }

    static byte[] witness(PublicInputs inputs) {
        GnarkWriter out = new GnarkWriter(Form.RAW);
        out.uint32(inputs.values().size()).uint32(0).uint32(inputs.values().size());
        out.out.writeBytes(words(inputs));
        return out.out.toByteArray();
    }

    static byte[] words(PublicInputs inputs) {
        GnarkWriter out = new GnarkWriter(Form.RAW);
        for (Fr value : inputs.values()) {
            out.out.writeBytes(word(value.toBigInteger()));
        }
        return out.out.toByteArray();
    }

    static byte[] word(BigInteger value) {
        return HexFormat.of().parseHex(String.format("%064x", value));
    }

    /** With lines of zeros, which nobody reads. */
    public static byte[] plonkKey(GnarkPlonkKey key, Form form) {
        GnarkWriter out = new GnarkWriter(key.curve(), form);
        out.uint64(key.size()).fr(key.sizeInverse()).fr(key.generator());
        out.uint64(key.publicInputs()).fr(key.cosetShift());
        key.permutation().forEach(point -> out.g1(point));
        key.selectors().forEach(point -> out.g1(point));
        out.uint32(key.committed().size());
        key.committed().forEach(point -> out.g1(point));
        out.g1(key.one()).g2(key.oneInG2()).g2(key.tauInG2());
        out.out.writeBytes(new byte[GnarkPlonkKey.linesBytes(key.curve())]);
        out.uint32(key.commitmentRows().size());
        key.commitmentRows().forEach(out::uint64);
        return out.out.toByteArray();
    }

    static byte[] plonkProof(Curve curve, GnarkPlonkProof proof, Form form) {
        GnarkWriter out = new GnarkWriter(curve, form);
        proof.wires().forEach(point -> out.g1(point));
        out.g1(proof.z());
        proof.quotient().forEach(point -> out.g1(point));
        out.g1(proof.opening())
                .uint32(1 + proof.values().size())
                .fr(proof.linearised().orElseThrow());
        proof.values().forEach(out::fr);
        out.g1(proof.shiftedOpening())
                .fr(proof.shiftedValue())
                .uint32(proof.commitments().size());
        proof.commitments().forEach(point -> out.g1(point));
        return out.out.toByteArray();
    }

    private GnarkWriter fr(Scalar value) {
        out.writeBytes(word(value.toBigInteger()));
        return this;
    }

    private GnarkWriter uint64(long value) {
        out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
        return this;
    }

    private GnarkWriter uint32(int value) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
        return this;
    }

    private GnarkWriter g1(G1.Affine point) {
        return g1(point.point());
    }

    private GnarkWriter g2(G2.Affine point) {
        return g2(point.point());
    }

    private GnarkWriter g1(AffinePoint point) {
        BigInteger x = curve.fq().toBigInteger(point.x());
        BigInteger y = curve.fq().toBigInteger(point.y());
        return form == Form.RAW
                ? fq(x, rawFlags(point)).fq(y, 0)
                : fq(x, point.isInfinity() ? infinityFlags() : isLarger(y) ? largerFlags() : 0x80);
    }

    private GnarkWriter g2(AffinePoint point) {
        if (form == Form.RAW) {
            return fq2(point.x(), rawFlags(point)).fq2(point.y(), 0);
        }
        BigInteger imaginary = curve.part(point.y(), 1);
        BigInteger decisive = imaginary.signum() == 0 ? curve.part(point.y(), 0) : imaginary;
        return fq2(point.x(), point.isInfinity() ? infinityFlags() : isLarger(decisive) ? largerFlags() : 0x80);
    }

    private int rawFlags(AffinePoint point) {
        return curve == Curve.BLS12_381 && point.isInfinity() ? 0x40 : 0;
    }

    private int infinityFlags() {
        return curve == Curve.BLS12_381 ? 0xc0 : 0x40;
    }

    private int largerFlags() {
        return curve == Curve.BLS12_381 ? 0xa0 : 0xc0;
    }

    private GnarkWriter fq2(long[] value, int flags) {
        return fq(curve.part(value, 1), flags).fq(curve.part(value, 0), 0);
    }

    private GnarkWriter fq(BigInteger value, int flags) {
        byte[] bytes = Scalar.bigEndian(value, 8 * curve.fq().limbs());
        bytes[0] |= (byte) flags;
        out.writeBytes(bytes);
        return this;
    }

    private boolean isLarger(BigInteger y) {
        return y.shiftLeft(1).compareTo(curve.fq().modulus()) > 0;
    }
}
