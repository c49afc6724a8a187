package dev.assay.verification.proof;

import static dev.assay.verification.proof.ReservesSample.value;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Verifier.Submission;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server verifies many proofs: each may leave little to the collector. */
class AllocationTest {

    private static final int MAX_BYTES = 64 << 10;

    static List<Curve> curves() {
        return List.of(Curve.BN254, Curve.BLS12_381);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void verifyingOneProofAllocatesLessThan64KiB(Curve curve) {
        TrapdoorCircuit circuit = new TrapdoorCircuit(curve, 3, 1);
        VerifiedKey key = circuit.key();
        Submission submission = circuit.proof(circuit.inputs());
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long fewest = Long.MAX_VALUE;
        for (int run = 0; run < 30; run++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            value(Groth16Verifier.verify(key, submission.proofJson(), submission.publicJson()));
            fewest = Math.min(fewest, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(fewest < MAX_BYTES, curve.name() + ": " + fewest + " bytes");
    }
}
