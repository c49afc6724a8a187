package dev.assay.market.zkey;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** The numbers of a section, one after the other. Those of a field are 32 bytes, little-endian, in Montgomery form. */
final class ZkeyNumbers {

    static final int FIELD_BYTES = 32;
    static final int G1_BYTES = 2 * FIELD_BYTES;
    static final int G2_BYTES = 2 * G1_BYTES;

    /** Two primes with their lengths: how the header of every proof system begins. */
    static final int PRIMES_BYTES = 2 * (4 + FIELD_BYTES);

    /** What {@link #size} takes. */
    static final int SIZE_BYTES = PRIMES_BYTES + 5 * 4;

    private final ByteBuffer bytes;

    /** @param bytes as many as will be taken */
    ZkeyNumbers(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    void primes() {
        prime(Fq.MODULUS);
        prime(Fr.MODULUS);
    }

    private void prime(BigInteger expected) {
        boolean fits = u32() == FIELD_BYTES;
        byte[] bigEndian = new byte[FIELD_BYTES];
        for (int i = FIELD_BYTES - 1; i >= 0; i--) {
            bigEndian[i] = bytes.get();
        }
        ZkeyFile.require(fits && new BigInteger(1, bigEndian).equals(expected), "it is not over BN254");
    }

    /**
     * Of a circuit for PLONK or FFLONK.
     *
     * @param power the logarithm of the domain's size
     */
    record Size(int publicInputs, int power) {}

    /** How the headers of both begin: primes, signals, public values, the domain's size, additions, gates. */
    Size size() {
        primes();
        int ignoredSignals = u32();
        Size size = new Size(u32(), log2());
        int ignoredAdditions = u32();
        int ignoredGates = u32();
        return size;
    }

    int u32() {
        return bytes.getInt();
    }

    /** The logarithm of a power of two. */
    int log2() {
        int number = u32();
        ZkeyFile.require(Integer.bitCount(number) == 1, "a domain of " + number + " rows");
        return Integer.numberOfTrailingZeros(number);
    }

    G1.Affine g1() {
        return new G1.Affine(fq(), fq());
    }

    G2.Affine g2() {
        return new G2.Affine(new Fq2(fq(), fq()), new Fq2(fq(), fq()));
    }

    private Fq fq() {
        return Fq.fromMontgomeryLittleEndian(bytes.array(), skip())
                .orElseThrow(() -> ZkeyFile.invalid("a coordinate is not below the field's order"));
    }

    Scalar scalar() {
        return Fr.fromMontgomeryLittleEndian(bytes.array(), skip())
                .map(number -> Scalar.of(Curve.BN254, number.toBigInteger()))
                .orElseThrow(() -> ZkeyFile.invalid("a number is not below the group's order"));
    }

    /** @return where the number is that was passed */
    private int skip() {
        int offset = bytes.position();
        bytes.position(offset + FIELD_BYTES);
        return offset;
    }
}
