package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Key;
import dev.assay.verification.proof.PublicInputs;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Groth16 verifying key of gnark says. Only its shape is known: {@link VerifiedGnarkKey} checks the rest.
 *
 * @param points those of the equation; {@code ic} goes on with one point for each commitment
 * @param beta1 the G1 twin of beta, which no equation of the verifier reads
 * @param delta1 the G1 twin of delta, likewise
 * @param committed for each commitment, which public inputs it binds: from 1, and past the last input the earlier
 *     commitments' hashes
 * @param commitmentKeys one for each commitment
 */
public record GnarkKey(
        Groth16Key points,
        G1.Affine beta1,
        G1.Affine delta1,
        List<List<Integer>> committed,
        List<CommitmentKey> commitmentKeys) {

    /** {@link PublicInputs#MAX_COUNT} raw points, and as many indices for some commitments. */
    public static final int MAX_SIZE_BYTES = 1 << 20;

    /** More than any circuit that is known; bounds the time of a verification. */
    public static final int MAX_COMMITMENTS = 16;

    /** Two points of G2 and no count: the one commitment key that gnark before 0.11 always wrote. */
    private static final List<Integer> OLD_COMMITMENT_KEY_BYTES = List.of(128, 256);

    /** A Pedersen commitment key (gnark-crypto, {@code ecc/bn254/fr/pedersen}): {@code gSigmaNeg} is -sigma times g. */
    public record CommitmentKey(G2.Affine g, G2.Affine gSigmaNeg) {}

    public GnarkKey {
        committed = committed.stream().map(List::copyOf).toList();
        commitmentKeys = List.copyOf(commitmentKeys);
    }

    /**
     * Reads what {@code VerifyingKey.WriteTo} or {@code WriteRawTo} of gnark 0.11 and later wrote, or gnark 0.9 and 0.10 if
     * there is no commitment.
     */
    public static Verdict<GnarkKey> parse(byte[] verifyingKey) {
        try {
            return new Verdict.Verified<>(read(verifyingKey));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the bytes are of that form */
    static GnarkKey read(byte[] verifyingKey) {
        GnarkReader in = new GnarkReader(Curve.BN254, verifyingKey, MAX_SIZE_BYTES);
        G1.Affine alpha = g1(in, "alpha1");
        G1.Affine beta1 = g1(in, "beta1");
        G2.Affine beta = g2(in, "beta2");
        G2.Affine gamma = g2(in, "gamma2");
        G1.Affine delta1 = g1(in, "delta1");
        G2.Affine delta = g2(in, "delta2");
        List<G1.Affine> ic = in.list(PublicInputs.MAX_COUNT + 1, "K", what -> g1(in, what));
        List<List<Integer>> committed =
                in.list(MAX_COMMITMENTS, "committed", what -> in.list(PublicInputs.MAX_COUNT, what, w -> index(in, w)));
        List<CommitmentKey> commitmentKeys = readCommitmentKeys(in, committed.size());
        in.end();
        return new GnarkKey(new Groth16Key(alpha, beta, gamma, delta, ic), beta1, delta1, committed, commitmentKeys);
    }

    static G1.Affine g1(GnarkReader in, String what) {
        return G1.Affine.of(in.g1(what));
    }

    static G2.Affine g2(GnarkReader in, String what) {
        return G2.Affine.of(in.g2(what));
    }

    private static int index(GnarkReader in, String what) {
        long index = in.uint64(what);
        if (index > PublicInputs.MAX_COUNT + MAX_COMMITMENTS) {
            throw new Rejection(Reason.KEY_COMMITMENT_INVALID, what + " is " + index);
        }
        return (int) index;
    }

    private static List<CommitmentKey> readCommitmentKeys(GnarkReader in, int commitments) {
        if (!OLD_COMMITMENT_KEY_BYTES.contains(in.remaining())) {
            return in.list(MAX_COMMITMENTS, "commitment keys", what -> readCommitmentKey(in, what));
        }
        // One sigma for all commitments, and a folding that a prover can choose its way around (CVE-2024-45039).
        if (commitments > 0) {
            throw new Rejection(Reason.COMMITMENT_UNSUPPORTED, "commitments of gnark before 0.11");
        }
        VerifiedGnarkKey.check(readCommitmentKey(in, "commitment key"), "commitment key");
        return new ArrayList<>();
    }

    private static CommitmentKey readCommitmentKey(GnarkReader in, String what) {
        return new CommitmentKey(g2(in, what + ".g"), g2(in, what + ".gSigmaNeg"));
    }

    /** Without the commitments. */
    public int publicInputs() {
        return points.publicInputs() - committed.size();
    }
}
