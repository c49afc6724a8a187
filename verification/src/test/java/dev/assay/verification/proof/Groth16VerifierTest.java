package dev.assay.verification.proof;

import static dev.assay.verification.proof.ReservesSample.bytes;
import static dev.assay.verification.proof.ReservesSample.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sample circuit's proof as snarkjs made it, and each way to tamper with it. */
class Groth16VerifierTest {

    private ReservesSample sample;
    private Groth16Proof proof;
    private PublicInputs inputs;

    @BeforeEach
    void load() throws IOException {
        sample = ReservesSample.load();
        proof = value(Groth16Proof.parse(bytes(sample.proof())));
        inputs = value(PublicInputs.parse(bytes(sample.inputs())));
    }

    @Test
    void acceptsProofMadeBySnarkjs() {
        VerifiedProof verified = value(sample.verify());
        assertEquals(inputs.toBigIntegers(), verified.publicInputs());
        assertEquals(Digest.sha256(bytes(sample.key())), verified.key().digest());
    }

    @Test
    void writtenProofsAndInputsComeBackAsTheyWere() {
        assertEquals(proof, value(Groth16Proof.parse(proof.toJson())));
        assertEquals(inputs, value(PublicInputs.parse(inputs.toJson())));
        assertArrayEquals(bytes("[\"1\",\"0\"]"), new PublicInputs(List.of(Fr.ONE, Fr.ZERO)).toJson());
        value(Groth16Verifier.verify(sample.verifiedKey(), proof.toJson(), inputs.toJson()));
    }

    @Test
    void infinityIsNeverWritten() {
        Groth16Proof infinite = new Groth16Proof(G1.Affine.INFINITY, proof.b(), proof.c());
        assertThrows(IllegalArgumentException.class, infinite::toJson);
    }

    /** Groth16 is malleable, and this is not an error: callers must not tell proofs apart by their points. */
    @Test
    void acceptsOtherPointsThatProveTheSame() {
        value(verify(new Groth16Proof(proof.a().negate(), proof.b().negate(), proof.c())));
        Random random = new Random(31);
        VerifiedKey key = sample.verifiedKey();
        for (int i = 0; i < 5; i++) {
            Fr s = Fr.random(random);
            Fr t = Fr.random(random);
            // A' = A/s, B' = sB + st delta, C' = C + tA
            G1 a = proof.a().toJacobian().multiply(s.inverse());
            G2 shift = key.points().delta().toJacobian().multiply(s.multiply(t));
            G2 b = proof.b().toJacobian().multiply(s).add(shift);
            G1 c = proof.c().toJacobian().add(proof.a().toJacobian().multiply(t));
            value(verify(new Groth16Proof(a.toAffine(), b.toAffine(), c.toAffine())));
        }
    }

    @Test
    void rejectsOtherPoints() {
        assertRejected(Reason.PROOF_INVALID, new Groth16Proof(proof.a().negate(), proof.b(), proof.c()));
        assertRejected(
                Reason.PROOF_INVALID,
                new Groth16Proof(proof.a(), proof.b(), proof.c().negate()));
        assertRejected(Reason.PROOF_INVALID, new Groth16Proof(proof.c(), proof.b(), proof.a()));
        G2.Affine twice = proof.b().toJacobian().twice().toAffine();
        assertRejected(Reason.PROOF_INVALID, new Groth16Proof(proof.a(), twice, proof.c()));
    }

    @Test
    void rejectsOtherInputs() {
        for (int i = 0; i < inputs.values().size(); i++) {
            List<Fr> changed = new ArrayList<>(inputs.values());
            changed.set(i, changed.get(i).add(Fr.ONE));
            assertRejected(Reason.PROOF_INVALID, new PublicInputs(changed));
        }
        List<Fr> rotated = new ArrayList<>(inputs.values());
        Collections.rotate(rotated, 1);
        assertRejected(Reason.PROOF_INVALID, new PublicInputs(rotated));
    }

