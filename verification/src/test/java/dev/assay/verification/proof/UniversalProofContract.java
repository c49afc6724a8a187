package dev.assay.verification.proof;

import static dev.assay.verification.proof.SnarkjsFiles.json;
import static dev.assay.verification.proof.SnarkjsFiles.number;
import static dev.assay.verification.proof.SnarkjsFiles.string;
import static dev.assay.verification.proof.SnarkjsFiles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PLONK and FFLONK must refuse alike: in keys, proofs and public inputs. */
public abstract class UniversalProofContract {

    private static final JsonValue INFINITY_1 = json("[\"0\",\"1\",\"0\"]");
    private static final JsonValue ZERO_1 = json("[\"0\",\"0\",\"1\"]");
    private static final JsonValue INFINITY_2 = json("[[\"0\",\"0\"],[\"1\",\"0\"],[\"0\",\"0\"]]");
    private static final JsonValue ZERO_2 = json("[[\"0\",\"0\"],[\"0\",\"0\"],[\"1\",\"0\"]]");

    /** On the twist, where hardly any point is in the group. */
    private static final JsonValue OUTSIDE = json("""
            [["1", "0"],
             ["18278151005453108793778860132295291098363647455926340152056652516292830556603",
              "5912654199736721486680175016176231956195085055698687135131307249486702594212"],
             ["1", "0"]]""");

    protected SnarkjsFiles files;

    /** "plonk" or "fflonk". */
    protected abstract String system();

    /** Where the proof has points and numbers. */
    protected abstract List<String> proofPoints();

    protected abstract List<String> proofScalars();

    /** Where the key has points of G1 that cannot be infinity, and numbers. */
    protected abstract List<String> keyPoints();

    protected abstract List<String> keyScalars();

    /** What is found first where a proof's evaluation or point, or an input, is another one. */
    protected abstract Set<Reason> falseProof();

    @BeforeEach
    void load() {
        files = SnarkjsFiles.load(system(), "reserves");
    }

    @Test
    void acceptsProofMadeBySnarkjs() {
        ProofKey key = value(ProofVerifier.load(files.keyJson()));
        ProvedInputs proved = value(ProofVerifier.verify(key, files.proofJson(), files.inputsJson()));
        assertEquals(files.inputValues().stream().map(Fr::toBigInteger).toList(), proved.publicInputs());
        assertEquals(Digest.sha256(files.keyJson()), proved.key().digest());
        assertEquals(3, key.publicInputs());
        assertEquals(system() + "-bn254", key.proofSystem());
    }

    @Test
    void acceptsProofWhoseCircuitHasNoConstant() {
        SnarkjsFiles.load(system(), "product").assertAccepted();
    }

    @Test
    void rejectsProofOfAnotherCircuit() {
        SnarkjsFiles product = SnarkjsFiles.load(system(), "product");
        assertFalseProof(new SnarkjsFiles(product.key(), files.proof(), product.inputs()));
        assertFalseProof(new SnarkjsFiles(files.key(), product.proof(), files.inputs()));
    }

    @Test
    void rejectsOtherEvaluations() {
        for (String path : proofScalars()) {
            Fr scalar = SnarkjsJson.scalar(files.proofAt(path), path);
            for (Fr other : List.of(scalar.add(Fr.ONE), scalar.negate(), Fr.ZERO)) {
                assertFalseProof(files.withProof(path, string(other)));
            }
        }
    }

    @Test
    void rejectsOtherPoints() {
        for (String path : proofPoints()) {
            G1.Affine point = SnarkjsJson.g1(files.proofAt(path), path);
            for (G1 other :
                    List.of(point.toJacobian().negate(), point.toJacobian().twice(), G1.GENERATOR)) {
                assertFalseProof(files.withProof(path, SnarkjsJson.write(other.toAffine())));
            }
            for (String second : proofPoints()) {
                if (!path.equals(second)) {
                    assertFalseProof(
                            files.withProof(path, files.proofAt(second)).withProof(second, files.proofAt(path)));
                }
            }
        }
    }

    @Test
    void rejectsOtherInputs() {
        for (int i = 0; i < 3; i++) {
            List<Fr> changed = files.inputValues();
            changed.set(i, changed.get(i).add(Fr.ONE));
            assertFalseProof(files.withInputs(changed));
        }
        List<Fr> rotated = files.inputValues();
        Collections.rotate(rotated, 1);
        assertFalseProof(files.withInputs(rotated));
    }

    @Test
    void rejectsOtherCountsOfInputs() {
        List<Fr> values = files.inputValues();
        files.withInputs(List.of()).assertRejected(Reason.INPUT_COUNT_MISMATCH);
        files.withInputs(values.subList(0, 2)).assertRejected(Reason.INPUT_COUNT_MISMATCH);
        List<Fr> more = new ArrayList<>(values);
        more.add(Fr.ZERO);
        files.withInputs(more).assertRejected(Reason.INPUT_COUNT_MISMATCH);
    }

