package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.proof.Groth16Proof;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the 32-byte big-endian words of Ethereum's calldata, where a point of G1 is (x, y) and one of G2 (x1, x0, y1, y0),
 * the imaginary part first, as the precompile of EIP-197 takes them; (0, 0) is infinity. Every method throws {@link
 * Rejection}. Contracts that reduce what they read take many spellings of one number; only that below the modulus is taken.
 */
public final class Words {

    public static final int WORD_BYTES = 32;

    /** A, B and C: eight words. */
    public static final int GROTH16_PROOF_BYTES = 8 * WORD_BYTES;

    private final byte[] bytes;
    private int at;

    public Words(byte[] bytes) {
        this.bytes = bytes;
    }

    public int remaining() {
        return bytes.length - at;
    }

    /** Ends the reading: nothing may follow. */
    public void end() {
        if (remaining() != 0) {
            throw new Rejection(Reason.MALFORMED, remaining() + " bytes are left over");
        }
    }

    public BigInteger word(String what) {
        return new BigInteger(1, take(WORD_BYTES, what));
    }

    /** As many bytes, which are not a number. */
    public byte[] take(int sizeBytes, String what) {
        if (remaining() < sizeBytes) {
            throw new Rejection(Reason.MALFORMED, what + ": the bytes end");
        }
        at += sizeBytes;
        return Arrays.copyOfRange(bytes, at - sizeBytes, at);
    }

    public Groth16Proof groth16Proof() {
        return new Groth16Proof(g1("A"), g2("B"), g1("C"));
    }

    public G1.Affine g1(String what) {
        return new G1.Affine(coordinate(what), coordinate(what));
    }

    public G2.Affine g2(String what) {
        return new G2.Affine(fq2(what), fq2(what));
    }

    private Fq2 fq2(String what) {
        Fq imaginary = coordinate(what);
        return new Fq2(coordinate(what), imaginary);
    }

    private Fq coordinate(String what) {
        return Fq.of(below(Fq.MODULUS, Reason.COORDINATE_NOT_CANONICAL, what));
    }

    /** As many public inputs. */
    public List<Fr> inputs(int count) {
        List<Fr> inputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            inputs.add(scalar(Reason.INPUT_NOT_CANONICAL, "public input " + i));
        }
        return inputs;
    }

    public Fr scalar(Reason notCanonical, String what) {
        return Fr.of(below(Fr.MODULUS, notCanonical, what));
    }

    private BigInteger below(BigInteger modulus, Reason reason, String what) {
        BigInteger word = word(what);
        if (word.compareTo(modulus) >= 0) {
            throw new Rejection(reason, what + ": not below the modulus");
        }
        return word;
    }
}