    @Test
    void rejectsOtherCountsOfInputs() {
        List<Fr> values = inputs.values();
        assertRejected(Reason.INPUT_COUNT_MISMATCH, new PublicInputs(List.of()));
        assertRejected(Reason.INPUT_COUNT_MISMATCH, new PublicInputs(values.subList(1, values.size())));
        List<Fr> more = new ArrayList<>(values);
        more.add(Fr.ZERO);
        assertRejected(Reason.INPUT_COUNT_MISMATCH, new PublicInputs(more));
    }

    @Test
    void rejectsInputsThatAreNotCanonical() {
        String threshold = inputs.values().get(1).toString();
        BigInteger alias = inputs.values().get(1).toBigInteger().add(Fr.MODULUS);
        BigInteger negative = inputs.values().get(1).toBigInteger().subtract(Fr.MODULUS);
        for (String spelling : List.of(
                alias.toString(),
                negative.toString(),
                Fr.MODULUS.toString(),
                "+" + threshold,
                "0" + threshold,
                " " + threshold,
                threshold + " ",
                "",
                "-0",
                "0x2cb417800",
                "1e10",
                "٣",
                "9".repeat(78),
                "9".repeat(100_000))) {
            String changed = sample.inputs().replace("\"" + threshold + "\"", "\"" + spelling + "\"");
            assertRejected(Reason.INPUT_NOT_CANONICAL, sample.withInputs(changed));
        }
        assertRejected(
                Reason.MALFORMED, sample.withInputs(sample.inputs().replace("\"" + threshold + "\"", threshold)));
    }

    /** Whoever has numbers and no file gets the same strictness. */
    @Test
    void rejectsAliasesOfNumbersToo() {
        VerifiedKey key = value(VerifiedKey.load(bytes(sample.key())));
        ProofPoints points = proof.toPoints();
        List<BigInteger> values = inputs.toBigIntegers();
        Groth16Verifier.examine(key, points, values);
        for (BigInteger alias : List.of(
                values.getFirst().add(Fr.MODULUS),
                values.getFirst().add(BigInteger.ONE.shiftLeft(256)),
                values.getFirst().subtract(Fr.MODULUS))) {
            List<BigInteger> changed = new ArrayList<>(values);
            changed.set(0, alias);
            Rejection rejection = assertThrows(Rejection.class, () -> Groth16Verifier.examine(key, points, changed));
            assertEquals(Reason.INPUT_NOT_CANONICAL, rejection.reason());
        }
    }

    @Test
    void rejectsCoordinatesThatAreNotCanonical() {
        for (Fq coordinate : List.of(
                proof.a().x(), proof.b().x().c0(), proof.b().y().c1(), proof.c().y())) {
            String digits = "\"" + coordinate + "\"";
            BigInteger alias = coordinate.toBigInteger().add(Fq.MODULUS);
            for (String spelling : List.of(alias.toString(), "-" + coordinate, "0" + coordinate, "+" + coordinate)) {
                String changed = sample.proof().replace(digits, "\"" + spelling + "\"");
                assertRejected(Reason.COORDINATE_NOT_CANONICAL, sample.withProof(changed));
            }
        }
    }

    @Test
    void rejectsInfinity() {
        assertRejected(Reason.POINT_AT_INFINITY, replaced("pi_a", "[\"0\",\"1\",\"0\"]"));
        assertRejected(Reason.POINT_AT_INFINITY, replaced("pi_c", "[\"0\",\"1\",\"0\"]"));
        assertRejected(Reason.POINT_AT_INFINITY, replaced("pi_b", "[[\"0\",\"0\"],[\"1\",\"0\"],[\"0\",\"0\"]]"));
        assertRejected(Reason.POINT_AT_INFINITY, replaced("pi_a", "[\"0\",\"0\",\"1\"]"));
        assertRejected(Reason.POINT_AT_INFINITY, replaced("pi_b", "[[\"0\",\"0\"],[\"0\",\"0\"],[\"1\",\"0\"]]"));
    }

