package dev.assay.verification.proof.gnark;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.proof.PublicInputs;
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
    private final Form form;

    private GnarkWriter(Form form) {
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
        key.points().ic().forEach(out::g1);
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
        proof.commitments().forEach(out::g1);
        return out.g1(proof.knowledge()).out.toByteArray();
    }

    static byte[] solidity(GnarkProof proof) {
        GnarkWriter out = new GnarkWriter(Form.RAW);
        out.g1(proof.points().a()).g2(proof.points().b()).g1(proof.points().c());
        proof.commitments().forEach(out::g1);
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
        GnarkWriter out = new GnarkWriter(form);
        out.uint64(key.size()).fr(key.sizeInverse()).fr(key.generator());
        out.uint64(key.publicInputs()).fr(key.cosetShift());
        key.permutation().forEach(out::g1);
        key.selectors().forEach(out::g1);
        out.uint32(key.committed().size());
        key.committed().forEach(out::g1);
        out.g1(key.one()).g2(key.oneInG2()).g2(key.tauInG2());
        out.out.writeBytes(new byte[2 * 66 * 2 * 2 * 2 * 32]);
        out.uint32(key.commitmentRows().size());
        key.commitmentRows().forEach(out::uint64);
        return out.out.toByteArray();
    }

    static byte[] plonkProof(GnarkPlonkProof proof, Form form) {
        GnarkWriter out = new GnarkWriter(form);
        proof.wires().forEach(out::g1);
        out.g1(proof.z());
        proof.quotient().forEach(out::g1);
        out.g1(proof.opening())
                .uint32(1 + proof.values().size())
                .fr(proof.linearised().orElseThrow());
        proof.values().forEach(out::fr);
        out.g1(proof.shiftedOpening())
                .fr(proof.shiftedValue())
                .uint32(proof.commitments().size());
        proof.commitments().forEach(out::g1);
        return out.out.toByteArray();
    }

    private GnarkWriter fr(Fr value) {
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
        if (form == Form.RAW) {
            return fq(point.x(), 0).fq(point.y(), 0);
        }
        return fq(point.x(), point.isInfinity() ? 0x40 : isLarger(point.y()) ? 0xc0 : 0x80);
    }

    private GnarkWriter g2(G2.Affine point) {
        if (form == Form.RAW) {
            return fq2(point.x(), 0).fq2(point.y(), 0);
        }
        Fq decisive = point.y().c1().isZero() ? point.y().c0() : point.y().c1();
        return fq2(point.x(), point.isInfinity() ? 0x40 : isLarger(decisive) ? 0xc0 : 0x80);
    }

    private GnarkWriter fq2(Fq2 value, int flags) {
        return fq(value.c1(), flags).fq(value.c0(), 0);
    }

    private GnarkWriter fq(Fq value, int flags) {
        byte[] bytes = word(value.toBigInteger());
        bytes[0] |= (byte) flags;
        out.writeBytes(bytes);
        return this;
    }

    private static boolean isLarger(Fq y) {
        return y.toBigInteger().shiftLeft(1).compareTo(Fq.MODULUS) > 0;
    }
}
