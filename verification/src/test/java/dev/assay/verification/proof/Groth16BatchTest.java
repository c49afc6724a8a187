package dev.assay.verification.proof;

import static dev.assay.verification.proof.Groth16VerifierTest.assertReason;
import static dev.assay.verification.proof.ReservesSample.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.proof.Groth16Verifier.Submission;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches say of each proof what verifying it alone says. */
class Groth16BatchTest {

    private static final Submission GARBAGE = new Submission(bytes("{}"), bytes("[]"));

    static List<Curve> curves() {
        return List.of(Curve.BN254, Curve.BLS12_381);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void acceptsGoodProofsEachWithItsInputs(Curve curve) {
        TrapdoorCircuit circuit = new TrapdoorCircuit(curve, 3, 1);
        VerifiedKey key = circuit.key();
        List<List<BigInteger>> inputs = new ArrayList<>();
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            inputs.add(circuit.inputs());
            submissions.add(circuit.proof(inputs.get(i)));
        }
        List<Verdict<VerifiedProof>> verdicts = Groth16Verifier.verifyAll(key, submissions);
        for (int i = 0; i < 12; i++) {
            assertEquals(inputs.get(i), value(verdicts.get(i)).publicInputs());
            value(Groth16Verifier.verify(
                    key, submissions.get(i).proofJson(), submissions.get(i).publicJson()));
        }
    }

    @Test
    void findsTheOneBadProofAmongAHundred() {
        TrapdoorCircuit circuit = new TrapdoorCircuit(Curve.BN254, 2, 2);
        List<Submission> submissions = proofs(circuit, 100);
        submissions.set(61, circuit.proof(circuit.inputs(), BigInteger.ONE));
        List<Verdict<VerifiedProof>> verdicts = Groth16Verifier.verifyAll(circuit.key(), submissions);
        for (int i = 0; i < 100; i++) {
            if (i == 61) {
                assertReason(Reason.PROOF_INVALID, verdicts.get(i));
            } else {
                value(verdicts.get(i));
            }
        }
    }

    /** Without weights the product of the two equations would hold. */
    @ParameterizedTest
    @MethodSource("curves")
    void findsBadProofsWhoseErrorsCancel(Curve curve) {
        TrapdoorCircuit circuit = new TrapdoorCircuit(curve, 1, 3);
        List<Submission> submissions = proofs(circuit, 5);
        BigInteger error = circuit.scalar();
        submissions.set(1, circuit.proof(circuit.inputs(), error));
        submissions.set(4, circuit.proof(circuit.inputs(), error.negate()));
        List<Verdict<VerifiedProof>> verdicts = Groth16Verifier.verifyAll(circuit.key(), submissions);
        assertReason(Reason.PROOF_INVALID, verdicts.get(1));
        assertReason(Reason.PROOF_INVALID, verdicts.get(4));
        for (int good : new int[] {0, 2, 3}) {
            value(verdicts.get(good));
        }
    }

    /** The inputs of two proofs exchanged: each sum over the batch stays what it was but for the weights. */
    @Test
    void findsExchangedInputs() {
        TrapdoorCircuit circuit = new TrapdoorCircuit(Curve.BN254, 2, 4);
        List<Submission> submissions = proofs(circuit, 6);
        Submission second = submissions.get(2);
        Submission fourth = submissions.get(4);
        submissions.set(2, new Submission(second.proofJson(), fourth.publicJson()));
        submissions.set(4, new Submission(fourth.proofJson(), second.publicJson()));
        List<Verdict<VerifiedProof>> verdicts = Groth16Verifier.verifyAll(circuit.key(), submissions);
        assertReason(Reason.PROOF_INVALID, verdicts.get(2));
        assertReason(Reason.PROOF_INVALID, verdicts.get(4));
        value(verdicts.get(3));
    }

