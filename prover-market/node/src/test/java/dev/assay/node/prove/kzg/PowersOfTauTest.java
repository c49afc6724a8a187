package dev.assay.node.prove.kzg;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Points;
import dev.assay.node.prove.JavaBackend;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PowersOfTauTest {

    private static final int ROWS = 8;
    private static final PowersOfTau CHECK = new PowersOfTau(new JavaBackend(), new SecureRandom());

    @Test
    void knowsPowersOfTau() {
        Fr tau = Fr.of(987654321);
        assertTrue(CHECK.are(powers(tau), G2.GENERATOR.multiply(tau).toAffine()));
        assertFalse(CHECK.are(powers(tau), G2.GENERATOR.multiply(tau.twice()).toAffine()));
        assertFalse(PowersOfTau.isRootOfUnity(powers(tau), ROWS));
    }

    /** The wires' blinding is a multiple of tau^8 - 1. */
    @Test
    void knowsTauThatBlindsNothing() {
        Fr tau = Fr.rootOfUnity(3);
        assertTrue(CHECK.are(powers(tau), G2.GENERATOR.multiply(tau).toAffine()));
        assertTrue(PowersOfTau.isRootOfUnity(powers(tau), ROWS));
    }

    private static Points<G1.Affine> powers(Fr tau) {
        return Points.of(
                IntStream.range(0, ROWS + 6)
                        .mapToObj(i -> G1.GENERATOR
                                .multiply(tau.pow(BigInteger.valueOf(i)))
                                .toAffine())
                        .toList(),
                PointFormat.G1_POINT);
    }
}
