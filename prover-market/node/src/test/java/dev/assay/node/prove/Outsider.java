package dev.assay.node.prove;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G2;
import java.math.BigInteger;
import java.util.stream.LongStream;

/** Points of BN254's twist that are not in the group of order r. */
final class Outsider {

    private static final BigInteger Q = Fq.MODULUS;
    /** 2q - r: how often the group fits into the curve. */
    private static final BigInteger COFACTOR = Q.shiftLeft(1).subtract(Fr.MODULUS);

    private static final Fq2 TWIST_B = new Fq2(Fq.of(3), Fq.ZERO).multiply(new Fq2(Fq.of(9), Fq.ONE).inverse());

    static final G2.Affine POINT = LongStream.iterate(1, x -> x + 1)
            .mapToObj(Outsider::at)
            .filter(point -> point.isOnCurve() && !point.isInSubgroup())
            .findFirst()
            .orElseThrow();

    /** The smallest prime factor of the cofactor. */
    static final G2.Affine OF_ORDER_10069 = POINT.toJacobian()
            .multiply(Fr.MODULUS)
            .multiply(COFACTOR.divide(BigInteger.valueOf(10069)))
            .toAffine();

    private Outsider() {}

    private static G2.Affine at(long xReal) {
        Fq2 x = new Fq2(Fq.of(xReal), Fq.ONE);
        return new G2.Affine(x, squareRoot(x.square().multiply(x).add(TWIST_B)));
    }

    /** G. Adj, F. Rodríguez-Henríquez, "Square root computation over even extension fields", algorithm 9; q is 3 mod 4. */
    private static Fq2 squareRoot(Fq2 a) {
        Fq2 a1 = a.pow(Q.subtract(BigInteger.valueOf(3)).shiftRight(2));
        Fq2 alpha = a1.multiply(a1).multiply(a);
        Fq2 root = a1.multiply(a);
        if (alpha.equals(Fq2.ONE.negate())) {
            return new Fq2(Fq.ZERO, Fq.ONE).multiply(root);
        }
        return alpha.add(Fq2.ONE).pow(Q.subtract(BigInteger.ONE).shiftRight(1)).multiply(root);
    }
}