    @Test
    void rejectsNumbersThatAreNotCanonical() {
        for (String path : proofScalars()) {
            for (JsonValue alias : aliases(files.proofAt(path), Fr.MODULUS)) {
                files.withProof(path, alias).assertRejected(Reason.SCALAR_NOT_CANONICAL);
            }
            files.withProof(path, number(1)).assertRejected(Reason.MALFORMED);
        }
        for (String name : keyScalars()) {
            for (JsonValue alias : aliases(files.keyAt(name), Fr.MODULUS)) {
                files.withKey(name, alias).assertKeyRefused(Reason.SCALAR_NOT_CANONICAL);
            }
        }
        for (int i = 0; i < 3; i++) {
            for (JsonValue alias : aliases(files.inputs().elements().get(i), Fr.MODULUS)) {
                List<JsonValue> inputs = new ArrayList<>(files.inputs().elements());
                inputs.set(i, alias);
                files.withInputs(new JsonArray(inputs)).assertRejected(Reason.INPUT_NOT_CANONICAL);
            }
        }
    }

    private static List<JsonValue> aliases(JsonValue value, BigInteger modulus) {
        BigInteger number = SnarkjsJson.decimal(value, modulus, Reason.MALFORMED, "number");
        return List.of(
                string(number.add(modulus)),
                string(number.subtract(modulus)),
                string("0" + number),
                string("+" + number),
                string("0x1"),
                string(""));
    }

    @Test
    void rejectsCoordinatesThatAreNotCanonical() {
        for (String path : proofPoints()) {
            for (JsonValue alias : coordinateAliases((JsonArray) files.proofAt(path))) {
                files.withProof(path, alias).assertRejected(Reason.COORDINATE_NOT_CANONICAL);
            }
        }
        for (String name : keyPoints()) {
            for (JsonValue alias : coordinateAliases((JsonArray) files.keyAt(name))) {
                files.withKey(name, alias).assertKeyRefused(Reason.COORDINATE_NOT_CANONICAL);
            }
        }
    }

