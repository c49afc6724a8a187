package dev.assay.verification.proof.kzg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
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
                Fr.of(hash.mod(Fr.MODULUS)),
                new Transcript()
                        .absorb(Fr.of(7))
                        .absorb(G1.GENERATOR.toAffine())
                        .absorb(G1.Affine.INFINITY)
                        .challenge());
    }

    @Test
    void orderMatters() {
        assertNotEquals(
                new Transcript().absorbScalars(List.of(Fr.ZERO, Fr.ONE)).challenge(),
                new Transcript().absorbScalars(List.of(Fr.ONE, Fr.ZERO)).challenge());
    }

    private static String word(String hex) {
        return "0".repeat(64 - hex.length()) + hex;
    }
}
