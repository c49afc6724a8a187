package dev.assay.market.zkey;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PrimeField;
import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The numbers of a section, one after the other. Those of a field are as many words of 64 bits as its prime needs, the lowest
 * first, in Montgomery form: the verifier's own.
 */
final class ZkeyNumbers {

    private final ByteBuffer bytes;
    private final Curve curve;

    /** @param bytes as many as will be taken, little-endian */
    ZkeyNumbers(ByteBuffer bytes, Curve curve) {
        this.bytes = bytes;
        this.curve = curve;
    }

    static int g1Bytes(Curve curve) {
        return 2 * sizeBytes(curve.fq());
    }

    static int g2Bytes(Curve curve) {
        return 4 * sizeBytes(curve.fq());
    }

    static int scalarBytes(Curve curve) {
        return sizeBytes(curve.fr());
    }

    /** Two primes with their lengths: how the header of every proof system begins. */
    static int primesBytes(Curve curve) {
        return 4 + sizeBytes(curve.fq()) + 4 + sizeBytes(curve.fr());
    }

    /** What {@link #size} takes. */
    static int domainBytes(Curve curve) {
        return primesBytes(curve) + 5 * 4;
    }

    private static int sizeBytes(PrimeField field) {
        return field.limbs() * Long.BYTES;
    }

    void primes() {
        prime(curve.fq());
        prime(curve.fr());
    }

    private void prime(PrimeField field) {
        boolean fits = u32() == sizeBytes(field) && plain(words(field)).equals(field.modulus());
        ZkeyFile.require(fits, "it is not over " + curve.name());
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

    AffinePoint g1() {
        return new AffinePoint(coordinate(), coordinate());
    }

    AffinePoint g2() {
        return new AffinePoint(pair(), pair());
    }

    private long[] pair() {
        long[] first = coordinate();
        long[] both = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(coordinate(), 0, both, first.length, first.length);
        return both;
    }

    private long[] coordinate() {
        return below(curve.fq(), "a coordinate is not below the field's order");
    }

    Scalar scalar() {
        long[] words = below(curve.fr(), "a number is not below the group's order");
        return Scalar.of(curve, curve.fr().toBigInteger(words));
    }

    private long[] below(PrimeField field, String otherwise) {
        long[] words = words(field);
        ZkeyFile.require(plain(words).compareTo(field.modulus()) < 0, otherwise);
        return words;
    }

    private long[] words(PrimeField field) {
        long[] words = new long[field.limbs()];
        for (int i = 0; i < words.length; i++) {
            words[i] = bytes.getLong();
        }
        return words;
    }

    private static BigInteger plain(long[] words) {
        ByteBuffer bigEndian = ByteBuffer.allocate(words.length * Long.BYTES);
        for (int i = words.length; i-- > 0; ) {
            bigEndian.putLong(words[i]);
        }
        return new BigInteger(1, bigEndian.array());
    }
}