    @Test
    void givesEachSubmissionItsOwnReason() {
        TrapdoorCircuit circuit = new TrapdoorCircuit(Curve.BN254, 1, 5);
        List<Submission> submissions = proofs(circuit, 4);
        submissions.add(GARBAGE);
        submissions.add(new Submission(submissions.get(0).proofJson(), bytes("[]")));
        submissions.add(new Submission(submissions.get(0).proofJson(), bytes("[\"-1\"]")));
        submissions.add(new Submission(new byte[0], new byte[0]));
        List<Verdict<VerifiedProof>> verdicts = Groth16Verifier.verifyAll(circuit.key(), submissions);
        for (int i = 0; i < 4; i++) {
            value(verdicts.get(i));
        }
        assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, verdicts.get(4));
        assertReason(Reason.INPUT_COUNT_MISMATCH, verdicts.get(5));
        assertReason(Reason.INPUT_NOT_CANONICAL, verdicts.get(6));
        assertReason(Reason.MALFORMED, verdicts.get(7));
    }

    @Test
    void takesNoneOneAndOnlyBad() {
        TrapdoorCircuit circuit = new TrapdoorCircuit(Curve.BN254, 0, 6);
        VerifiedKey key = circuit.key();
        assertTrue(Groth16Verifier.verifyAll(key, List.of()).isEmpty());
        value(Groth16Verifier.verifyAll(key, proofs(circuit, 1)).getFirst());
        List<Submission> bad =
                List.of(circuit.proof(List.of(), BigInteger.ONE), circuit.proof(List.of(), BigInteger.TWO), GARBAGE);
        assertReason(Reason.PROOF_INVALID, Groth16Verifier.verifyAll(key, bad).get(0));
        assertReason(Reason.PROOF_INVALID, Groth16Verifier.verifyAll(key, bad).get(1));
        assertReason(
                Reason.PROOF_SYSTEM_UNSUPPORTED,
                Groth16Verifier.verifyAll(key, bad).get(2));
    }

    /** The group of b is decided after c was examined, and yet is what a proof with both faults is rejected for. */
    @Test
    void reportsThePointThatVerifyingAloneReports() {
        TrapdoorCircuit circuit = new TrapdoorCircuit(Curve.BLS12_381, 1, 7);
        List<Submission> submissions = proofs(circuit, 3);
        AffinePoint a = Curve.BLS12_381.firstGenerator();
        AffinePoint outside = outsideTheSecondGroup();
        AffinePoint off = new AffinePoint(a.x(), a.x());
        byte[] inputs = submissions.get(0).publicJson();
        submissions.set(1, new Submission(new ProofPoints(a, outside, off).toJson(Curve.BLS12_381), inputs));
        submissions.add(new Submission(new ProofPoints(a, outside, a).toJson(Curve.BLS12_381), inputs));
        List<Verdict<VerifiedProof>> verdicts = Groth16Verifier.verifyAll(circuit.key(), submissions);
        for (int bad : new int[] {1, 3}) {
            assertReason(Reason.POINT_NOT_IN_SUBGROUP, verdicts.get(bad));
            Submission alone = submissions.get(bad);
            assertReason(
                    Reason.POINT_NOT_IN_SUBGROUP,
                    Groth16Verifier.verify(circuit.key(), alone.proofJson(), alone.publicJson()));
        }
        value(verdicts.get(0));
        value(verdicts.get(2));
    }

    private static AffinePoint outsideTheSecondGroup() {
        CurveGroup g2 = Curve.BLS12_381.arithmetic().g2();
        return Stream.iterate(BigInteger.ONE, x -> x.add(BigInteger.ONE))
                .flatMap(x -> g2.withX(Curve.BLS12_381.toLimbs(x, BigInteger.ONE)).stream())
                .findFirst()
                .orElseThrow();
    }

    private static List<Submission> proofs(TrapdoorCircuit circuit, int count) {
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            submissions.add(circuit.proof(circuit.inputs()));
        }
        return submissions;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
