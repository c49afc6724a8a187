package dev.assay.verification.proof.gnark;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.proof.Groth16Key;
import dev.assay.verification.proof.gnark.GnarkKey.CommitmentKey;
import dev.assay.verification.proof.gnark.GnarkWriter.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Keys of gnark that must be refused once, before any proof. */
class VerifiedGnarkKeyTest {

    private final Trapdoor trapdoor = Trapdoor.create(3, List.of(List.of(1, 3), List.of(2, 4)), new Random(72));
    private final GnarkKey key = trapdoor.key();
    private final Groth16Key points = key.points();

    @Test
    void loadsKeysInEachEncoding() {
        for (Form form : Form.values()) {
            byte[] file = GnarkWriter.key(key, form);
            VerifiedGnarkKey loaded = value(VerifiedGnarkKey.load(file));
            assertEquals(key, loaded.parts());
            assertEquals(3, loaded.publicInputs());
            assertEquals(2, loaded.commitments());
            assertEquals(Digest.sha256(file), loaded.digest());
        }
    }

    @Test
    void refusesToxicPoints() {
        assertReason(
                Reason.KEY_GAMMA_EQUALS_DELTA,
                load(with(new Groth16Key(points.alpha(), points.beta(), points.gamma(), points.gamma(), points.ic()))));
        assertReason(
                Reason.KEY_BETA_REPEATED,
                load(with(new Groth16Key(
                        points.alpha(), points.beta(), points.beta().negate(), points.delta(), points.ic()))));
        List<G1.Affine> ic = new ArrayList<>(points.ic());
        ic.set(2, G1.Affine.INFINITY);
        assertReason(Reason.POINT_AT_INFINITY, load(with(withIc(ic))));
        ic.set(2, new G1.Affine(Fq.ONE, Fq.ONE));
        assertReason(Reason.POINT_NOT_ON_CURVE, VerifiedGnarkKey.load(GnarkWriter.key(with(withIc(ic)), Form.RAW)));
        assertReason(Reason.KEY_IC_COUNT_MISMATCH, load(with(withIc(List.of()))));
    }

    private Groth16Key withIc(List<G1.Affine> ic) {
        return new Groth16Key(points.alpha(), points.beta(), points.gamma(), points.delta(), ic);
    }

    @Test
    void refusesTwinsThatDiffer() {
        G1.Affine other = Trapdoor.g1(Fr.of(42));
        assertReason(
                Reason.KEY_INCONSISTENT,
                load(new GnarkKey(points, other, key.delta1(), key.committed(), key.commitmentKeys())));
        assertReason(
                Reason.KEY_INCONSISTENT,
                load(new GnarkKey(points, key.beta1(), other, key.committed(), key.commitmentKeys())));
        assertReason(
                Reason.POINT_AT_INFINITY,
                load(new GnarkKey(points, key.beta1(), G1.Affine.INFINITY, key.committed(), key.commitmentKeys())));
    }

    @Test
    void refusesCommitmentsToInputsThatDoNotExist() {
        for (List<List<Integer>> committed : List.of(
                List.of(List.of(0), List.of(2)),
                List.of(List.of(4), List.of(2)),
                List.of(List.of(1), List.of(5)),
                List.of(List.of(1), List.of(4000)))) {
            assertReason(Reason.KEY_COMMITMENT_INVALID, load(with(committed, key.commitmentKeys())));
        }
        assertReason(
                Reason.KEY_COMMITMENT_INVALID, load(with(List.of(List.of(1), List.of(5000)), key.commitmentKeys())));
        List<List<Integer>> five = List.of(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        List<CommitmentKey> keys = Trapdoor.randoms(6, new Random(3)).stream()
                .map(trapdoor::commitmentKey)
                .toList();
        assertReason(Reason.KEY_COMMITMENT_INVALID, load(with(five, keys)));
    }

    @Test
    void refusesOtherCountsOfCommitmentKeys() {
        List<CommitmentKey> keys = key.commitmentKeys();
        assertReason(Reason.KEY_COMMITMENT_INVALID, load(with(key.committed(), List.of())));
        assertReason(Reason.KEY_COMMITMENT_INVALID, load(with(key.committed(), keys.subList(0, 1))));
        assertReason(Reason.KEY_COMMITMENT_INVALID, load(with(List.of(), keys)));
    }

    /** With one sigma for both, what was committed in one can be claimed of the other. */
    @Test
    void refusesRepeatedAndTrivialSigmas() {
        CommitmentKey first = key.commitmentKeys().getFirst();
        CommitmentKey negative = new CommitmentKey(first.g(), first.gSigmaNeg().negate());
        CommitmentKey trivial = new CommitmentKey(first.g(), first.g().negate());
        CommitmentKey otherBase = new CommitmentKey(Trapdoor.g2(Fr.of(42)), Trapdoor.g2(Fr.of(43)));
        for (CommitmentKey second : List.of(first, negative, trivial, otherBase)) {
            assertReason(Reason.KEY_COMMITMENT_INVALID, load(with(key.committed(), List.of(first, second))));
        }
        CommitmentKey infinite = new CommitmentKey(first.g(), G2.Affine.INFINITY);
        assertReason(Reason.POINT_AT_INFINITY, load(with(key.committed(), List.of(first, infinite))));
    }

    @Test
    void keysOfGnarkBefore11AreTakenWithoutCommitmentsOnly() {
        CommitmentKey unused = key.commitmentKeys().getFirst();
        GnarkKey none = with(List.of(), List.of());
        for (Form form : Form.values()) {
            VerifiedGnarkKey loaded = value(VerifiedGnarkKey.load(GnarkWriter.oldKey(none, unused, form)));
            assertEquals(0, loaded.commitments());
            assertReason(Reason.COMMITMENT_UNSUPPORTED, VerifiedGnarkKey.load(GnarkWriter.oldKey(key, unused, form)));
        }
        CommitmentKey trivial = new CommitmentKey(unused.g(), unused.g());
        assertReason(Reason.KEY_COMMITMENT_INVALID, VerifiedGnarkKey.load(GnarkWriter.oldKey(none, trivial, Form.RAW)));
    }

    @Test
    void refusesOtherLengths() {
        for (Form form : Form.values()) {
            byte[] file = GnarkWriter.key(key, form);
            for (int size : new int[] {0, 31, 32, 100, file.length - 1, file.length + 1, file.length + 128}) {
                assertReason(Reason.MALFORMED, VerifiedGnarkKey.load(Arrays.copyOf(file, size)));
            }
        }
        assertReason(Reason.TOO_LARGE, VerifiedGnarkKey.load(new byte[GnarkKey.MAX_SIZE_BYTES + 1]));
        byte[] counts = GnarkWriter.key(key, Form.COMPRESSED);
        counts[288] = 0x7f;
        assertReason(Reason.TOO_LARGE, VerifiedGnarkKey.load(counts));
    }

    private GnarkKey with(Groth16Key other) {
        return new GnarkKey(other, key.beta1(), key.delta1(), key.committed(), key.commitmentKeys());
    }

    private GnarkKey with(List<List<Integer>> committed, List<CommitmentKey> keys) {
        return new GnarkKey(points, key.beta1(), key.delta1(), committed, keys);
    }

    private static Verdict<VerifiedGnarkKey> load(GnarkKey key) {
        return VerifiedGnarkKey.load(GnarkWriter.key(key, Form.COMPRESSED));
    }
}
