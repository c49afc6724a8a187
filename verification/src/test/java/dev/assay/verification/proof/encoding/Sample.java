package dev.assay.verification.proof.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Verifier.Submission;
import dev.assay.verification.proof.SnarkjsFiles;
import dev.assay.verification.proof.TrapdoorCircuit;
import dev.assay.verification.proof.encoding.PortableKey.Twins;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A key with its twins, a proof and the inputs that it proves, which every format of its curve can hold. */
record Sample(Curve curve, PortableKey key, PortableProof proof, List<BigInteger> inputs) {

    static Sample of(Curve curve) {
        TrapdoorCircuit circuit = new TrapdoorCircuit(curve, 3, 4401);
        List<BigInteger> inputs = circuit.inputs();
        Submission submission = circuit.proof(inputs);
        Twins twins = new Twins(circuit.betaInG1(), circuit.deltaInG1());
        return new Sample(
                curve,
                value(PortableKey.of(circuit.points(), Optional.of(twins), Digest.sha256(new byte[0]))),
                value(Groth16Format.SNARKJS.readProof(submission.proofJson())).withInputs(inputs),
                inputs);
    }

    /** Those that this curve has keys in. */
    Stream<Groth16Format> keyFormats() {
        return Stream.of(Groth16Format.values()).filter(format -> format.writeKey(key) instanceof Verdict.Verified);
    }

    Stream<Groth16Format> proofFormats() {
        return Stream.of(Groth16Format.values()).filter(format -> format.writeProof(proof) instanceof Verdict.Verified);
    }

    byte[] key(Groth16Format format) {
        return value(format.writeKey(key));
    }

    byte[] proof(Groth16Format format) {
        return value(format.writeProof(proof));
    }

    static <T> T value(Verdict<T> verdict) {
        return SnarkjsFiles.value(verdict);
    }

    static void assertReason(Reason reason, Verdict<?> verdict) {
        if (verdict instanceof Verdict.Rejected<?> rejected) {
            assertEquals(reason, rejected.reason(), rejected.detail());
        } else {
            throw new AssertionError("accepted, in place of " + reason);
        }
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }
}
