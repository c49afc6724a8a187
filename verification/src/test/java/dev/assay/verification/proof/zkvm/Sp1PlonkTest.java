package dev.assay.verification.proof.zkvm;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.gnark.Damage;
import dev.assay.verification.proof.gnark.GnarkPlonkKey;
import dev.assay.verification.proof.gnark.GnarkWriter;
import dev.assay.verification.proof.gnark.VerifiedGnarkPlonkKey;
import dev.assay.verification.proof.gnark.ZkVectors;
import dev.assay.verification.proof.gnark.ZkVectors.Vector;
import dev.assay.verification.proof.kzg.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** SP1's published test proofs of releases 4 and 6 in PLONK, under the keys of the releases' contracts. */
class Sp1PlonkTest {

    private static final Digest VERIFIER_HASH_4 =
            Digest.ofHex("1b34fe11a637737f0c75c88241669dcf9ca3c03713659265b8241f398a2d286d");
    private static final Digest VERIFIER_HASH_6 =
            Digest.ofHex("bb1a6f2930e94bfe8b35e794faf43133214534a17d2ad8e51358cad437b3c317");
    private static final Digest VERIFIER_HASH_6_1 =
            Digest.ofHex("5a093a2fcb46394f5cadfe55c44d4d572fad9cec7aeb38026b0278322ef07fac");

    private Sp1PlonkParameters four;
    private Sp1PlonkParameters six;

    @BeforeEach
    void load() throws IOException {
        ZkVectors.assumePresent();
        four = new Sp1PlonkParameters(key("v4"), VERIFIER_HASH_4, Optional.empty());
        six = new Sp1PlonkParameters(key("v6"), VERIFIER_HASH_6, Optional.of(Sp1Sample.VK_ROOT_6));
    }

    @TestFactory
    Stream<DynamicTest> verdictsAndReasonsAreThoseExpected() throws IOException {
        List<Vector> vectors = ZkVectors.all("sp1", "plonk");
        assertEquals(3, vectors.size());
        return vectors.stream().map(vector -> DynamicTest.dynamicTest(vector.id(), () -> check(vector)));
    }

    private void check(Vector vector) {
        Verdict<VerifiedSp1Proof> verdict = verify(vector, vector.hex("proofHex"));
        if (vector.isAccepted()) {
            assertEquals(
                    new BigInteger(1, vector.hex("programVkeyHex")),
                    value(verdict).publicInputs().getFirst());
        } else {
            assertReason(Reason.SELECTOR_MISMATCH, verdict);
        }
    }

    private Verdict<VerifiedSp1Proof> verify(Vector vector, byte[] proof) {
        return Sp1Verifier.verify(
                vector.id().contains("-v4-") ? four : six,
                proof,
                Digest.of(vector.hex("programVkeyHex")),
                vector.hex("publicValuesHex"));
    }

    @Test
    void rejectsOtherStatements() throws IOException {
        for (Vector vector : accepted()) {
            Sp1PlonkParameters release = vector.id().contains("-v4-") ? four : six;
            byte[] proof = vector.hex("proofHex");
            Digest program = Digest.of(vector.hex("programVkeyHex"));
            assertReason(Reason.PROOF_INVALID, Sp1Verifier.verify(release, proof, program, new byte[0]));
            Digest other = Digest.of(new byte[32]);
            assertReason(
                    Reason.PROOF_INVALID, Sp1Verifier.verify(release, proof, other, vector.hex("publicValuesHex")));
            for (int size : new int[] {0, 4, 100, proof.length - 1, proof.length + 1}) {
                assertReason(Reason.MALFORMED, verify(vector, Arrays.copyOf(proof, size)));
            }
        }
    }

    @Test
    void rejectsOtherEndings() throws IOException {
        Vector vector = accepted().stream()
                .filter(candidate -> candidate.id().contains("-v6-"))
                .findFirst()
                .orElseThrow();
        assertReason(Reason.EXIT_CODE_NOT_ZERO, verify(vector, flipped(vector, 35)));
        assertReason(Reason.VK_ROOT_MISMATCH, verify(vector, flipped(vector, 67)));
        assertReason(Reason.PROOF_INVALID, verify(vector, flipped(vector, 99)));
        assertReason(Reason.SELECTOR_MISMATCH, verify(vector, flipped(vector, 0)));
    }

    private static byte[] flipped(Vector vector, int at) {
        byte[] proof = vector.hex("proofHex");
        proof[at] ^= 1;
        return proof;
    }

