package dev.assay.verification.proof.zkvm;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.json.Json;
import dev.assay.verification.proof.gnark.ZkVectors;
import dev.assay.verification.proof.gnark.ZkVectors.Vector;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** SP1's published test proofs of releases 4 and 6, and each way to claim something else with them. */
class Sp1VerifierTest {

    private static final int EXIT_CODE_AT = 4;
    private static final int ROOT_AT = 36;
    private static final int NONCE_AT = 68;

    private Sp1Sample four;
    private Sp1Sample six;

    @BeforeEach
    void load() throws IOException {
        four = Sp1Sample.of4();
        six = Sp1Sample.of6();
    }

    @TestFactory
    Stream<DynamicTest> verdictsAndReasonsAreThoseExpected() throws IOException {
        List<Vector> vectors = ZkVectors.all("sp1", "groth16");
        assertEquals(3, vectors.size());
        return vectors.stream().map(vector -> DynamicTest.dynamicTest(vector.id(), () -> check(vector)));
    }

    private void check(Vector vector) {
        Sp1Sample release = vector.id().contains("-v4-") ? four : six;
        Sp1Sample sample = Sp1Sample.of(vector, release.parameters());
        if (vector.isAccepted()) {
            value(sample.verify());
        } else {
            assertReason(Reason.SELECTOR_MISMATCH, sample.verify());
        }
    }

    /** Truncated, so that with the right selector it is refused for its length. */
    @Test
    void rejectsPublishedInvalidProofAlsoWithTheRightSelector() throws IOException {
        byte[] invalid = ZkVectors.all("sp1", "groth16").stream()
                .filter(vector -> !vector.isAccepted())
                .findFirst()
                .orElseThrow()
                .hex("proofHex");
        System.arraycopy(four.parameters().selector(), 0, invalid, 0, 4);
        assertReason(Reason.MALFORMED, four.withProof(invalid).verify());
    }

    @Test
    void publicInputsAreThosePublished() throws IOException {
        for (String folder : List.of("sp1-v4-groth16", "sp1-v6-groth16")) {
            VerifiedSp1Proof verified = value((folder.contains("v4") ? four : six).verify());
            assertEquals(
                    ZkVectors.strings(Json.read(ZkVectors.file(folder + "/public.json"))),
                    verified.publicInputs().stream().map(Object::toString).toList());
        }
    }

    @Test
    void whatIsVerifiedIsNamed() {
        VerifiedSp1Proof verified = value(six.verify());
        assertEquals(Sp1Sample.VERIFIER_HASH_6, verified.verifierHash());
        assertEquals(six.programVkey(), verified.programVkey());
        assertArrayEquals(six.publicValues(), verified.publicValues());
    }

    @Test
    void verifierHashFollowsFromTheKeyInGnarksEncoding() throws IOException {
        byte[] file = ZkVectors.file("sp1-vk-artifacts/groth16_vk.bin");
        Sp1Parameters parameters = value(Sp1Parameters.since6(file, Sp1Sample.VK_ROOT_6_1));
        assertEquals(Sp1Sample.VERIFIER_HASH_6_1, parameters.verifierHash());
        assertEquals(5, parameters.key().publicInputs());
        assertReason(Reason.SELECTOR_MISMATCH, six.withParameters(parameters).verify());
    }

    @Test
    void rejectsProofsOfOtherReleases() {
        assertReason(
                Reason.SELECTOR_MISMATCH, four.withParameters(six.parameters()).verify());
        assertReason(
                Reason.SELECTOR_MISMATCH, six.withParameters(four.parameters()).verify());
        assertReason(Reason.SELECTOR_MISMATCH, six.withFlipped(0, 1).verify());
        assertReason(Reason.SELECTOR_MISMATCH, four.withFlipped(3, 0x80).verify());
    }

    @Test
    void rejectsProgramThatFailed() {
        assertReason(Reason.EXIT_CODE_NOT_ZERO, six.withFlipped(ROOT_AT - 1, 1).verify());
        assertReason(
                Reason.EXIT_CODE_NOT_ZERO, six.withFlipped(EXIT_CODE_AT + 1, 1).verify());
    }

    @Test
    void rejectsOtherRecursionCircuits() {
        assertReason(Reason.VK_ROOT_MISMATCH, six.withFlipped(NONCE_AT - 1, 1).verify());
        Sp1Parameters other =
                Sp1Parameters.since6(six.parameters().key(), Sp1Sample.VERIFIER_HASH_6, Sp1Sample.VK_ROOT_6_1);
        assertReason(Reason.VK_ROOT_MISMATCH, six.withParameters(other).verify());
    }

    @Test
    void rejectsOtherNonces() {
        assertReason(Reason.PROOF_INVALID, six.withFlipped(NONCE_AT + 31, 1).verify());
    }

    @Test
    void rejectsAliasesOfTheWordsInFront() {
        for (int at : new int[] {EXIT_CODE_AT, ROOT_AT, NONCE_AT}) {
            byte[] proof = six.proof().clone();
            var value = new java.math.BigInteger(1, Arrays.copyOfRange(proof, at, at + 32)).add(Fr.MODULUS);
            System.arraycopy(java.util.HexFormat.of().parseHex(String.format("%064x", value)), 0, proof, at, 32);
            assertReason(Reason.INPUT_NOT_CANONICAL, six.withProof(proof).verify());
        }
    }

    @Test
    void rejectsOtherPrograms() {
        for (Sp1Sample sample : List.of(four, six)) {
            byte[] other = sample.programVkey().bytes();
            other[31] ^= 1;
            assertReason(
                    Reason.PROOF_INVALID, sample.withProgram(Digest.of(other)).verify());
            Digest alias = Digest.ofHex(String.format(
                    "%064x", new java.math.BigInteger(1, sample.programVkey().bytes()).add(Fr.MODULUS)));
            assertReason(Reason.INPUT_NOT_CANONICAL, sample.withProgram(alias).verify());
        }
    }

    @Test
    void rejectsOtherPublicValues() {
        for (Sp1Sample sample : List.of(four, six)) {
            for (byte[] other : List.of(
                    new byte[0], Arrays.copyOf(sample.publicValues(), 95), Arrays.copyOf(sample.publicValues(), 97))) {
                assertReason(
                        Reason.PROOF_INVALID, sample.withPublicValues(other).verify());
            }
        }
    }

    @Test
    void rejectsOtherLengths() {
        for (Sp1Sample sample : List.of(four, six)) {
            for (int size : new int[] {0, 3, 4, 100, sample.proof().length - 1, sample.proof().length + 1, 1 << 20}) {
                assertReason(
                        Reason.MALFORMED,
                        sample.withProof(Arrays.copyOf(sample.proof(), size)).verify());
            }
        }
    }

    @Test
    void parametersOfNoReleaseAreRefused() throws IOException {
        var key4 = four.parameters().key();
        var key6 = six.parameters().key();
        Digest any = Sp1Sample.VK_ROOT_6;
        assertThrows(IllegalArgumentException.class, () -> Sp1Parameters.before6(key6, any));
        assertThrows(IllegalArgumentException.class, () -> Sp1Parameters.since6(key4, any, any));
        byte[] gnark = ZkVectors.file("aligned-gnark_groth16_bn254/groth16.vk");
        assertReason(Reason.KEY_IC_COUNT_MISMATCH, Sp1Parameters.since6(gnark, any));
        assertReason(Reason.MALFORMED, Sp1Parameters.since6(new byte[0], any));
    }
}
