package dev.assay.verification.proof.fflonk;

import static dev.assay.verification.proof.SnarkjsFiles.json;
import static dev.assay.verification.proof.SnarkjsFiles.string;
import static dev.assay.verification.proof.SnarkjsFiles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.SnarkjsFiles;
import dev.assay.verification.proof.UniversalProofContract;
import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
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

    /** "Frozen Heart": other inputs with the same PI(xi), found when xi is known. Here they change the challenges. */
    @Test
    void rejectsInputsChosenAfterTheChallenges() {
        FflonkKey key = value(FflonkKey.load(files.keyJson()));
        FflonkProof proof = FflonkProof.read(files.proofJson());
        List<Scalar> inputs = files.inputValues();
        Challenges drawn = Challenges.of(key.circuit(), inputs, proof);
        Scalar xi = OpeningPoints.of(key.circuit(), drawn.seed()).xi();
        List<Scalar> lagrange = key.domain().lagrange(xi, 2);
        inputs.set(0, inputs.get(0).add(lagrange.get(1)));
        inputs.set(1, inputs.get(1).subtract(lagrange.get(0)));
        assertTrue(new Opening(key, proof, inputs, drawn).holds());
        mended(files.withInputs(inputs)).assertRejected(Reason.PROOF_INVALID);
    }

    /** "Last Challenge": who knows y before W1 makes W1 = (F - E) / Z(y) and no W2, of anything. Here y is drawn from W1. */
    @Test
    void rejectsOpeningsChosenAfterTheLastChallenge() {
        FflonkKey key = value(FflonkKey.load(files.keyJson()));
        FflonkProof proof = FflonkProof.read(files.proofJson());
        List<Scalar> inputs = files.inputValues();
        inputs.set(0, Scalar.of(Curve.BN254, 4242));
        Challenges drawn = Challenges.of(key.circuit(), inputs, proof);
        PairingArithmetic arithmetic = Curve.BN254.arithmetic();
        CurveGroup g1 = arithmetic.g1();
        AffinePoint none = g1.toAffine(g1.infinity());
        Opening empty = new Opening(key, withOpenings(proof, none, none), inputs, drawn);
        BigInteger factor = empty.w1Factor().inverse().toBigInteger();
        AffinePoint w1 = g1.toAffine(g1.multiply(empty.remainder(arithmetic), factor));
        assertTrue(new Opening(key, withOpenings(proof, w1, none), inputs, drawn).holds());
        mended(files.withInputs(inputs).withProof("polynomials.W1", files.json(w1)))
                .assertRejected(Reason.PROOF_INVALID);
    }

    private static FflonkProof withOpenings(FflonkProof proof, AffinePoint w1, AffinePoint w2) {
        return new FflonkProof(proof.c1(), proof.c2(), w1, w2, proof.evaluations());
    }

    /** Whatever a challenge must follow from changes it: what the key commits to, the inputs, and each message before it. */
    @Test
    void everythingSaidBeforeAChallengeChangesIt() {
        JsonValue generator = files.json(Curve.BN254.firstGenerator());
        Challenges drawn = challenges(files);
        assertNotEquals(drawn.beta(), challenges(files.withKey("C0", generator)).beta());
        List<Scalar> inputs = files.inputValues();
        inputs.set(2, FflonkKey.ZERO);
        assertNotEquals(drawn.beta(), challenges(files.withInputs(inputs)).beta());
        assertNotEquals(
                drawn.beta(),
                challenges(files.withProof("polynomials.C1", generator)).beta());
        assertNotEquals(
                drawn.seed(),
                challenges(files.withProof("polynomials.C2", generator)).seed());
        for (String path : proofScalars()) {
            if (!path.endsWith("inv")) {
                Challenges other = challenges(files.withProof(path, string(1)));
                assertNotEquals(drawn.alpha(), other.alpha(), path);
            }
        }
        assertNotEquals(
                drawn.y(),
                challenges(files.withProof("polynomials.W1", generator)).y());
    }

    private static Challenges challenges(SnarkjsFiles files) {
        return Challenges.of(
                PreprocessedCircuit.read(files.keyJson()), files.inputValues(), FflonkProof.read(files.proofJson()));
    }

    private static Scalar root(int log2) {
        return Scalar.of(Curve.BN254, Fr.rootOfUnity(log2).toBigInteger());
    }
}
