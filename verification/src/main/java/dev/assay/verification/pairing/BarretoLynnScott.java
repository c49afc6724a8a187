package dev.assay.verification.pairing;

import java.math.BigInteger;
import java.util.List;

/** BLS12-381 (EIP-2537): zeta = 1 / (1 + u), b = 4. */
final class BarretoLynnScott extends Curve {

    /** q and r are polynomials of x = -0xd201000000010000. */
    private static final long MINUS_X = 0xd201000000010000L;

    private static final int[] MINUS_X_DIGITS = signedDigits(new BigInteger(Long.toHexString(MINUS_X), 16), 2);

    private final long[] beta = fq().of(new BigInteger(
            "793479390729215512621379701633421447060886740281060493010456487427281649075476305620758731620350"));

    BarretoLynnScott() {
        super(
                new BigInteger(
                        "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
                        16),
                new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16),
                4,
                new BigInteger(Long.toHexString(MINUS_X), 16),
                List.of());
    }

    static final class Fq2 extends QuadraticField {
        private final long[] real;

        Fq2(PrimeField prime) {
            super(prime);
            this.real = prime.element();
        }

        /** a / (1 + u) = a (1 - u) / 2. */
        @Override
        void timesNonResidue(long[] r, long[] a) {
            prime.add(real, 0, a, 0, a, half);
            prime.subtract(r, half, a, half, a, 0);
            prime.halve(r, half, r, half);
            prime.halve(r, 0, real, 0);
        }
    }

    static final class Tower extends ComplexField {
        private final Complex sum;
        private final long[] difference;

        Tower(LooseField real) {
            super(real);
            this.sum = wide();
            this.difference = real.element();
        }

        /** Reduces 2a + (1 - u) b, and halves. */
        @Override
        void reduceWithNonResidue(Complex r, Complex a, Complex b) {
            addWide(sum, a, a);
            addWide(sum, sum, b);
            real.addWide(sum.re(), sum.re(), b.im());
            real.subtractWide(sum.im(), sum.im(), b.re());
            reduce(r, sum);
            real.halve(r.re(), r.re());
            real.halve(r.im(), r.im());
        }

        /** a (1 - u) / 2. */
        @Override
        void timesNonResidue(Complex r, Complex a) {
            real.subtract(difference, a.im(), a.re());
            real.add(r.re(), a.re(), a.im());
            real.settle(r.re(), r.re());
            real.settle(r.im(), difference);
            real.halve(r.re(), r.re());
            real.halve(r.im(), r.im());
        }
    }

    @Override
    public String name() {
        return "bls12-381";
    }

    @Override
    QuadraticField fq2() {
        return new Fq2(fq());
    }

    @Override
    ComplexField tower() {
        return new Tower(loose());
    }

    @Override
    BigInteger x() {
        return new BigInteger(Long.toHexString(MINUS_X), 16).negate();
    }

    @Override
    long[] beta() {
        return beta;
    }

    /** -x^2. */
    @Override
    BigInteger lambda() {
        return x().pow(2).negate().mod(fr().modulus());
    }

    /**
     * phi(P) = [-x^2]P, where phi(x, y) = (beta x, y). It holds on the group. Conversely, as phi^2 + phi + 1 = 0 on the
     * whole curve, it implies [x^4 - x^2 + 1]P = [r]P = 0.
     */
    @Override
    boolean isInFirstGroup(PairingArithmetic arithmetic, AffinePoint p) {
        CurveGroup g1 = arithmetic.g1();
        JacobianPoint product = g1.multiply(g1.multiply(g1.of(p), MINUS_X), MINUS_X);
        g1.negate(product);
        JacobianPoint image = g1.of(p);
        fq().multiply(image.x(), image.x(), beta);
        return g1.areSame(product, image);
    }

    /**
     * -psi(P), as the loop over -x computes [-x]P. It holds on the group, where psi is [q] and x = q modulo r.
     * Conversely, psi being a root of T^2 - (x + 1) T + q, it implies [q - x]P = 0, and q - x = (x - 1)^2 / 3 * r has
     * only r in common with the order of the twist (Scott, "A Note on Group Membership Tests for G1, G2 and GT on BLS
     * Pairing-Friendly Curves", 2021).
     */
    @Override
    AffinePoint endOfWalk(PairingArithmetic arithmetic, AffinePoint p) {
        return arithmetic.g2().negate(arithmetic.psi(p));
    }

    @Override
    BigInteger finalMultiple() {
        return BigInteger.valueOf(3);
    }

    /**
     * To the power 3 (q^4 - q^2 + 1) / r = (x - 1)^2 (x + q) (x^2 + q^2 - 1) + 3 (Hayashida, Hayasaka, Teruya,
     * "Efficient Final Exponentiation via Cyclotomic Structure for Pairings over Families of Elliptic Curves", 2020).
     * Inverts first because the Miller loop ran over -x: the value of the loop over x is the inverse, up to what the
     * easy part removes.
     */
    @Override
    Fq12 hardPart(PairingArithmetic arithmetic, Fq12 f) {
        DodecicField fq12 = arithmetic.fq12();
        fq12.conjugate(f, f);
        Fq12 squared = powerOfXMinusOne(arithmetic, powerOfXMinusOne(arithmetic, f));
        Fq12 power = powerOfX(arithmetic, squared);
        fq12.frobenius(squared, squared);
        fq12.multiply(power, power, squared);
        Fq12 last = powerOfX(arithmetic, powerOfX(arithmetic, power));
        fq12.frobeniusTwice(squared, power);
        fq12.multiply(last, last, squared);
        fq12.conjugate(power, power);
        fq12.multiply(last, last, power);
        fq12.multiply(last, last, f);
        fq12.cyclotomicSquare(f, f);
        fq12.multiply(last, last, f);
        return last;
    }

    /** f^x f^-1, which is the conjugate of f^-x f. */
    private static Fq12 powerOfXMinusOne(PairingArithmetic arithmetic, Fq12 f) {
        DodecicField fq12 = arithmetic.fq12();
        Fq12 power = arithmetic.cyclotomicPower(f, MINUS_X_DIGITS);
        fq12.multiply(power, power, f);
        fq12.conjugate(power, power);
        return power;
    }

    private static Fq12 powerOfX(PairingArithmetic arithmetic, Fq12 f) {
        Fq12 power = arithmetic.cyclotomicPower(f, MINUS_X_DIGITS);
        arithmetic.fq12().conjugate(power, power);
        return power;
    }

    @Override
    public AffinePoint firstGenerator() {
        return new AffinePoint(
                fq().of(new BigInteger(
                        "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb",
                        16)),
                fq().of(new BigInteger(
                        "08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1",
                        16)));
    }

    @Override
    public AffinePoint secondGenerator() {
        return new AffinePoint(
                fq2().of(
                                new BigInteger(
                                        "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8",
                                        16),
                                new BigInteger(
                                        "13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e",
                                        16)),
                fq2().of(
                                new BigInteger(
                                        "0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801",
                                        16),
                                new BigInteger(
                                        "0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be",
                                        16)));
    }
}
