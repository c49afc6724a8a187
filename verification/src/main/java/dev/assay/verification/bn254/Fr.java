package dev.assay.verification.bn254;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An integer modulo r, the prime order of BN254's groups (EIP-196): a scalar, a signal of a circuit.
 *
 * <p>Bytes are 32, little-endian; "canonical" means below {@link #MODULUS}.
 */
public final class Fr extends Limbs {

    /** r = 36x^4 + 36x^3 + 18x^2 + 6x + 1 with x = 4965661367192848881. */
    public static final BigInteger MODULUS =
            new BigInteger("21888242871839275222246405745257275088548364400416034343698204186575808495617");

    private static final Montgomery<Fr> FIELD = new Montgomery<>(MODULUS, Fr::new);

    public static final Fr ZERO = FIELD.zero;
    public static final Fr ONE = FIELD.one;

    /** The largest k for which 2^k divides r - 1: the size limit of a radix-two transform. */
    public static final int TWO_ADICITY = 28;

    private static final List<Fr> ROOTS_OF_UNITY = rootsOfUnity();

    private Fr(long l0, long l1, long l2, long l3) {
        super(l0, l1, l2, l3);
    }

    /** @throws IllegalArgumentException unless the value is canonical */
    public static Fr of(BigInteger value) {
        return FIELD.of(value);
    }

    /** @throws IllegalArgumentException if the value is negative */
    public static Fr of(long value) {
        return FIELD.of(BigInteger.valueOf(value));
    }

    /** The 32 bytes at an offset, or nothing unless they are canonical. */
    public static Optional<Fr> fromLittleEndian(byte[] bytes, int offset) {
        return FIELD.fromLittleEndian(bytes, offset);
    }

    /** The 32 bytes at an offset in Montgomery form (times 2^256, as in iden3 files), or nothing unless canonical. */
    public static Optional<Fr> fromMontgomeryLittleEndian(byte[] bytes, int offset) {
        return FIELD.fromMontgomeryLittleEndian(bytes, offset);
    }

    /** Uniform, by rejection. Secrets need a {@link java.security.SecureRandom}. */
    public static Fr random(RandomGenerator random) {
        return FIELD.random(random);
    }

    /** The inverses in order, for the price of one. @throws ArithmeticException if an element is zero */
    public static List<Fr> inverses(List<Fr> elements) {
        return FIELD.inverses(elements);
    }

    /**
     * A primitive root of unity of order 2^log2, the one that snarkjs uses: a power of 5, the smallest non-residue.
     *
     * @throws IllegalArgumentException unless 0 <= log2 <= {@link #TWO_ADICITY}
     */
    public static Fr rootOfUnity(int log2) {
        if (log2 < 0 || log2 > TWO_ADICITY) {
            throw new IllegalArgumentException("no root of unity of order 2^" + log2);
        }
        return ROOTS_OF_UNITY.get(log2);
    }

    private static List<Fr> rootsOfUnity() {
        Fr[] roots = new Fr[TWO_ADICITY + 1];
        Fr root = Fr.of(5).pow(MODULUS.subtract(BigInteger.ONE).shiftRight(TWO_ADICITY));
        for (int log2 = TWO_ADICITY; log2 >= 0; log2--) {
            roots[log2] = root;
            root = root.square();
        }
        return List.of(roots);
    }

    public Fr add(Fr other) {
        return FIELD.add(this, other);
    }

    public Fr subtract(Fr other) {
        return FIELD.subtract(this, other);
    }

    public Fr multiply(Fr other) {
        return FIELD.multiply(this, other);
    }

    public Fr square() {
        return FIELD.multiply(this, this);
    }

    public Fr twice() {
        return FIELD.add(this, this);
    }

    public Fr negate() {
        return FIELD.subtract(ZERO, this);
    }

    /** @throws ArithmeticException if this is zero */
    public Fr inverse() {
        return FIELD.inverse(this);
    }

    /** @throws ArithmeticException for zero to a negative power */
    public Fr pow(BigInteger exponent) {
        return FIELD.pow(this, exponent);
    }

    public BigInteger toBigInteger() {
        return FIELD.toBigInteger(this);
    }

    public byte[] toLittleEndian() {
        return FIELD.toLittleEndian(this);
    }

    public byte[] toMontgomeryLittleEndian() {
        return FIELD.toMontgomeryLittleEndian(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fr that && sameAs(that);
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
