package dev.assay.verification.proof.encoding;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.KeyPoints;
import dev.assay.verification.proof.VerifiedKey;
import java.util.Optional;

/**
 * A Groth16 key on its way from one format to another: it passed every check that a key can be put to. Exists only by {@link
 * #of} and by the readers of {@link Groth16Format}.
 */
public final class PortableKey {

    private final VerifiedKey key;
    private final Optional<Twins> twins;

    /** The multiples of the generator of G1 that beta and delta are in G2: gnark and bellman write them, others do not. */
    public record Twins(AffinePoint beta, AffinePoint delta) {}

    private PortableKey(VerifiedKey key, Optional<Twins> twins) {
        this.key = key;
        this.twins = twins;
    }

    /**
     * Examines a key: the checks of {@link VerifiedKey#load} from the second on; then, where there are twins, that they are
     * in their group and the same multiples as in G2.
     *
     * @param file SHA-256 of the file that the points were read from
     */
    public static Verdict<PortableKey> of(KeyPoints points, Optional<Twins> twins, Digest file) {
        try {
            return new Verdict.Verified<>(examine(points, twins, file));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection if a check fails */
    static PortableKey examine(KeyPoints points, Optional<Twins> twins, Digest file) {
        VerifiedKey key = VerifiedKey.examine(points, file);
        twins.ifPresent(present -> {
            check(points.curve(), present.beta(), points.beta(), "beta");
            check(points.curve(), present.delta(), points.delta(), "delta");
        });
        return new PortableKey(key, twins);
    }

    private static void check(Curve curve, AffinePoint inG1, AffinePoint inG2, String what) {
        PairingArithmetic arithmetic = curve.arithmetic();
        boolean inGroup = !inG1.isInfinity() && arithmetic.g1().isOnCurve(inG1) && arithmetic.isInFirstGroup(inG1);
        boolean same = inGroup
                && arithmetic
                        .product()
                        .times(inG1, curve.secondGenerator())
                        .times(arithmetic.g1().negate(curve.firstGenerator()), inG2)
                        .isOne();
        if (!same) {
            throw new Rejection(Reason.KEY_INCONSISTENT, what + " in G1 is not that in G2");
        }
    }

    /** For verifying proofs; its digest is that of the file as it was read, and another in another format. */
    public VerifiedKey key() {
        return key;
    }

    public Curve curve() {
        return key.curve();
    }

    KeyPoints points() {
        return key.keyPoints();
    }

    public Optional<Twins> twins() {
        return twins;
    }

    /** Whether both are the same key, whatever file they came from and whether or not it had the twins. */
    boolean saysTheSameAs(PortableKey other) {
        return points().equals(other.points());
    }
}
