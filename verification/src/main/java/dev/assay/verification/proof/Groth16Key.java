package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.Curve;
import java.util.List;

/**
 * The points of a verification key, with the names of Groth's paper: {@code ic} has one point for the constant one and then
 * one for each public input. Only their shape is known: {@link VerifiedKey} checks the rest.
 */
public record Groth16Key(G1.Affine alpha, G2.Affine beta, G2.Affine gamma, G2.Affine delta, List<G1.Affine> ic) {

    /** {@link PublicInputs#MAX_COUNT} points of two 115-digit numbers, with room for indentation. */
    public static final int MAX_SIZE_BYTES = 2 << 20;

    public Groth16Key {
        ic = List.copyOf(ic);
    }

    /** Reads snarkjs' {@code verification_key.json}: shape, canonical numbers and counts, no curve. */
    public static Verdict<Groth16Key> parse(byte[] verificationKeyJson) {
        try {
            return new Verdict.Verified<>(read(verificationKeyJson));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the text is of that form */
    static Groth16Key read(byte[] verificationKeyJson) {
        KeyPoints points = KeyPoints.read(verificationKeyJson);
        if (points.curve() != Curve.BN254) {
            throw new Rejection(
                    Reason.PROOF_SYSTEM_UNSUPPORTED,
                    "a key on " + points.curve().name());
        }
        return of(points);
    }

    static Groth16Key of(KeyPoints key) {
        return new Groth16Key(
                G1.Affine.of(key.alpha()),
                G2.Affine.of(key.beta()),
                G2.Affine.of(key.gamma()),
                G2.Affine.of(key.delta()),
                key.ic().stream().map(G1.Affine::of).toList());
    }

    public KeyPoints toPoints() {
        return new KeyPoints(
                Curve.BN254,
                alpha.point(),
                beta.point(),
                gamma.point(),
                delta.point(),
                ic.stream().map(G1.Affine::point).toList());
    }

    public int publicInputs() {
        return ic.size() - 1;
    }
}
