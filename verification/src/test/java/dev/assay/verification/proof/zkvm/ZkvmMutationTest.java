package dev.assay.verification.proof.zkvm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Verdict;
import dev.assay.verification.proof.gnark.Damage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** 20,000 damaged proofs of each zkVM: always a verdict, never a throw, never an acceptance. */
class ZkvmMutationTest {

    private static final int MUTATIONS = 20_000;

    @Test
    void damagedSealsAreRejected() throws IOException {
        Risc0Sample sample = Risc0Sample.load("risc0-receipt-v3_0");
        Random random = new Random(61);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = Damage.damaged(sample.seal(), random);
            if (!Arrays.equals(damaged, sample.seal())) {
                assertRejected(sample.withSeal(damaged).verify());
            }
        }
    }

    @Test
    void damagedProofsOfSp1AreRejected() throws IOException {
        Random random = new Random(62);
        for (Sp1Sample sample : List.of(Sp1Sample.of4(), Sp1Sample.of6())) {
            for (int i = 0; i < MUTATIONS / 2; i++) {
                byte[] damaged = Damage.damaged(sample.proof(), random);
                if (!Arrays.equals(damaged, sample.proof())) {
                    assertRejected(sample.withProof(damaged).verify());
                }
            }
        }
    }

    private static void assertRejected(Verdict<?> verdict) {
        assertTrue(verdict instanceof Verdict.Rejected, verdict::toString);
    }
}
