package dev.assay.verification.proof.kzg;

import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PrimeField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An integer modulo r, the order of a curve's groups: a challenge, or what a polynomial is somewhere. Immutable. */
public final class Scalar {

    /** Of r on both curves. */
    public static final int SIZE_BYTES = 32;

    private final PrimeField field;
    private final long[] limbs;

    private Scalar(PrimeField field, long[] limbs) {
        this.field = field;
        this.limbs = limbs;
    }

    /** @throws IllegalArgumentException unless 0 <= value < r */
    public static Scalar of(Curve curve, BigInteger value) {
        return new Scalar(curve.fr(), curve.fr().of(value));
    }

    /** @throws IllegalArgumentException if the value is negative */
    public static Scalar of(Curve curve, long value) {
        return of(curve, BigInteger.valueOf(value));
    }

    public static Scalar zero(Curve curve) {
        return new Scalar(curve.fr(), curve.fr().element());
    }

    public static Scalar one(Curve curve) {
        return new Scalar(curve.fr(), curve.fr().one());
    }

    /** A hash, as a number of any size modulo r. */
    public static Scalar reduced(Curve curve, byte[] bigEndian) {
        return of(curve, new BigInteger(1, bigEndian).mod(curve.fr().modulus()));
    }

    public static List<Scalar> of(Curve curve, List<BigInteger> values) {
        return values.stream().map(value -> of(curve, value)).toList();
    }

    /** The inverses in order, for the price of one. @throws ArithmeticException if an element is zero */
    public static List<Scalar> inverses(List<Scalar> elements) {
        if (elements.isEmpty()) {
            return List.of();
        }
        PrimeField field = elements.getFirst().field;
        long[][] inverted =
                elements.stream().map(element -> element.limbs.clone()).toArray(long[][]::new);
        field.invertAll(inverted);
        List<Scalar> inverses = new ArrayList<>(inverted.length);
        for (long[] inverse : inverted) {
            inverses.add(new Scalar(field, inverse));
        }
        return inverses;
    }

    public Scalar add(Scalar other) {
        Scalar sum = blank();
        field.add(sum.limbs, limbs, other.limbs);
        return sum;
    }

    public Scalar subtract(Scalar other) {
        Scalar difference = blank();
        field.subtract(difference.limbs, limbs, other.limbs);
        return difference;
    }

    public Scalar multiply(Scalar other) {
        Scalar product = blank();
        field.multiply(product.limbs, limbs, other.limbs);
        return product;
    }

    public Scalar square() {
        return multiply(this);
    }

    public Scalar negate() {
        Scalar negative = blank();
        field.negate(negative.limbs, limbs);
        return negative;
    }

    /** @throws ArithmeticException if this is zero */
    public Scalar inverse() {
        Scalar inverse = blank();
        field.inverse(inverse.limbs, limbs);
        return inverse;
    }

    /** @throws ArithmeticException for zero to a negative power */
    public Scalar pow(BigInteger exponent) {
        return new Scalar(field, field.pow(limbs, exponent));
    }

    private Scalar blank() {
        return new Scalar(field, field.element());
    }

    public boolean isZero() {
        return field.isZero(limbs);
    }

    public boolean isOne() {
        return Arrays.equals(limbs, field.one());
    }

    public BigInteger toBigInteger() {
        return field.toBigInteger(limbs);
    }

    /** As {@link #SIZE_BYTES}. */
    public byte[] toBigEndian() {
        return bigEndian(toBigInteger(), SIZE_BYTES);
    }

    /** A number that fits, with zeros in front. */
    public static byte[] bigEndian(BigInteger number, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        byte[] minimal = number.toByteArray();
        int used = Math.min(minimal.length, sizeBytes);
        System.arraycopy(minimal, minimal.length - used, bytes, sizeBytes - used, used);
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scalar that && field == that.field && Arrays.equals(limbs, that.limbs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(limbs);
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
