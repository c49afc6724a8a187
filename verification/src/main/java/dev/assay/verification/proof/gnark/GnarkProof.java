package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Proof;
import java.util.ArrayList;
import java.util.List;

/**
 * A Groth16 proof of gnark, with BSB22 commitments (Bowe, Gabizon, Miers; gnark's {@code api.Commit}) to some of the wires.
 * Only its shape is known: {@link GnarkVerifier} checks the rest.
 *
 * @param knowledge the proof of knowledge of what all commitments hold; infinity where there are none
 */
public record GnarkProof(Groth16Proof points, List<G1.Affine> commitments, G1.Affine knowledge) {

    /** Raw, with {@link GnarkKey#MAX_COMMITMENTS} commitments: 1,348 bytes. */
    public static final int MAX_SIZE_BYTES = 2048;

    public GnarkProof {
        commitments = List.copyOf(commitments);
    }

    /** Reads what {@code Proof.WriteTo} or {@code WriteRawTo} of gnark 0.9 and later wrote. */
    public static Verdict<GnarkProof> parse(byte[] proof) {
        try {
            return new Verdict.Verified<>(read(proof));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the bytes are of that form */
    static GnarkProof read(byte[] proof) {
        GnarkReader in = new GnarkReader(Curve.BN254, proof, MAX_SIZE_BYTES);
        G1.Affine a = GnarkKey.g1(in, "Ar");
        G2.Affine b = GnarkKey.g2(in, "Bs");
        G1.Affine c = GnarkKey.g1(in, "Krs");
        List<G1.Affine> commitments = in.list(GnarkKey.MAX_COMMITMENTS, "Commitments", what -> GnarkKey.g1(in, what));
        G1.Affine knowledge = GnarkKey.g1(in, "CommitmentPok");
        in.end();
        return new GnarkProof(new Groth16Proof(a, b, c), commitments, knowledge);
    }

    /**
     * Reads what {@code Proof.MarshalSolidity} wrote: the words of A, B and C, then, if there are commitments, theirs and
     * those of the proof of knowledge.
     *
     * @throws Rejection unless the bytes are of that form
     */
    static GnarkProof readSolidity(byte[] proof) {
        if (proof.length > MAX_SIZE_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, proof.length + " bytes; the limit is " + MAX_SIZE_BYTES);
        }
        Words in = new Words(proof);
        Groth16Proof points = in.groth16Proof();
        List<G1.Affine> commitments = new ArrayList<>();
        while (in.remaining() > 0) {
            commitments.add(in.g1("commitment " + commitments.size()));
        }
        if (commitments.isEmpty()) {
            return new GnarkProof(points, commitments, G1.Affine.INFINITY);
        }
        G1.Affine knowledge = commitments.removeLast();
        return new GnarkProof(points, commitments, knowledge);
    }
}