    @Test
    void rejectsPointsThatAreNotAffine() {
        assertRejected(Reason.POINT_NOT_AFFINE, replaced("pi_a", "[\"1\",\"2\",\"2\"]"));
        assertRejected(Reason.POINT_NOT_AFFINE, replaced("pi_a", "[\"1\",\"2\",\"01\"]"));
        assertRejected(Reason.POINT_NOT_AFFINE, replaced("pi_a", "[\"1\",\"2\",1]"));
        assertRejected(Reason.POINT_NOT_AFFINE, replaced("pi_b", "[[\"1\",\"0\"],[\"1\",\"0\"],[\"1\",\"1\"]]"));
        assertRejected(Reason.MALFORMED, replaced("pi_a", "[\"1\",\"2\"]"));
        assertRejected(Reason.MALFORMED, replaced("pi_a", "[\"1\",\"2\",\"1\",\"1\"]"));
        assertRejected(Reason.MALFORMED, replaced("pi_b", "[[\"1\"],[\"1\",\"0\"],[\"1\",\"0\"]]"));
    }

    @Test
    void rejectsPointsOffTheCurve() {
        G1.Affine off = new G1.Affine(proof.a().x(), proof.a().y().add(Fq.ONE));
        assertRejected(Reason.POINT_NOT_ON_CURVE, new Groth16Proof(off, proof.b(), proof.c()));
        assertRejected(Reason.POINT_NOT_ON_CURVE, new Groth16Proof(proof.a(), proof.b(), off));
        G2.Affine swapped = new G2.Affine(proof.b().y(), proof.b().x());
        assertRejected(Reason.POINT_NOT_ON_CURVE, new Groth16Proof(proof.a(), swapped, proof.c()));
    }

    @Test
    void rejectsOtherProofSystemsAndCurves() {
        assertRejected(
                Reason.PROOF_SYSTEM_UNSUPPORTED, sample.withProof(sample.proof().replace("groth16", "plonk")));
        assertRejected(
                Reason.PROOF_SYSTEM_UNSUPPORTED, sample.withProof(sample.proof().replace("bn128", "bls12381")));
        assertRejected(Reason.PROOF_SYSTEM_UNSUPPORTED, sample.withProof("{}"));
    }

    @Test
    void rejectsTextsThatAreNoProof() {
        for (String text : List.of("", "[]", "null", "{\"pi_d\":1}", "{", "\"", sample.proof() + "x")) {
            assertRejected(Reason.MALFORMED, sample.withProof(text));
        }
        assertRejected(Reason.MALFORMED, sample.withProof("{\"protocol\":\"groth16\",\"curve\":\"bn128\"}"));
        assertRejected(Reason.MALFORMED, sample.withProof(sample.proof().replace("\"curve\"", "\"Curve\"")));
        assertRejected(Reason.TOO_LARGE, sample.withProof(sample.proof() + " ".repeat(Groth16Proof.MAX_SIZE_BYTES)));
        assertRejected(Reason.TOO_LARGE, sample.withInputs(sample.inputs() + " ".repeat(PublicInputs.MAX_SIZE_BYTES)));
        assertRejected(Reason.TOO_LARGE, sample.withInputs("[" + "\"1\",".repeat(PublicInputs.MAX_COUNT) + "\"1\"]"));
        assertRejected(Reason.MALFORMED, sample.withInputs("{}"));
    }

    private ReservesSample replaced(String member, String value) {
        String text = new String(proof.toJson(), StandardCharsets.UTF_8);
        int from = text.indexOf("\"" + member + "\":") + member.length() + 3;
        int to = text.indexOf(",\"p", from);
        return sample.withProof(text.substring(0, from) + value + text.substring(to));
    }

    private Verdict<VerifiedProof> verify(Groth16Proof other) {
        return Groth16Verifier.verify(sample.verifiedKey(), other.toJson(), bytes(sample.inputs()));
    }

    private void assertRejected(Reason reason, Groth16Proof other) {
        assertReason(reason, verify(other));
    }

    private void assertRejected(Reason reason, PublicInputs other) {
        assertReason(reason, Groth16Verifier.verify(sample.verifiedKey(), proof.toJson(), other.toJson()));
    }

    private static void assertRejected(Reason reason, ReservesSample tampered) {
        assertReason(reason, tampered.verify());
    }

    static void assertReason(Reason reason, Verdict<?> verdict) {
        if (verdict instanceof Verdict.Rejected<?> rejected) {
            assertEquals(reason, rejected.reason(), rejected.detail());
        } else {
            throw new AssertionError("expected " + reason + ", not " + verdict);
        }
    }
}
