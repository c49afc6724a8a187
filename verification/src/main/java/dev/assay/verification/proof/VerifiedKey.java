package dev.assay.verification.proof;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.bn254.Pairing;
import dev.assay.verification.bn254.Pairing.Pair;
import dev.assay.verification.bn254.PreparedG2;
import dev.assay.verification.pairing.Fq12;
import java.util.ArrayList;
import java.util.List;

/**
 * A verification key that passed every check that a key can be put to, ready for many proofs. Exists only by {@link #load}
 * and {@link #examine}. That its setup was honest, and that it belongs to the circuit one means, no check of the key alone
 * can tell.
 */
public final class VerifiedKey {

    private final Digest digest;
    private final Groth16Key points;
    private final Fq12 alphaBeta;
    private final PreparedG2 gamma;
    private final PreparedG2 delta;

    private VerifiedKey(Digest digest, Groth16Key points) {
        this.digest = digest;
        this.points = points;
        this.alphaBeta = Pairing.product(List.of(Pair.of(points.alpha(), points.beta())));
        this.gamma = PreparedG2.of(points.gamma());
        this.delta = PreparedG2.of(points.delta());
    }

    /**
     * Reads snarkjs' {@code verification_key.json} and examines it:
     *
     * <ol>
     *   <li>the shape is snarkjs' for Groth16 on bn128; each number has its one spelling, each point its one form; there
     *       is one IC point more than {@code nPublic};
     *   <li>each point is on its curve, in its group and not infinity: an input whose IC point is infinity is not bound
     *       by the proof at all;
     *   <li>gamma is neither delta nor its negative: otherwise A = alpha, B = beta, C = -vk_x proves anything, as with
     *       keys whose second phase was skipped;
     *   <li>nor is beta gamma or delta or the negative of one: the same forgery with the parts exchanged.
     * </ol>
     */
    public static Verdict<VerifiedKey> load(byte[] verificationKeyJson) {
        try {
            Groth16Key key = Groth16Key.read(verificationKeyJson);
            return new Verdict.Verified<>(examine(key, Digest.sha256(verificationKeyJson)));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * The checks of {@link #load} from the second on, for use inside the verification of keys in other formats.
     *
     * @param file SHA-256 of the file that the points were read from
     * @throws Rejection if a check fails
     */
    public static VerifiedKey examine(Groth16Key key, Digest file) {
        checkCount(key);
        checkPoints(key);
        checkGammaIsNotDelta(key);
        checkBetaIsNeither(key);
        return new VerifiedKey(file, key);
    }

    private static void checkCount(Groth16Key key) {
        if (key.ic().isEmpty()) {
            throw new Rejection(Reason.KEY_IC_COUNT_MISMATCH, "no point for the constant one");
        }
        if (key.publicInputs() > PublicInputs.MAX_COUNT) {
            throw new Rejection(Reason.TOO_LARGE, key.publicInputs() + " public inputs");
        }
    }

    private static void checkPoints(Groth16Key key) {
        Points.check(key.alpha(), "vk_alpha_1");
        Points.check(key.beta(), "vk_beta_2");
        Points.check(key.gamma(), "vk_gamma_2");
        Points.check(key.delta(), "vk_delta_2");
        for (int i = 0; i < key.ic().size(); i++) {
            Points.check(key.ic().get(i), "IC[" + i + "]");
        }
    }

    private static void checkGammaIsNotDelta(Groth16Key key) {
        if (sameUpToSign(key.gamma(), key.delta())) {
            throw new Rejection(Reason.KEY_GAMMA_EQUALS_DELTA, "anybody can prove anything with this key");
        }
    }

    private static void checkBetaIsNeither(Groth16Key key) {
        if (sameUpToSign(key.beta(), key.gamma()) || sameUpToSign(key.beta(), key.delta())) {
            throw new Rejection(Reason.KEY_BETA_REPEATED, "anybody can prove anything with this key");
        }
    }

    private static boolean sameUpToSign(G2.Affine p, G2.Affine q) {
        return p.x().equals(q.x());
    }

    /** SHA-256 of the file: what a circuit's manifest names. */
    public Digest digest() {
        return digest;
    }

    public Groth16Key points() {
        return points;
    }

    public int publicInputs() {
        return points.publicInputs();
    }

    /** Whether e(A, B) = e(alpha, beta) e(vk_x, gamma) e(C, delta), for as many inputs as the key has. */
    boolean equationHolds(Groth16Proof proof, PublicInputs inputs) {
        G1.Affine inputPoint = inputPoint(inputs).negate().toAffine();
        return Pairing.product(List.of(
                        Pair.of(proof.a(), proof.b()),
                        new Pair(inputPoint, gamma),
                        new Pair(proof.c().negate(), delta)))
                .equals(alphaBeta);
    }

    /** vk_x = IC[0] + sum of input[i] IC[i + 1]. */
    private G1 inputPoint(PublicInputs inputs) {
        List<Fr> scalars = new ArrayList<>(List.of(Fr.ONE));
        scalars.addAll(inputs.values());
        return G1.sumOfProducts(scalars, points.ic());
    }
}
