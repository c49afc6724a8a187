package dev.assay.verification.proof;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import java.util.Arrays;

/**
 * A verification key that passed every check that a key can be put to, ready for many proofs. Exists only by {@link
 * #load} and {@link #examine}. That its setup was honest, and that it belongs to the circuit one means, no check of the
 * key alone can tell.
 */
public final class VerifiedKey {

    private final FileDigest digest;
    private final KeyPoints points;
    private final Groth16Equation equation;

    private VerifiedKey(FileDigest digest, KeyPoints.Checked key) {
        this.digest = digest;
        this.points = key.points();
        this.equation = new Groth16Equation(key);
    }

    /**
     * Reads snarkjs' {@code verification_key.json} and examines it:
     *
     * <ol>
     *   <li>the shape is snarkjs' for Groth16 on bn128 or bls12381; each number has its one spelling, each point its
     * one form; there is one IC point more than {@code nPublic};
     *   <li>each point is on its curve, in its group and not infinity: an input whose IC point is infinity is not bound
     *       by the proof at all;
     *   <li>gamma is neither delta nor its negative: otherwise A = alpha, B = beta, C = -vk_x proves anything, as with
     *       keys whose second phase was skipped;
     *   <li>nor is beta gamma or delta or the negative of one: the same forgery with the parts exchanged.
     * </ol>
     */
    public static Verdict<VerifiedKey> load(byte[] verificationKeyJson) {
        try {
            KeyPoints key = KeyPoints.read(verificationKeyJson);
            return new Verdict.Verified<>(examine(key, FileDigest.of(verificationKeyJson)));
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
        return examine(key.toPoints(), file);
    }

    /** The same of a key on either curve. @throws Rejection if a check fails */
    public static VerifiedKey examine(KeyPoints key, Digest file) {
        return examine(key, FileDigest.known(file));
    }

    private static VerifiedKey examine(KeyPoints key, FileDigest file) {
        checkCount(key);
        KeyPoints.Checked checked = key.check();
        checkGammaIsNotDelta(key);
        checkBetaIsNeither(key);
        return new VerifiedKey(file, checked);
    }

    private static void checkCount(KeyPoints key) {
        if (key.ic().isEmpty()) {
            throw new Rejection(Reason.KEY_IC_COUNT_MISMATCH, "no point for the constant one");
        }
        if (key.publicInputs() > PublicInputs.MAX_COUNT) {
            throw new Rejection(Reason.TOO_LARGE, key.publicInputs() + " public inputs");
        }
    }

    private static void checkGammaIsNotDelta(KeyPoints key) {
        if (sameUpToSign(key.gamma(), key.delta())) {
            throw new Rejection(Reason.KEY_GAMMA_EQUALS_DELTA, "anybody can prove anything with this key");
        }
    }

    private static void checkBetaIsNeither(KeyPoints key) {
        if (sameUpToSign(key.beta(), key.gamma()) || sameUpToSign(key.beta(), key.delta())) {
            throw new Rejection(Reason.KEY_BETA_REPEATED, "anybody can prove anything with this key");
        }
    }

    private static boolean sameUpToSign(AffinePoint p, AffinePoint q) {
        return Arrays.equals(p.x(), q.x());
    }

    /** SHA-256 of the file: what a circuit's manifest names. */
    public Digest digest() {
        return digest.value();
    }

    /** @throws IllegalStateException unless the key is on BN254 */
    public Groth16Key points() {
        if (points.curve() != Curve.BN254) {
            throw new IllegalStateException("a key on " + points.curve().name());
        }
        return Groth16Key.of(points);
    }

    /** On whichever curve. */
    public KeyPoints keyPoints() {
        return points;
    }

    public Curve curve() {
        return points.curve();
    }

    public int publicInputs() {
        return points.publicInputs();
    }

    Groth16Equation equation() {
        return equation;
    }
}
