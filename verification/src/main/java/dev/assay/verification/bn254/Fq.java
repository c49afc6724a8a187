package dev.assay.verification.bn254;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An integer modulo q, the prime of BN254's base field (EIP-196): a coordinate of a point of {@link G1}.
 *
 * <p>Bytes are 32, little-endian; "canonical" means below {@link #MODULUS}.
 */
public final class Fq extends Limbs {

    /** q = 36x^4 + 36x^3 + 24x^2 + 6x + 1 with x = 4965661367192848881. */
    public static final BigInteger MODULUS =
            new BigInteger("21888242871839275222246405745257275088696311157297823662689037894645226208583");

    private static final Montgomery<Fq> FIELD = new Montgomery<>(MODULUS, Fq::new);

    public static final Fq ZERO = FIELD.zero;
    public static final Fq ONE = FIELD.one;

    private Fq(long l0, long l1, long l2, long l3) {
        super(l0, l1, l2, l3);
    }

    /** Four limbs at an offset that are known to be reduced. */
    static Fq ofLimbs(long[] limbs, int offset) {
        return new Fq(limbs[offset], limbs[offset + 1], limbs[offset + 2], limbs[offset + 3]);
    }

    /** @throws IllegalArgumentException unless the value is canonical */
    public static Fq of(BigInteger value) {
        return FIELD.of(value);
    }

    /** @throws IllegalArgumentException if the value is negative */
    public static Fq of(long value) {
        return FIELD.of(BigInteger.valueOf(value));
    }

    /** The 32 bytes at an offset, or nothing unless they are canonical. */
    public static Optional<Fq> fromLittleEndian(byte[] bytes, int offset) {
        return FIELD.fromLittleEndian(bytes, offset);
    }

    /** The 32 bytes at an offset in Montgomery form (times 2^256, as in iden3 files), or nothing unless canonical. */
    public static Optional<Fq> fromMontgomeryLittleEndian(byte[] bytes, int offset) {
        return FIELD.fromMontgomeryLittleEndian(bytes, offset);
    }

    /** Uniform, by rejection. Secrets need a {@link java.security.SecureRandom}. */
    public static Fq random(RandomGenerator random) {
        return FIELD.random(random);
    }

    /** The inverses in order, for the price of one. @throws ArithmeticException if an element is zero */
    public static List<Fq> inverses(List<Fq> elements) {
        return FIELD.inverses(elements);
    }

    public Fq add(Fq other) {
        return FIELD.add(this, other);
    }

    public Fq subtract(Fq other) {
        return FIELD.subtract(this, other);
    }

    public Fq multiply(Fq other) {
        return FIELD.multiply(this, other);
    }

    public Fq square() {
        return FIELD.multiply(this, this);
    }

    public Fq twice() {
        return FIELD.add(this, this);
    }

    public Fq negate() {
        return FIELD.subtract(ZERO, this);
    }

    /** @throws ArithmeticException if this is zero */
    public Fq inverse() {
        return FIELD.inverse(this);
    }

    /** @throws ArithmeticException for zero to a negative power */
    public Fq pow(BigInteger exponent) {
        return FIELD.pow(this, exponent);
    }

    /** One of the two square roots, or nothing if there is none. q is 3 modulo 4, so it is a power. */
    public Optional<Fq> squareRoot() {
        Fq root = pow(MODULUS.add(BigInteger.ONE).shiftRight(2));
        return root.square().equals(this) ? Optional.of(root) : Optional.empty();
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
        return other instanceof Fq that && sameAs(that);
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
