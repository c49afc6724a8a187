package dev.assay.verification.proof.kzg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.assay.verification.bn254.G1;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.sign.Keccak;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    @Test
    void challengeIsTheHashOfBigEndianWords() {
        String words = word("7") + word("1") + word("2") + word("0") + word("0");
        BigInteger hash = new BigInteger(1, Keccak.keccak256(HexFormat.of().parseHex(words)));
        assertEquals(
                Scalar.of(Curve.BN254, hash.mod(Curve.BN254.fr().modulus())),
                new Transcript(Curve.BN254)
                        .absorb(Scalar.of(Curve.BN254, 7))
                        .absorb(Curve.BN254.firstGenerator())
                        .absorb(G1.Affine.INFINITY.point())
                        .challenge());
    }

    @Test
    void orderMatters() {
        assertNotEquals(
                new Transcript(Curve.BN254)
                        .absorbScalars(List.of(Scalar.zero(Curve.BN254), Scalar.one(Curve.BN254)))
                        .challenge(),
                new Transcript(Curve.BN254)
                        .absorbScalars(List.of(Scalar.one(Curve.BN254), Scalar.zero(Curve.BN254)))
                        .challenge());
    }

    private static String word(String hex) {
        return "0".repeat(64 - hex.length()) + hex;
    }
}
