package dev.assay.verification.proof.plonk;

import static dev.assay.verification.proof.SnarkjsFiles.json;
import static dev.assay.verification.proof.SnarkjsFiles.number;
import static dev.assay.verification.proof.SnarkjsFiles.string;
import static dev.assay.verification.proof.SnarkjsFiles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.proof.SnarkjsFiles;
import dev.assay.verification.proof.UniversalProofContract;
import dev.assay.verification.proof.kzg.Domain;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** PLONK proofs as snarkjs made them, on either curve, and each way to tamper with them. */
abstract class PlonkContract extends UniversalProofContract {

    @Override
    protected String system() {
        return "plonk";
    }

    @Override
    protected List<String> proofPoints() {
        return List.of("A", "B", "C", "Z", "T1", "T2", "T3", "Wxi", "Wxiw");
    }

    @Override
    protected List<String> proofScalars() {
        return List.of("eval_a", "eval_b", "eval_c", "eval_s1", "eval_s2", "eval_zw");
    }

    @Override
    protected List<String> keyPoints() {
        return List.of("Ql", "S1", "S2", "S3");
    }

    @Override
    protected List<String> keyScalars() {
        return List.of("k1", "k2", "w");
    }

    @Override
    protected Set<Reason> falseProof() {
        return Set.of(Reason.PROOF_INVALID);
    }

    @Test
    void takesInfinityForSelectorsThatAreZero() {
        assertTrue(value(PreprocessedCircuit.parse(
                        SnarkjsFiles.load(folder(), "product").keyJson()))
                .qc()
                .isInfinity());
        for (String name : List.of("Qm", "Qr", "Qo", "Qc")) {
            files.withKey(name, json("[\"0\",\"1\",\"0\"]")).assertRejected(Reason.PROOF_INVALID);
            files.withKey(name, json("[\"0\",\"2\",\"0\"]")).assertKeyRefused(Reason.POINT_AT_INFINITY);
            files.withKey(name, json("[\"1\",\"3\",\"1\"]")).assertKeyRefused(Reason.POINT_NOT_ON_CURVE);
        }
        value(PlonkKey.load(files.withKey("nPublic", number(0))
                .withKey("Ql", json("[\"0\",\"1\",\"0\"]"))
                .keyJson()));
    }

    @Test
    void rejectsProofUnderKeyWithOtherCommitments() {
        for (String name : List.of("Qm", "Ql", "Qr", "Qo", "Qc", "S1", "S2", "S3")) {
            files.withKey(name, files.json(files.curve().firstGenerator())).assertRejected(Reason.PROOF_INVALID);
        }
    }

    /** No proof can be made that has such a challenge, so the challenge is put in by hand. */
    @Test
    void rejectsChallengeInTheDomain() {
        PlonkKey key = value(PlonkKey.load(files.keyJson()));
        PlonkProof proof = PlonkProof.read(files.curve(), files.proofJson());
        List<Scalar> inputs = files.inputValues();
        Challenges drawn = Challenges.of(key.circuit(), inputs, proof);
        assertTrue(new Opening(key, proof, inputs, drawn).holds());
        Challenges inDomain = new Challenges(
                drawn.beta(),
                drawn.gamma(),
                drawn.alpha(),
                new Domain(files.curve(), power()).root(),
                drawn.v(),
                drawn.u());
        Rejection rejection = Assertions.assertThrows(Rejection.class, () -> new Opening(key, proof, inputs, inDomain));
        assertEquals(Reason.CHALLENGE_DEGENERATE, rejection.reason());
    }

    /** Each challenge is needed: with another one the same proof does not hold. */
    @Test
    void everyChallengeMatters() {
        PlonkKey key = value(PlonkKey.load(files.keyJson()));
        PlonkProof proof = PlonkProof.read(files.curve(), files.proofJson());
        List<Scalar> inputs = files.inputValues();
        Challenges c = Challenges.of(key.circuit(), inputs, proof);
        Scalar other = Scalar.of(files.curve(), 7);
        for (Challenges changed : List.of(
                new Challenges(other, c.gamma(), c.alpha(), c.xi(), c.v(), c.u()),
                new Challenges(c.beta(), other, c.alpha(), c.xi(), c.v(), c.u()),
                new Challenges(c.beta(), c.gamma(), other, c.xi(), c.v(), c.u()),
                new Challenges(c.beta(), c.gamma(), c.alpha(), other, c.v(), c.u()),
                new Challenges(c.beta(), c.gamma(), c.alpha(), c.xi(), other, c.u()))) {
            Assertions.assertFalse(new Opening(key, proof, inputs, changed).holds());
        }
        // u only joins two equations into one: both hold, so any u does.
        assertTrue(new Opening(key, proof, inputs, new Challenges(c.beta(), c.gamma(), c.alpha(), c.xi(), c.v(), other))
                .holds());
    }

