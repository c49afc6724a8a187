package dev.assay.verification.proof.gnark;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that gnark itself wrote. */
class GnarkVectorTest {

    @BeforeAll
    static void needsVectors() {
        ZkVectors.assumePresent();
    }

    /** Made by gnark 0.10: with one commitment key that nothing uses. */
    @Test
    void acceptsProofMadeByGnark() throws IOException {
        List<ZkVectors.Vector> vectors = ZkVectors.all("gnark", "groth16");
        assertEquals(1, vectors.size());
        for (ZkVectors.Vector vector : vectors) {
            VerifiedGnarkKey key = value(VerifiedGnarkKey.load(vector.file("vk")));
            VerifiedGnarkProof proof =
                    value(GnarkVerifier.verify(key, vector.file("proof"), vector.file("public"), HashToField.RFC_9380));
            assertEquals(List.of(BigInteger.valueOf(0x23)), proof.publicInputs());
        }
    }

    @Test
    void rejectsOtherInputOfProofMadeByGnark() throws IOException {
        ZkVectors.Vector vector = ZkVectors.all("gnark", "groth16").getFirst();
        VerifiedGnarkKey key = value(VerifiedGnarkKey.load(vector.file("vk")));
        byte[] witness = vector.file("public");
        witness[witness.length - 1]++;
        assertReason(
                Reason.PROOF_INVALID, GnarkVerifier.verify(key, vector.file("proof"), witness, HashToField.RFC_9380));
    }

    @Test
    void acceptsKeyOfSp1() throws IOException {
        byte[] file = ZkVectors.file("sp1-vk-artifacts/groth16_vk.bin");
        VerifiedGnarkKey key = value(VerifiedGnarkKey.load(file));
        assertEquals(Digest.sha256(file), key.digest());
        assertEquals(5, key.publicInputs());
        assertEquals(0, key.commitments());
    }
}
