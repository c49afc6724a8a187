package dev.assay.verification.proof.fflonk;

import static dev.assay.verification.proof.SnarkjsFiles.json;
import static dev.assay.verification.proof.SnarkjsFiles.string;
import static dev.assay.verification.proof.SnarkjsFiles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.SnarkjsFiles;
import dev.assay.verification.proof.UniversalProofContract;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** FFLONK proofs as snarkjs made them, and each way to tamper with them. */
class FflonkVerifierTest extends UniversalProofContract {

    @Override
    protected String system() {
        return "fflonk";
    }

    @Override
    protected List<String> proofPoints() {
        return Stream.of("C1", "C2", "W1", "W2")
                .map(name -> "polynomials." + name)
                .toList();
    }

    @Override
    protected List<String> proofScalars() {
        return Stream.of("ql", "qr", "qm", "qo", "qc", "s1", "s2", "s3", "a", "b", "c", "z", "zw", "t1w", "t2w", "inv")
                .map(name -> "evaluations." + name)
                .toList();
    }

    @Override
    protected List<String> keyPoints() {
        return List.of("C0");
    }

    @Override
    protected List<String> keyScalars() {
        return List.of("k1", "k2", "w", "w3", "w4", "w8", "wr");
    }

    @Override
    protected Set<Reason> falseProof() {
        return Set.of(Reason.PROOF_INVALID, Reason.PROOF_INVERSE_MISMATCH);
    }

    @Test
    void acceptsProofWithoutPublicInputs() {
        SnarkjsFiles.load("fflonk", "root").assertAccepted();
    }

    /** Another inverse would be an alias of the proof that a contract refuses. */
    @Test
    void rejectsOtherInverse() {
        for (long inverse : List.of(0L, 1L, 2L)) {
            files.withProof("evaluations.inv", string(inverse)).assertRejected(Reason.PROOF_INVERSE_MISMATCH);
        }
    }

    /** The inverse is public arithmetic, so who tampers mends it too: what remains is the equation. */
    @Test
    void rejectsFalseProofsWhoseInverseIsRight() {
        mended(files).assertAccepted();
        for (String path : proofScalars()) {
            if (!path.endsWith("inv")) {
                Scalar scalar = files.scalar(files.proofAt(path));
                mended(files.withProof(path, string(scalar.add(FflonkKey.ONE)))).assertRejected(Reason.PROOF_INVALID);
                mended(files.withProof(path, string(0))).assertRejected(Reason.PROOF_INVALID);
            }
        }
        for (String path : proofPoints()) {
            AffinePoint negated = Curve.BN254.arithmetic().g1().negate(files.g1(files.proofAt(path)));
            mended(files.withProof(path, files.json(negated))).assertRejected(Reason.PROOF_INVALID);
        }
        List<Scalar> inputs = files.inputValues();
        inputs.set(0, inputs.get(0).add(FflonkKey.ONE));
        mended(files.withInputs(inputs)).assertRejected(Reason.PROOF_INVALID);
        mended(files.withKey("C0", json("[\"1\",\"2\",\"1\"]"))).assertRejected(Reason.PROOF_INVALID);
        mended(files.withKey("k1", string(5))).assertRejected(Reason.PROOF_INVALID);
    }

    private static SnarkjsFiles mended(SnarkjsFiles files) {
        FflonkKey key = value(FflonkKey.load(files.keyJson()));
        FflonkProof proof = FflonkProof.read(files.proofJson());
        List<Scalar> inputs = files.inputValues();
        Opening opening = new Opening(key, proof, inputs, Challenges.of(key.circuit(), inputs, proof));
        return files.withProof("evaluations.inv", string(opening.denominators().inverse()));
    }

    @Test
    void refusesRootsOfUnityOfLowerOrder() {
        Scalar w3 = files.scalar(files.keyAt("w3"));
        Scalar wr = files.scalar(files.keyAt("wr"));
        for (Scalar bad : List.of(FflonkKey.ZERO, FflonkKey.ONE, FflonkKey.ONE.negate(), w3.negate())) {
            files.withKey("w3", string(bad)).assertKeyRefused(Reason.KEY_ROOT_OF_UNITY);
        }
        for (Scalar bad : List.of(FflonkKey.ZERO, FflonkKey.ONE, FflonkKey.ONE.negate(), root(3))) {
            files.withKey("w4", string(bad)).assertKeyRefused(Reason.KEY_ROOT_OF_UNITY);
        }
        for (Scalar bad : List.of(FflonkKey.ZERO, FflonkKey.ONE, FflonkKey.ONE.negate(), root(2), root(4))) {
            files.withKey("w8", string(bad)).assertKeyRefused(Reason.KEY_ROOT_OF_UNITY);
        }
        for (Scalar bad : List.of(FflonkKey.ZERO, FflonkKey.ONE, wr.negate(), wr.square())) {
            files.withKey("wr", string(bad)).assertKeyRefused(Reason.KEY_ROOT_OF_UNITY);
        }
    }

    /** Which root of an order is named does not matter: all of them together are the same points. */
    @Test
    void anyPrimitiveRootServes() {
        Scalar w3 = files.scalar(files.keyAt("w3"));
        Scalar wr = files.scalar(files.keyAt("wr"));
        files.withKey("w3", string(w3.square()))
                .withKey("w4", string(root(2).negate()))
                .withKey("w8", string(root(3).inverse()))
                .withKey("wr", string(wr.multiply(w3)))
                .assertAccepted();
    }

    /** No proof can be made that has such challenges, so they are put in by hand. */
    @Test
    void rejectsDegenerateChallenges() {
        FflonkKey key = value(FflonkKey.load(files.keyJson()));
        FflonkProof proof = FflonkProof.read(files.proofJson());
        List<Scalar> inputs = files.inputValues();
        Challenges c = Challenges.of(key.circuit(), inputs, proof);
        assertTrue(new Opening(key, proof, inputs, c).holds());
        Scalar root = OpeningPoints.of(key.circuit(), c.seed()).s3().get(1);
        for (Challenges bad : List.of(
                new Challenges(c.beta(), c.gamma(), root(12), c.alpha(), c.y()),
                new Challenges(c.beta(), c.gamma(), FflonkKey.ZERO, c.alpha(), c.y()),
                new Challenges(c.beta(), c.gamma(), c.seed(), c.alpha(), root))) {
            Rejection rejection = assertThrows(Rejection.class, () -> new Opening(key, proof, inputs, bad));
            assertEquals(Reason.CHALLENGE_DEGENERATE, rejection.reason());
        }
    }

    private static Scalar root(int log2) {
        return Scalar.of(Curve.BN254, Fr.rootOfUnity(log2).toBigInteger());
    }
}
