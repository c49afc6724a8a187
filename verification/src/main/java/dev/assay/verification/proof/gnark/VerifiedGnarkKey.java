package dev.assay.verification.proof.gnark;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.bn254.Pairing;
import dev.assay.verification.bn254.Pairing.Pair;
import dev.assay.verification.proof.Points;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.gnark.GnarkKey.CommitmentKey;
import java.util.List;
import java.util.Optional;

/**
 * A verifying key of gnark that passed every check that a key can be put to. Exists only by {@link #load}. That its setup
 * was honest, and that it belongs to the circuit one means, no check of the key alone can tell.
 */
public final class VerifiedGnarkKey {

    private final GnarkKey parts;
    private final VerifiedKey key;

    private VerifiedGnarkKey(GnarkKey parts, VerifiedKey key) {
        this.parts = parts;
        this.key = key;
    }

    /**
     * Reads a verifying key and examines it:
     *
     * <ol>
     *   <li>the shape is that of {@link GnarkKey#parse}; each coordinate is below q, each point in its one encoding;
     *   <li>the checks of {@link VerifiedKey#load} from the second on;
     *   <li>beta and delta are the same multiples of the generators in G1 and in G2;
     *   <li>each commitment has a key, and commits to public inputs, or commitments before it, that exist;
     *   <li>the commitment keys' points are in their group and finite, of one g, and no two have the same sigma: with one
     *       sigma a prover moves values between commitments (CVE-2024-45039); nor is one g itself or its negative, with
     *       which the proof of knowledge proves nothing.
     * </ol>
     */
    public static Verdict<VerifiedGnarkKey> load(byte[] verifyingKey) {
        try {
            return new Verdict.Verified<>(examine(verifyingKey));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** The same for use inside a verification. @throws Rejection if a check fails */
    public static VerifiedGnarkKey examine(byte[] verifyingKey) {
        GnarkKey parts = GnarkKey.read(verifyingKey);
        VerifiedKey key = VerifiedKey.examine(parts.points(), Digest.sha256(verifyingKey));
        checkTwins(parts.beta1(), parts.points().beta(), "beta");
        checkTwins(parts.delta1(), parts.points().delta(), "delta");
        checkCommitted(parts);
        checkCommitmentKeys(parts.commitmentKeys());
        return new VerifiedGnarkKey(parts, key);
    }

    private static void checkTwins(G1.Affine inG1, G2.Affine inG2, String what) {
        Points.check(inG1, what + "1");
        G1.Affine minusOne = G1.GENERATOR.negate().toAffine();
        if (!Pairing.productIsOne(List.of(Pair.of(inG1, G2.GENERATOR.toAffine()), Pair.of(minusOne, inG2)))) {
            throw new Rejection(Reason.KEY_INCONSISTENT, what + " in G1 is not that in G2");
        }
    }

    private static void checkCommitted(GnarkKey parts) {
        int commitments = parts.committed().size();
        if (parts.commitmentKeys().size() != commitments) {
            throw invalid(parts.commitmentKeys().size() + " commitment keys for " + commitments + " commitments");
        }
        if (parts.publicInputs() < 0) {
            throw invalid(commitments + " commitments with fewer points");
        }
        for (int i = 0; i < commitments; i++) {
            int known = parts.publicInputs() + i;
            if (parts.committed().get(i).stream().anyMatch(index -> index < 1 || index > known)) {
                throw invalid("commitment " + i + " binds an input that does not exist");
            }
        }
    }

    private static void checkCommitmentKeys(List<CommitmentKey> keys) {
        for (int i = 0; i < keys.size(); i++) {
            CommitmentKey key = keys.get(i);
            check(key, "commitment key " + i);
            if (!key.g().equals(keys.getFirst().g())) {
                throw invalid("commitment key " + i + " is of another g than the first");
            }
            if (keys.subList(0, i).stream().anyMatch(other -> sameUpToSign(other.gSigmaNeg(), key.gSigmaNeg()))) {
                throw invalid("commitment key " + i + " repeats a sigma");
            }
        }
    }

    /** @throws Rejection unless both points are in the group and differ */
    static void check(CommitmentKey key, String what) {
        Points.check(key.g(), what + ".g");
        Points.check(key.gSigmaNeg(), what + ".gSigmaNeg");
        if (sameUpToSign(key.g(), key.gSigmaNeg())) {
            throw invalid(what + ": sigma is 1 or -1");
        }
    }

    private static boolean sameUpToSign(G2.Affine p, G2.Affine q) {
        return p.x().equals(q.x());
    }

    private static Rejection invalid(String detail) {
        return new Rejection(Reason.KEY_COMMITMENT_INVALID, detail);
    }

    /** SHA-256 of the file: what a circuit's manifest names. */
    public Digest digest() {
        return key.digest();
    }

    /** The key of the equation; with commitments its last inputs are their hashes. */
    VerifiedKey equation() {
        return key;
    }

    /**
     * The key for verifiers that know no commitments, or nothing if there are any: to such a verifier their hashes would be
     * inputs that the prover may choose.
     */
    public Optional<VerifiedKey> withoutCommitments() {
        return commitments() == 0 ? Optional.of(key) : Optional.empty();
    }

    public GnarkKey parts() {
        return parts;
    }

    public int publicInputs() {
        return parts.publicInputs();
    }

    public int commitments() {
        return parts.committed().size();
    }
}
