package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.snp.FaultySnp.NOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Bounds;
import dev.assay.verification.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** 20 000 seeded mutations of reports, certificates, lists and tables: always a verdict, and nothing that is signed may change. */
class SnpMutationTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private static final FaultySnp SNP = new FaultySnp()
            .revocationList(
                    FaultySnp.list("ARK-Milan", FaultySnp.ROOT_KEYS, FaultySnp.FROM, NOW.plusSeconds(99), 7, 8, 9));
    private static final byte[] REPORT = SNP.reportBytes();
    private static final byte[] LEAF = SNP.leafDer();
    private static final byte[] INTERMEDIATE = SNP.intermediateDer();
    private static final byte[] ROOT = SNP.rootDer();
    private static final byte[] LIST = SNP.endorsements().revocationList();

    private static Verdict<GenuineSnp> verify(SnpEndorsements endorsements) {
        return SnpVerifier.verify(REPORT, endorsements, SNP.anchors(), NOW);
    }

    private static SnpEndorsements endorse(byte[] leaf, byte[] intermediate, byte[] root, byte[] list) {
        return SnpEndorsements.vcek(leaf, intermediate, root).withRevocationList(list);
    }

    @Test
    void mutatedReportsAreRefused() {
        SnpChain chain =
                verified(verify(endorse(LEAF, INTERMEDIATE, ROOT, LIST))).chain();
        mutate(REPORT, 15_000, 1, mutant -> SnpVerifier.verify(mutant, chain, NOW), false);
    }

    @Test
    void mutatedCertificatesAreRefused() {
        mutate(LEAF, 1_500, 2, mutant -> verify(endorse(mutant, INTERMEDIATE, ROOT, new byte[0])), false);
        mutate(INTERMEDIATE, 1_000, 3, mutant -> verify(endorse(LEAF, mutant, ROOT, new byte[0])), false);
        mutate(ROOT, 500, 4, mutant -> verify(endorse(LEAF, INTERMEDIATE, mutant, new byte[0])), false);
    }

    @Test
    void mutatedRevocationListsAreRefused() {
        mutate(LIST, 1_000, 5, mutant -> verify(endorse(LEAF, INTERMEDIATE, ROOT, mutant)), false);
    }

    /** Padding and entries of others may change; so may what only says less, such as a list that is gone. */
    @Test
    void mutatedTablesNeverChangeWhatIsSaid() {
        byte[] table = CertificateTableTest.table(Map.of(
                CertificateTableTest.ARK,
                ROOT,
                CertificateTableTest.ASK,
                INTERMEDIATE,
                CertificateTableTest.VCEK,
                LEAF));
        mutate(table, 1_000, 6, mutant -> verify(SnpEndorsements.table(mutant)), true);
    }

    private static void mutate(
            byte[] original,
            int mutations,
            long seed,
            Function<byte[], Verdict<GenuineSnp>> verify,
            boolean mayBePadding) {
        Random random = new Random(seed);
        assertTimeout(LIMIT, () -> {
            for (int i = 0; i < mutations; i++) {
                byte[] mutant = mutant(original, random);
                Verdict<GenuineSnp> verdict = Bounds.each(() -> verify.apply(mutant));
                if (verdict instanceof Verdict.Verified<GenuineSnp>(GenuineSnp genuine)) {
                    assertTrue(mayBePadding || Arrays.equals(mutant, original));
                    assertArrayEquals(REPORT, genuine.report().bytes(0, SnpReport.SIZE_BYTES));
                }
            }
        });
    }

    private static byte[] mutant(byte[] original, Random random) {
        byte[] mutant = original.clone();
        switch (random.nextInt(5)) {
            case 0 -> mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            case 2 -> {
                return Arrays.copyOf(mutant, random.nextInt(mutant.length + 16));
            }
            case 3 -> {
                int from = random.nextInt(mutant.length);
                int size = Math.min(random.nextInt(16), mutant.length - from);
                System.arraycopy(original, random.nextInt(mutant.length - size), mutant, from, size);
            }
            default -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
                }
            }
        }
        return mutant;
    }
}
