package dev.assay.verification.proof.plonk;

import static dev.assay.verification.proof.SnarkjsFiles.json;
import static dev.assay.verification.proof.SnarkjsFiles.number;
import static dev.assay.verification.proof.SnarkjsFiles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
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
}
