package dev.assay.node.setup;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.math.BigInteger;
import java.util.Optional;

/** Points that a seed determines and of which nobody knows a logarithm: as snarkjs draws them. */
final class SeededPoints {

    /** The order of the twist over r: 2q - r. */
    private static final BigInteger COFACTOR = Fq.MODULUS.shiftLeft(1).subtract(Fr.MODULUS);

    private static final BigInteger HALF = Fq.MODULUS.shiftRight(1);

    private SeededPoints() {}

    /** A point of G1 at the first x drawn that has one; of the two, a bit drawn with it says which. */
    static G1.Affine g1(ChaChaRandom random) {
        while (true) {
            Fq x = random.nextFq();
            boolean greater = random.nextBoolean();
            Optional<G1.Affine> point = G1.Affine.atX(x);
            if (point.isPresent()) {
                return isGreater(point.get().y()) == greater
                        ? point.get()
                        : point.get().negate();
            }
        }
    }

    /** The same on the twist, times its cofactor: a point of G2. */
    static G2.Affine g2(ChaChaRandom random) {
        while (true) {
            Fq2 x = new Fq2(random.nextFq(), random.nextFq());
            boolean greater = random.nextBoolean();
            Optional<G2.Affine> point = G2.Affine.atX(x);
            if (point.isPresent()) {
                G2.Affine found = point.get();
                G2.Affine wanted = isGreater(found.y()) == greater ? found : found.negate();
                return wanted.toJacobian().multiply(COFACTOR).toAffine();
            }
        }
    }

    /** The point of G2 that the first half of a transcript determines. */
    static G2.Affine ofTranscript(byte[] transcript) {
        return g2(new ChaChaRandom(transcript));
    }

    private static boolean isGreater(Fq2 y) {
        return isGreater(y.c1().isZero() ? y.c0() : y.c1());
    }

    private static boolean isGreater(Fq y) {
        return y.toBigInteger().compareTo(HALF) > 0;
    }
}
