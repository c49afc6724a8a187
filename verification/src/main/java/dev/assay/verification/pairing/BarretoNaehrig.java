package dev.assay.verification.pairing;

import java.math.BigInteger;
import java.util.List;

/** BN254 (EIP-196 and EIP-197): zeta = 9 + u, b = 3. */
final class BarretoNaehrig extends Curve {

    /** The x of which q and r are polynomials. */
    private static final long X = 4965661367192848881L;

    private static final int[] X_DIGITS = signedDigits(BigInteger.valueOf(X), 4);

    private final long[] beta = fq().of(new BigInteger("2203960485148121921418603742825762020974279258880205651966"));

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
        private final FourLimbField four;
        private final long[] real;

        Fq2(FourLimbField prime) {
            super(prime);
            this.four = prime;
            this.real = prime.element();
        }

        /** (9 + u) times a. */
        @Override
        void timesNonResidue(long[] r, long[] a) {
            four.negate(real, 0, a, half);
            four.addMultiple(real, 0, 9, a, 0, real, 0);
            four.addMultiple(r, half, 9, a, half, a, 0);
            four.set(r, 0, real, 0);
        }
    }

    static final class Tower extends ComplexField {
        private final Complex sum;
        private final long[] re;

        Tower(LooseField real) {
            super(real);
            this.sum = wide();
            this.re = real.element();
        }

        /** a + (9 + u) b. */
        @Override
        void reduceWithNonResidue(Complex r, Complex a, Complex b) {
            real.subtractWide(sum.re(), a.re(), b.im());
            real.addMultipleWide(sum.re(), 9, b.re());
            real.addWide(sum.im(), a.im(), b.re());
            real.addMultipleWide(sum.im(), 9, b.im());
            reduce(r, sum);
        }

        /** (9 + u) a. */
        @Override
        void timesNonResidue(Complex r, Complex a) {
            for (int i = 0; i < re.length; i++) {
                re[i] = 9 * a.re()[i] - a.im()[i];
                r.im()[i] = 9 * a.im()[i] + a.re()[i];
            }
            real.settle(r.re(), re);
            real.settle(r.im(), r.im());
        }
    }

    @Override
    public String name() {
        return "bn254";
    }

    @Override
    QuadraticField fq2() {
        return new Fq2((FourLimbField) fq());
    }

    @Override
    ComplexField tower() {
        return new Tower(loose());
    }

    @Override
    BigInteger x() {
        return BigInteger.valueOf(X);
    }

    @Override
    long[] beta() {
        return beta;
    }

    /** 36x^3 + 18x^2 + 6x + 1. */
    @Override
    BigInteger lambda() {
        BigInteger x6 = x().multiply(BigInteger.valueOf(6));
        return x6.add(BigInteger.valueOf(3))
                .multiply(x())
                .add(BigInteger.ONE)
                .multiply(x6)
                .add(BigInteger.ONE);
    }

    /** The curve has prime order. */
    @Override
    boolean isInFirstGroup(PairingArithmetic arithmetic, AffinePoint p) {
        return true;
    }

    /**
     * -psi^3(P), as the loop computes [6x + 2]P + psi(P) - psi^2(P). It holds on the group, where psi is [q], as 6x + 2 +
     * q - q^2 + q^3 is zero modulo r. Conversely, psi being a root of T^2 - tT + q, a point for which it holds is killed
     * by a norm that has only r in common with the order of the twist (Dai, Lin, Zhao, Zhou, "Fast Subgroup Membership
     * Testings for G1, G2 and GT on Pairing-Friendly Curves", 2022, with another multiple of this relation).
     */
    @Override
    AffinePoint endOfWalk(PairingArithmetic arithmetic, AffinePoint p) {
        return arithmetic.g2().negate(arithmetic.psi(arithmetic.psi(arithmetic.psi(p))));
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
        fq12.conjugate(x2, x2);
        Fq12 first = fq12.product(second, x2);
        Fq12 zeroth = fq12.product(second, xx6);
        fq12.multiply(zeroth, zeroth, f);
        fq12.conjugate(f, f);
        Fq12 result = fq12.product(first, f);
        for (Fq12 digit : List.of(second, first, zeroth)) {
            fq12.frobenius(result, result);
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
