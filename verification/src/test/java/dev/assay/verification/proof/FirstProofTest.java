package dev.assay.verification.proof;

import static dev.assay.verification.proof.SnarkjsFiles.assertReason;
import static dev.assay.verification.proof.SnarkjsFiles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Verifier.Submission;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first proof of a key is verified with nothing prepared, the others with what was prepared for the second. */
class FirstProofTest {

    static List<Curve> curves() {
        return List.of(Curve.BN254, Curve.BLS12_381);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void acceptsTheFirstProofAndThoseAfterIt(Curve curve) {
        TrapdoorCircuit circuit = new TrapdoorCircuit(curve, 3, 5);
        VerifiedKey key = circuit.key();
        for (int i = 0; i < 3; i++) {
            List<BigInteger> inputs = circuit.inputs();
            assertEquals(inputs, value(verify(key, circuit.proof(inputs))).publicInputs());
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void rejectsAWrongProofAsTheFirstAndAfterIt(Curve curve) {
        TrapdoorCircuit circuit = new TrapdoorCircuit(curve, 3, 6);
        VerifiedKey key = circuit.key();
        for (int i = 0; i < 3; i++) {
            Submission wrong = circuit.proof(circuit.inputs(), BigInteger.ONE);
            assertReason(Reason.PROOF_INVALID, verify(key, wrong));
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void verifiesTheFirstProofOfAKeyWithoutInputs(Curve curve) {
        TrapdoorCircuit circuit = new TrapdoorCircuit(curve, 0, 7);
        value(verify(circuit.key(), circuit.proof(List.of())));
        assertReason(Reason.PROOF_INVALID, verify(circuit.key(), circuit.proof(List.of(), BigInteger.ONE)));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void verifiesABatchWithAKeyThatVerifiedNothingBefore(Curve curve) {
        TrapdoorCircuit circuit = new TrapdoorCircuit(curve, 2, 8);
        Submission good = circuit.proof(circuit.inputs());
        Submission wrong = circuit.proof(circuit.inputs(), BigInteger.ONE);
        List<Verdict<VerifiedProof>> verdicts = Groth16Verifier.verifyAll(circuit.key(), List.of(good, wrong));
        value(verdicts.getFirst());
        assertReason(Reason.PROOF_INVALID, verdicts.get(1));
    }

    private static Verdict<VerifiedProof> verify(VerifiedKey key, Submission submission) {
        return Groth16Verifier.verify(key, submission.proofJson(), submission.publicJson());
    }
}
