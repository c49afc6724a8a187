package dev.assay.verification.proof.gnark;

import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.gnark.GnarkWriter.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * 20,000 damaged files for each parser: always a verdict, never a throw, and what is read is written back as the same bytes,
 * so that no two files say the same. A part of those that are read goes on to the equations, which cost more.
 */
class GnarkMutationTest {

    private static final int MUTATIONS = 20_000;
    private static final HashToField HASH = HashToField.RFC_9380;

    private final Random random = new Random(81);
    private final PublicInputs inputs = new PublicInputs(List.of(Fr.of(3), Fr.of(5), Fr.of(7)));
    private final Trapdoor trapdoor = Trapdoor.create(3, List.of(List.of(1, 3)), random);
    private final GnarkProof proof = trapdoor.open(inputs, HASH, random).proof();
    private final VerifiedGnarkKey key = value(VerifiedGnarkKey.load(GnarkWriter.key(trapdoor.key(), Form.COMPRESSED)));

    @Test
    void damagedProofsAreRejected() {
        for (Form form : Form.values()) {
            byte[] original = GnarkWriter.proof(proof, form);
            byte[] witness = GnarkWriter.witness(inputs);
            int checked = 0;
            for (int i = 0; i < mutations(form); i++) {
                byte[] damaged = Damage.damaged(original, random);
                Verdict<GnarkProof> parsed = GnarkProof.parse(damaged);
                checkWrittenBack(parsed, damaged, read -> GnarkWriter.proof(read, form));
                if (parsed instanceof Verdict.Verified && checked++ < 200) {
                    checkOnlyTheOriginalIsAccepted(
                            original, damaged, GnarkVerifier.verify(key, damaged, witness, HASH));
                }
            }
            assertTrue(checked > 0, "some damage leaves points");
        }
    }

    @Test
    void damagedSolidityProofsAreRejected() {
        byte[] original = GnarkWriter.solidity(proof);
        byte[] words = GnarkWriter.words(inputs);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = Damage.damaged(original, random);
            if (!Arrays.equals(original, damaged)) {
                assertRejected(GnarkVerifier.verifySolidity(key, damaged, words, HASH));
            }
        }
    }

    @Test
    void damagedCallsAreRejected() {
        byte[] original = CalldataTest.dynamic(proof, inputs);
        value(GnarkVerifier.verifyCalldata(key, original, HASH));
        int checked = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = Damage.damaged(original, random);
            // Damaged inputs are canonical numbers as often as not: only a sample of them goes on.
            boolean inputsOnly = damaged.length == original.length
                    && Arrays.equals(damaged, 132, damaged.length, original, 132, original.length);
            if (!Arrays.equals(original, damaged) && (!inputsOnly || checked++ < 200)) {
                assertRejected(GnarkVerifier.verifyCalldata(key, damaged, HASH));
            }
        }
    }

    @Test
    void damagedWitnessesAreRejected() {
        byte[] original = GnarkWriter.witness(inputs);
        byte[] bytes = GnarkWriter.proof(proof, Form.COMPRESSED);
        int checked = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = Damage.damaged(original, random);
            Verdict<PublicInputs> parsed = GnarkWitness.parse(damaged);
            checkWrittenBack(parsed, damaged, GnarkWriter::witness);
            if (parsed instanceof Verdict.Verified && checked++ < 200) {
                checkOnlyTheOriginalIsAccepted(original, damaged, GnarkVerifier.verify(key, bytes, damaged, HASH));
            }
        }
    }

    @Test
    void proofsAreRejectedUnderDamagedKeys() {
        byte[] bytes = GnarkWriter.proof(proof, Form.COMPRESSED);
        byte[] witness = GnarkWriter.witness(inputs);
        for (Form form : Form.values()) {
            byte[] original = GnarkWriter.key(trapdoor.key(), form);
            int checked = 0;
            for (int i = 0; i < mutations(form); i++) {
                byte[] damaged = Damage.damaged(original, random);
                Verdict<GnarkKey> parsed = GnarkKey.parse(damaged);
                checkWrittenBack(parsed, damaged, read -> GnarkWriter.key(read, form));
                boolean readable = parsed instanceof Verdict.Verified && !Arrays.equals(original, damaged);
                if (readable
                        && checked++ < 80
                        && VerifiedGnarkKey.load(damaged) instanceof Verdict.Verified<VerifiedGnarkKey> other) {
                    assertNotEquals(key.parts(), other.value().parts());
                    assertRejected(GnarkVerifier.verify(other.value(), bytes, witness, HASH));
                }
            }
            assertTrue(checked > 0);
        }
    }

    /** Compressed points cost a square root each. */
    private static int mutations(Form form) {
        return form == Form.COMPRESSED ? MUTATIONS / 4 : MUTATIONS - MUTATIONS / 4;
    }

    private static <T> void checkWrittenBack(Verdict<T> parsed, byte[] damaged, Function<T, byte[]> write) {
        if (parsed instanceof Verdict.Verified<T> verified) {
            assertArrayEquals(write.apply(verified.value()), damaged);
        }
    }

    private static void checkOnlyTheOriginalIsAccepted(byte[] original, byte[] damaged, Verdict<?> verdict) {
        assertEquals(Arrays.equals(original, damaged), verdict instanceof Verdict.Verified);
    }

    private static void assertRejected(Verdict<?> verdict) {
        assertTrue(verdict instanceof Verdict.Rejected, verdict::toString);
    }
}