    /**
     * "Frozen Heart": of a verifier whose challenges do not depend on the inputs, other inputs with the same PI(xi) are
     * accepted. They are found by linear algebra; here they change the challenges.
     */
    @Test
    void rejectsInputsChosenAfterTheChallenges() {
        PlonkKey key = value(PlonkKey.load(files.keyJson()));
        PlonkProof proof = PlonkProof.read(files.curve(), files.proofJson());
        List<Scalar> inputs = files.inputValues();
        Challenges drawn = Challenges.of(key.circuit(), inputs, proof);
        List<Scalar> lagrange = key.domain().lagrange(drawn.xi(), 2);
        inputs.set(0, inputs.get(0).add(lagrange.get(1)));
        inputs.set(1, inputs.get(1).subtract(lagrange.get(0)));
        assertTrue(new Opening(key, proof, inputs, drawn).holds());
        files.withInputs(inputs).assertRejected(Reason.PROOF_INVALID);
    }

    /**
     * "Last Challenge": who knows u before the openings makes openings of anything, of the one equation that u joins two
     * into. Here u is drawn from them.
     */
    @Test
    void rejectsOpeningsChosenAfterTheLastChallenge() {
        PlonkKey key = value(PlonkKey.load(files.keyJson()));
        PlonkProof proof = PlonkProof.read(files.curve(), files.proofJson());
        List<Scalar> inputs = files.inputValues();
        inputs.set(0, Scalar.of(files.curve(), 4242));
        Challenges drawn = Challenges.of(key.circuit(), inputs, proof);
        CurveGroup g1 = files.curve().arithmetic().g1();
        AffinePoint none = g1.toAffine(g1.infinity());
        JacobianPoint rest = new Opening(key, withOpenings(proof, none, none), inputs, drawn).remainder();
        // u xi (w - 1) W_xiw = -rest, and W_xi = -u W_xiw.
        Scalar root = key.domain().root();
        Scalar factor = drawn.u().multiply(drawn.xi()).multiply(root.subtract(Scalar.one(files.curve())));
        JacobianPoint second = g1.multiply(rest, factor.inverse().negate().toBigInteger());
        JacobianPoint first = g1.multiply(second, drawn.u().negate().toBigInteger());
        PlonkProof forged = withOpenings(proof, g1.toAffine(first), g1.toAffine(second));
        assertTrue(new Opening(key, forged, inputs, drawn).holds());
        files.withInputs(inputs)
                .withProof("Wxi", files.json(forged.wXi()))
                .withProof("Wxiw", files.json(forged.wXiOmega()))
                .assertRejected(Reason.PROOF_INVALID);
    }

    private static PlonkProof withOpenings(PlonkProof p, AffinePoint wXi, AffinePoint wXiOmega) {
        return new PlonkProof(
                p.a(),
                p.b(),
                p.c(),
                p.z(),
                p.t1(),
                p.t2(),
                p.t3(),
                wXi,
                wXiOmega,
                p.aXi(),
                p.bXi(),
                p.cXi(),
                p.s1Xi(),
                p.s2Xi(),
                p.zXiOmega());
    }

    /** Whatever a challenge must follow from changes it: what the key commits to, the inputs, and each message before it. */
    @Test
    void everythingSaidBeforeAChallengeChangesIt() {
        Challenges drawn = challenges(files);
        for (String name : List.of("Qm", "Ql", "Qr", "Qo", "Qc", "S1", "S2", "S3")) {
            Challenges other =
                    challenges(files.withKey(name, files.json(files.curve().firstGenerator())));
            assertNotEquals(drawn.beta(), other.beta(), name);
        }
        List<Scalar> inputs = files.inputValues();
        inputs.set(2, Scalar.zero(files.curve()));
        assertNotEquals(drawn.beta(), challenges(files.withInputs(inputs)).beta());
        for (String name : List.of("A", "B", "C")) {
            assertNotEquals(drawn.beta(), withPoint(name).beta(), name);
        }
        assertNotEquals(drawn.alpha(), withPoint("Z").alpha());
        for (String name : List.of("T1", "T2", "T3")) {
            assertNotEquals(drawn.xi(), withPoint(name).xi(), name);
        }
        for (String name : proofScalars()) {
            Challenges other = challenges(files.withProof(name, string(1)));
            assertNotEquals(drawn.v(), other.v(), name);
        }
        for (String name : List.of("Wxi", "Wxiw")) {
            assertNotEquals(drawn.u(), withPoint(name).u(), name);
        }
    }

    private Challenges withPoint(String name) {
        return challenges(files.withProof(name, files.json(files.curve().firstGenerator())));
    }

    private static Challenges challenges(SnarkjsFiles files) {
        return Challenges.of(
                PreprocessedCircuit.read(files.keyJson()),
                files.inputValues(),
                PlonkProof.read(files.curve(), files.proofJson()));
    }
}
