package dev.assay.verification.pairing;

import java.math.BigInteger;
import java.util.List;

/** BN254 (EIP-196 and EIP-197): zeta = 9 + u, b = 3. */
final class BarretoNaehrig extends Curve {

    /** The x of which q and r are polynomials. */
    private static final long X = 4965661367192848881L;

    private static final int[] X_DIGITS = nonAdjacentForm(BigInteger.valueOf(X));

    BarretoNaehrig() {
        super(
                new BigInteger("21888242871839275222246405745257275088696311157297823662689037894645226208583"),
                new BigInteger("21888242871839275222246405745257275088548364400416034343698204186575808495617"),
                3,
                // 6x + 2 (Vercauteren, "Optimal Pairings", 2008)
                BigInteger.valueOf(X).multiply(BigInteger.valueOf(6)).add(BigInteger.TWO),
                List.of(Step.CHORD_OF_FROBENIUS, Step.CHORD_OF_NEGATIVE_FROBENIUS_TWICE));
    }

    static final class Fq2 extends QuadraticField {
        private final long[] nine = element();

        Fq2(PrimeField prime) {
            super(prime);
        }

        /** (9 + u) times a. */
        @Override
        void timesNonResidue(long[] r, long[] a) {
            twice(nine, a);
            twice(nine, nine);
            twice(nine, nine);
            add(nine, nine, a);
            prime.subtract(nine, 0, nine, 0, a, half);
            prime.add(r, half, nine, half, a, 0);
            System.arraycopy(nine, 0, r, 0, half);
        }
    }

    @Override
    public String name() {
        return "bn254";
    }

    @Override
    QuadraticField fq2() {
        return new Fq2(fq());
    }

    @Override
    BigInteger x() {
        return BigInteger.valueOf(X);
    }

    /** The curve has prime order. */
    @Override
    boolean isInFirstGroup(PairingArithmetic arithmetic, AffinePoint p) {
        return true;
    }

    /**
     * [x + 1]P + psi([x]P) + psi^2([x]P) = psi^3([2x]P), with 63 bits (Dai, Lin, Zhao, Zhou, "Fast Subgroup Membership
     * Testings for G1, G2 and GT on Pairing-Friendly Curves", 2022). It holds on the group, where psi is [q].
     * Conversely, psi being a root of T^2 - tT + q, a point for which it holds is killed by a norm that has only r in
     * common with the order of the twist.
     */
    @Override
    boolean isInSecondGroup(PairingArithmetic arithmetic, AffinePoint p) {
        CurveGroup g2 = arithmetic.g2();
        JacobianPoint xp = g2.multiply(g2.of(p), X);
        JacobianPoint left = xp.copy();
        g2.add(left, p);
        JacobianPoint power = xp.copy();
        arithmetic.psi(power);
        g2.add(left, power);
        arithmetic.psi(power);
        g2.add(left, power);
        arithmetic.psi(power);
        g2.twice(power);
        return g2.areSame(left, power);
    }

    @Override
    BigInteger finalMultiple() {
        BigInteger x = x();
        return x.multiply(BigInteger.valueOf(6))
                .add(BigInteger.valueOf(3))
                .multiply(x)
                .add(BigInteger.ONE)
                .multiply(x)
                .shiftLeft(1);
    }

    /**
     * To the power (q^4 - q^2 + 1) / r, times 2x (6x^2 + 3x + 1), which in base q is (1 + 6x + 12x^2 + 12x^3) + (4x +
     * 6x^2 + 12x^3) q + (6x + 6x^2 + 12x^3) q^2 + (-1 + 4x + 6x^2 + 12x^3) q^3 (Fuentes-Castañeda, Knapp,
     * Rodríguez-Henríquez, "Faster Hashing to G2", SAC 2011).
     */
    @Override
    Fq12 hardPart(PairingArithmetic arithmetic, Fq12 f) {
        DodecicField fq12 = arithmetic.fq12();
        Fq12 x2 = arithmetic.cyclotomicPower(f, X_DIGITS);
        fq12.cyclotomicSquare(x2, x2);
        Fq12 x6 = fq12.one();
        fq12.cyclotomicSquare(x6, x2);
        fq12.multiply(x6, x6, x2);
        Fq12 xx6 = arithmetic.cyclotomicPower(x6, X_DIGITS);
        Fq12 xx12 = fq12.one();
        fq12.cyclotomicSquare(xx12, xx6);
        Fq12 second = arithmetic.cyclotomicPower(xx12, X_DIGITS);
        fq12.multiply(second, second, xx6);
        fq12.multiply(second, second, x6);
        Fq12 first = fq12.product(second, fq12.conjugate(x2));
        Fq12 zeroth = fq12.product(second, xx6);
        fq12.multiply(zeroth, zeroth, f);
        Fq12 result = fq12.product(first, fq12.conjugate(f));
        for (Fq12 digit : List.of(second, first, zeroth)) {
            result = fq12.frobenius(result);
            fq12.multiply(result, result, digit);
        }
        return result;
    }

    @Override
    public AffinePoint firstGenerator() {
        return new AffinePoint(fq().of(BigInteger.ONE), fq().of(BigInteger.TWO));
    }

    @Override
    public AffinePoint secondGenerator() {
        return new AffinePoint(
                fq2().of(
                                new BigInteger(
                                        "10857046999023057135944570762232829481370756359578518086990519993285655852781"),
                                new BigInteger(
                                        "11559732032986387107991004021392285783925812861821192530917403151452391805634")),
                fq2().of(
                                new BigInteger(
                                        "8495653923123431417604973247489272438418190587263600148770280649306958101930"),
                                new BigInteger(
                                        "4082367875863433681332203403145435568316851327593401208105741076214120093531")));
    }
}