    @Test
    void damagedProofsAreRejected() throws IOException {
        Random random = new Random(63);
        for (Vector vector : accepted()) {
            byte[] original = vector.hex("proofHex");
            int checked = 0;
            for (int i = 0; i < 10_000; i++) {
                byte[] damaged = Damage.damaged(original, random);
                boolean onlyNumbers = changesOnlyNumbers(vector, damaged);
                if (!Arrays.equals(original, damaged) && (!onlyNumbers || checked++ < 40)) {
                    assertTrue(verify(vector, damaged) instanceof Verdict.Rejected);
                }
            }
        }
    }

    /** Whether the damage leaves every point, so that only the equations can tell. */
    private static boolean changesOnlyNumbers(Vector vector, byte[] damaged) {
        byte[] original = vector.hex("proofHex");
        return damaged.length == original.length
                && Arrays.equals(withoutNumbers(vector, damaged), withoutNumbers(vector, original));
    }

    private static byte[] withoutNumbers(Vector vector, byte[] proof) {
        boolean four = vector.id().contains("-v4-");
        byte[] rest = proof.clone();
        Arrays.fill(rest, four ? 4 : 68, four ? 4 : 100, (byte) 0);
        for (int word : new int[] {12, 13, 14, 15, 16, 19, 24}) {
            int at = (four ? 4 : 100) + 32 * word;
            Arrays.fill(rest, at, at + 32, (byte) 0);
        }
        return rest;
    }

    private static List<Vector> accepted() throws IOException {
        return ZkVectors.all("sp1", "plonk").stream().filter(Vector::isAccepted).toList();
    }

    @Test
    void verifierHashFollowsFromTheKeyInGnarksEncoding() throws IOException {
        byte[] file = ZkVectors.file("sp1-vk-artifacts/plonk_vk.bin");
        Sp1PlonkParameters parameters = value(Sp1PlonkParameters.load(file, Optional.of(Sp1Sample.VK_ROOT_6_1)));
        assertEquals(VERIFIER_HASH_6_1, parameters.verifierHash());
        assertEquals(1, parameters.key().commitments());
        assertReason(Reason.INPUT_COUNT_MISMATCH, Sp1PlonkParameters.load(file, Optional.empty()));
        assertReason(Reason.MALFORMED, Sp1PlonkParameters.load(new byte[0], Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Sp1PlonkParameters(parameters.key(), VERIFIER_HASH_4, Optional.empty()));
    }

    /** The constants of {@code PlonkVerifier.sol}. */
    private static VerifiedGnarkPlonkKey key(String release) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Sp1PlonkTest.class.getResourceAsStream("/vectors/sp1-plonk-keys.json"))) {
            JsonObject keys = (JsonObject) Json.read(in.readAllBytes());
            Constants constants = new Constants(
                    ((JsonObject) Objects.requireNonNull(keys.members().get(release))).members());
            return value(VerifiedGnarkPlonkKey.load(
                    Curve.BN254, GnarkWriter.plonkKey(constants.key(), GnarkWriter.Form.COMPRESSED)));
        }
    }

    private record Constants(Map<String, JsonValue> members) {

        GnarkPlonkKey key() {
            return new GnarkPlonkKey(
                    Curve.BN254,
                    number("VK_DOMAIN_SIZE").longValueExact(),
                    Scalar.of(Curve.BN254, number("VK_INV_DOMAIN_SIZE")),
                    Scalar.of(Curve.BN254, number("VK_OMEGA")),
                    number("VK_NB_PUBLIC_INPUTS").intValueExact(),
                    Scalar.of(Curve.BN254, number("VK_COSET_SHIFT")),
                    List.of(g1("VK_S1_COM"), g1("VK_S2_COM"), g1("VK_S3_COM")),
                    List.of(g1("VK_QL_COM"), g1("VK_QR_COM"), g1("VK_QM_COM"), g1("VK_QO_COM"), g1("VK_QK_COM")),
                    List.of(g1("VK_QCP_0")),
                    g1("G1_SRS"),
                    g2("G2_SRS_0"),
                    g2("G2_SRS_1"),
                    List.of(number("VK_INDEX_COMMIT_API_0").longValueExact()));
        }

        private BigInteger number(String name) {
            return new BigInteger(((JsonString) Objects.requireNonNull(members.get(name), name)).value());
        }

        private AffinePoint g1(String name) {
            return new G1.Affine(Fq.of(number(name + "_X")), Fq.of(number(name + "_Y"))).point();
        }

        /** The imaginary part has the index 0. */
        private AffinePoint g2(String name) {
            return new G2.Affine(fq2(name + "_X"), fq2(name + "_Y")).point();
        }

        private Fq2 fq2(String name) {
            return new Fq2(Fq.of(number(name + "_1")), Fq.of(number(name + "_0")));
        }
    }
}