    private static List<JsonValue> coordinateAliases(JsonArray point) {
        List<JsonValue> points = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            for (JsonValue alias : aliases(point.elements().get(i), Fq.MODULUS)) {
                List<JsonValue> coordinates = new ArrayList<>(point.elements());
                coordinates.set(i, alias);
                points.add(new JsonArray(coordinates));
            }
        }
        return points;
    }

    @Test
    void rejectsInfinity() {
        for (JsonValue infinity : List.of(INFINITY_1, ZERO_1)) {
            for (String path : proofPoints()) {
                files.withProof(path, infinity).assertRejected(Reason.POINT_AT_INFINITY);
            }
            for (String name : keyPoints()) {
                files.withKey(name, infinity).assertKeyRefused(Reason.POINT_AT_INFINITY);
            }
        }
        files.withKey("X_2", INFINITY_2).assertKeyRefused(Reason.POINT_AT_INFINITY);
        files.withKey("X_2", ZERO_2).assertKeyRefused(Reason.POINT_AT_INFINITY);
    }

    @Test
    void rejectsPointsThatAreNotAffineOrOffTheCurve() {
        JsonValue projective = json("[\"1\",\"2\",\"2\"]");
        JsonValue off = json("[\"1\",\"3\",\"1\"]");
        for (String path : proofPoints()) {
            files.withProof(path, projective).assertRejected(Reason.POINT_NOT_AFFINE);
            files.withProof(path, off).assertRejected(Reason.POINT_NOT_ON_CURVE);
            files.withProof(path, json("[\"1\",\"2\"]")).assertRejected(Reason.MALFORMED);
        }
        for (String name : keyPoints()) {
            files.withKey(name, projective).assertKeyRefused(Reason.POINT_NOT_AFFINE);
            files.withKey(name, off).assertKeyRefused(Reason.POINT_NOT_ON_CURVE);
        }
    }

    @Test
    void refusesSetupPointOutsideTheGroup() {
        files.withKey("X_2", OUTSIDE).assertKeyRefused(Reason.POINT_NOT_IN_SUBGROUP);
        files.withKey("X_2", json("[[\"1\",\"0\"],[\"1\",\"0\"],[\"1\",\"0\"]]"))
                .assertKeyRefused(Reason.POINT_NOT_ON_CURVE);
    }

    /** A powers of tau without a contribution: snarkjs makes and accepts such keys. */
    @Test
    void refusesSetupWhoseTauIsKnown() {
        for (G2 point : List.of(G2.GENERATOR, G2.GENERATOR.negate())) {
            files.withKey("X_2", SnarkjsJson.write(point.toAffine())).assertKeyRefused(Reason.KEY_TAU_KNOWN);
        }
    }

    @Test
    void rejectsProofUnderAnotherSetup() {
        JsonValue twice = SnarkjsJson.write(
                SnarkjsJson.g2(files.keyAt("X_2"), "X_2").toJacobian().twice().toAffine());
        files.withKey("X_2", twice).assertRejected(Reason.PROOF_INVALID);
    }

    @Test
    void refusesDomainsOfImpossibleSizes() {
        for (long power : List.of(0L, 1L, 2L, 29L, 31L, 32L, 64L, 999_999_999L)) {
            files.withKey("power", number(power)).assertKeyRefused(Reason.KEY_DOMAIN_SIZE);
        }
        files.withKey("power", number(9_999_999_999L)).assertKeyRefused(Reason.MALFORMED);
        files.withKey("power", number(-1)).assertKeyRefused(Reason.MALFORMED);
        files.withKey("power", string("12")).assertKeyRefused(Reason.MALFORMED);
    }

    @Test
    void refusesMoreInputsThanRows() {
        SnarkjsFiles small = files.withKey("power", number(3)).withKey("w", string(Fr.rootOfUnity(3)));
        small.withKey("nPublic", number(9)).assertKeyRefused(Reason.KEY_DOMAIN_SIZE);
        files.withKey("nPublic", number(PublicInputs.MAX_COUNT + 1)).assertKeyRefused(Reason.TOO_LARGE);
    }

    @Test
    void refusesRootsOfUnityOfAnotherOrder() {
        Fr omega = Fr.rootOfUnity(12);
        for (Fr other : List.of(Fr.ZERO, Fr.ONE, omega.square(), omega.inverse(), omega.negate(), Fr.rootOfUnity(13))) {
            files.withKey("w", string(other)).assertKeyRefused(Reason.KEY_ROOT_OF_UNITY);
        }
        files.withKey("power", number(11)).assertKeyRefused(Reason.KEY_ROOT_OF_UNITY);
    }

    @Test
    void refusesCosetsThatOverlap() {
        Fr k1 = SnarkjsJson.scalar(files.keyAt("k1"), "k1");
        Fr k2 = SnarkjsJson.scalar(files.keyAt("k2"), "k2");
        Fr omega = Fr.rootOfUnity(12);
        for (Fr bad : List.of(Fr.ZERO, Fr.ONE, omega, omega.pow(BigInteger.TWO.pow(11)), k2, k2.multiply(omega))) {
            files.withKey("k1", string(bad)).assertKeyRefused(Reason.KEY_COSETS_OVERLAP);
        }
        for (Fr bad : List.of(Fr.ZERO, Fr.ONE, omega, k1, k1.multiply(omega.square()))) {
            files.withKey("k2", string(bad)).assertKeyRefused(Reason.KEY_COSETS_OVERLAP);
        }
    }

    @Test
    void rejectsOtherShapes() {
        files.withKey("extra", number(1)).assertKeyRefused(Reason.MALFORMED);
        files.withProof("extra", number(1)).assertRejected(Reason.MALFORMED);
        files.withKey("curve", string("bls12381")).assertKeyRefused(Reason.PROOF_SYSTEM_UNSUPPORTED);
        files.withProof("curve", string("bls12381")).assertRejected(Reason.PROOF_SYSTEM_UNSUPPORTED);
        Set<String> names = new HashSet<>(files.key().members().keySet());
        names.removeAll(Set.of("protocol", "curve"));
        for (String name : names) {
            files.withoutKey(name).assertKeyRefused(Reason.MALFORMED);
            files.withKey(name, new JsonObject(Map.of())).assertKeyRefused(Reason.MALFORMED);
        }
        for (List<String> paths : List.of(proofPoints(), proofScalars())) {
            for (String path : paths) {
                files.withoutProof(path).assertRejected(Reason.MALFORMED);
            }
        }
    }

    /** Of 10,000 damaged files none is accepted unless it still says the same; nothing is thrown. */
    @Test
    void damagedFilesAreRejected() {
        Random random = new Random(47);
        ProofKey key = value(ProofVerifier.load(files.keyJson()));
        for (int i = 0; i < 7_000; i++) {
            byte[] damaged = Damage.of(files.proofJson(), random);
            if (SnarkjsFiles.accepted(ProofVerifier.verify(key, damaged, files.inputsJson()))) {
                assertEquals(files.proof(), Json.read(damaged));
            }
        }
        for (int i = 0; i < 1_500; i++) {
            byte[] damaged = Damage.of(files.inputsJson(), random);
            if (SnarkjsFiles.accepted(ProofVerifier.verify(key, files.proofJson(), damaged))) {
                assertEquals(files.inputs(), Json.read(damaged));
            }
        }
        for (int i = 0; i < 1_500; i++) {
            byte[] damaged = Damage.of(files.keyJson(), random);
            if (ProofVerifier.load(damaged) instanceof Verdict.Verified<ProofKey> other
                    && SnarkjsFiles.accepted(
                            ProofVerifier.verify(other.value(), files.proofJson(), files.inputsJson()))) {
                assertEquals(files.key(), Json.read(damaged));
            }
        }
    }

    private void assertFalseProof(SnarkjsFiles changed) {
        if (!(changed.decide() instanceof Verdict.Rejected<?> rejected)) {
            throw new AssertionError("accepted");
        }
        assertTrue(falseProof().contains(rejected.reason()), rejected.reason() + ": " + rejected.detail());
    }
}
