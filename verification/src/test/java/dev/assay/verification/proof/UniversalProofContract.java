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
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.kzg.Domain;
import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    protected SnarkjsFiles files;

    /** "plonk" or "fflonk". */
    protected abstract String system();

    /** The folder of the files, and the circuit with three public inputs. */
    protected String folder() {
        return system();
    }

    protected String circuit() {
        return "reserves";
    }

    protected int mutations() {
        return 10_000;
    }

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
        files = SnarkjsFiles.load(folder(), circuit());
    }

    @Test
    void acceptsProofMadeBySnarkjs() {
        ProofKey key = value(ProofKey.load(files.keyJson()));
        ProvedInputs proved = value(key.verify(files.proofJson(), files.inputsJson()));
        assertEquals(files.inputValues().stream().map(Scalar::toBigInteger).toList(), proved.publicInputs());
        assertEquals(Digest.sha256(files.keyJson()), proved.key().digest());
        assertEquals(3, key.publicInputs());
        assertEquals(system() + "-" + files.curve().name(), key.proofSystem());
    }

    @Test
    void acceptsProofWhoseCircuitHasNoConstant() {
        SnarkjsFiles.load(folder(), "product").assertAccepted();
    }

    @Test
    void rejectsProofOfAnotherCircuit() {
        SnarkjsFiles product = SnarkjsFiles.load(folder(), "product");
        assertFalseProof(new SnarkjsFiles(product.key(), files.proof(), product.inputs()));
        assertFalseProof(new SnarkjsFiles(files.key(), product.proof(), files.inputs()));
    }

    @Test
    void rejectsOtherEvaluations() {
        for (String path : proofScalars()) {
            Scalar scalar = files.scalar(files.proofAt(path));
            for (Scalar other : List.of(scalar.add(one()), scalar.negate(), zero())) {
                assertFalseProof(files.withProof(path, string(other)));
            }
        }
    }

    @Test
    void rejectsOtherPoints() {
        for (String path : proofPoints()) {
            CurveGroup g1 = files.curve().arithmetic().g1();
            AffinePoint point = files.g1(files.proofAt(path));
            for (AffinePoint other :
                    List.of(g1.negate(point), twice(g1, point), files.curve().firstGenerator())) {
                assertFalseProof(files.withProof(path, files.json(other)));
            }
            for (String second : proofPoints()) {
                if (!path.equals(second)) {
                    assertFalseProof(
                            files.withProof(path, files.proofAt(second)).withProof(second, files.proofAt(path)));
                }
            }
        }
    }

    private static AffinePoint twice(CurveGroup group, AffinePoint point) {
        JacobianPoint sum = group.of(point);
        group.add(sum, point);
        return group.toAffine(sum);
    }

    @Test
    void rejectsOtherInputs() {
        for (int i = 0; i < 3; i++) {
            List<Scalar> changed = files.inputValues();
            changed.set(i, changed.get(i).add(one()));
            assertFalseProof(files.withInputs(changed));
        }
        List<Scalar> rotated = files.inputValues();
        Collections.rotate(rotated, 1);
        assertFalseProof(files.withInputs(rotated));
    }

    @Test
    void rejectsOtherCountsOfInputs() {
        List<Scalar> values = files.inputValues();
        files.withInputs(List.of()).assertRejected(Reason.INPUT_COUNT_MISMATCH);
        files.withInputs(values.subList(0, 2)).assertRejected(Reason.INPUT_COUNT_MISMATCH);
        List<Scalar> more = new ArrayList<>(values);
        more.add(zero());
        files.withInputs(more).assertRejected(Reason.INPUT_COUNT_MISMATCH);
    }

    @Test
    void rejectsNumbersThatAreNotCanonical() {
        for (String path : proofScalars()) {
            for (JsonValue alias :
                    aliases(files.proofAt(path), files.curve().fr().modulus())) {
                files.withProof(path, alias).assertRejected(Reason.SCALAR_NOT_CANONICAL);
            }
            files.withProof(path, number(1)).assertRejected(Reason.MALFORMED);
        }
        for (String name : keyScalars()) {
            for (JsonValue alias : aliases(files.keyAt(name), files.curve().fr().modulus())) {
                files.withKey(name, alias).assertKeyRefused(Reason.SCALAR_NOT_CANONICAL);
            }
        }
        for (int i = 0; i < 3; i++) {
            for (JsonValue alias :
                    aliases(files.inputs().elements().get(i), files.curve().fr().modulus())) {
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

    private List<JsonValue> coordinateAliases(JsonArray point) {
        List<JsonValue> points = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            for (JsonValue alias :
                    aliases(point.elements().get(i), files.curve().fq().modulus())) {
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
        files.withKey("X_2", files.jsonOfSecond(outside())).assertKeyRefused(Reason.POINT_NOT_IN_SUBGROUP);
        files.withKey("X_2", json("[[\"1\",\"0\"],[\"1\",\"0\"],[\"1\",\"0\"]]"))
                .assertKeyRefused(Reason.POINT_NOT_ON_CURVE);
    }

    /** On the twist, where hardly any point is in the group: the first x that there is. */
    private AffinePoint outside() {
        PairingArithmetic arithmetic = files.curve().arithmetic();
        for (long x = 1; ; x++) {
            long[] coordinate = files.curve().toLimbs(BigInteger.valueOf(x), BigInteger.ZERO);
            Optional<AffinePoint> point = arithmetic.g2().withX(coordinate);
            if (point.isPresent() && !arithmetic.isInSecondGroup(point.get())) {
                return point.get();
            }
        }
    }

    /** A powers of tau without a contribution: snarkjs makes and accepts such keys. */
    @Test
    void refusesSetupWhoseTauIsKnown() {
        AffinePoint one = files.curve().secondGenerator();
        CurveGroup g2 = files.curve().arithmetic().g2();
        for (AffinePoint point : List.of(one, g2.negate(one))) {
            files.withKey("X_2", files.jsonOfSecond(point)).assertKeyRefused(Reason.KEY_TAU_KNOWN);
        }
    }

    @Test
    void rejectsProofUnderAnotherSetup() {
        AffinePoint tau = SnarkjsJson.g2(files.curve(), files.keyAt("X_2"), "X_2");
        AffinePoint twice = twice(files.curve().arithmetic().g2(), tau);
        files.withKey("X_2", files.jsonOfSecond(twice)).assertRejected(Reason.PROOF_INVALID);
    }

    @Test
    void refusesDomainsOfImpossibleSizes() {
        for (long power : List.of(0L, 1L, 2L, 1L + Domain.twoAdicity(files.curve()), 33L, 64L, 999_999_999L)) {
            files.withKey("power", number(power)).assertKeyRefused(Reason.KEY_DOMAIN_SIZE);
        }
        files.withKey("power", number(9_999_999_999L)).assertKeyRefused(Reason.MALFORMED);
        files.withKey("power", number(-1)).assertKeyRefused(Reason.MALFORMED);
        files.withKey("power", string("12")).assertKeyRefused(Reason.MALFORMED);
    }

    @Test
    void refusesMoreInputsThanRows() {
        SnarkjsFiles small = files.withKey("power", number(3)).withKey("w", string(root(3)));
        small.withKey("nPublic", number(9)).assertKeyRefused(Reason.KEY_DOMAIN_SIZE);
        files.withKey("nPublic", number(PublicInputs.MAX_COUNT + 1)).assertKeyRefused(Reason.TOO_LARGE);
    }

    @Test
    void refusesRootsOfUnityOfAnotherOrder() {
        Scalar omega = root(power());
        for (Scalar other :
                List.of(zero(), one(), omega.square(), omega.inverse(), omega.negate(), root(power() + 1))) {
            files.withKey("w", string(other)).assertKeyRefused(Reason.KEY_ROOT_OF_UNITY);
        }
        files.withKey("power", number(power() - 1)).assertKeyRefused(Reason.KEY_ROOT_OF_UNITY);
    }

    @Test
    void refusesCosetsThatOverlap() {
        Scalar k1 = files.scalar(files.keyAt("k1"));
        Scalar k2 = files.scalar(files.keyAt("k2"));
        Scalar omega = root(power());
        for (Scalar bad :
                List.of(zero(), one(), omega, omega.pow(BigInteger.TWO.pow(power() - 1)), k2, k2.multiply(omega))) {
            files.withKey("k1", string(bad)).assertKeyRefused(Reason.KEY_COSETS_OVERLAP);
        }
        for (Scalar bad : List.of(zero(), one(), omega, k1, k1.multiply(omega.square()))) {
            files.withKey("k2", string(bad)).assertKeyRefused(Reason.KEY_COSETS_OVERLAP);
        }
    }

    @Test
    void rejectsOtherShapes() {
        files.withKey("extra", number(1)).assertKeyRefused(Reason.MALFORMED);
        files.withProof("extra", number(1)).assertRejected(Reason.MALFORMED);
        String other = files.curve() == Curve.BN254 ? "bls12381" : "bn128";
        files.withKey("curve", string("bls12377")).assertKeyRefused(Reason.PROOF_SYSTEM_UNSUPPORTED);
        files.withProof("curve", string(other)).assertRejected(Reason.PROOF_SYSTEM_UNSUPPORTED);
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

    /** Of many damaged files none is accepted unless it still says the same; nothing is thrown. */
    @Test
    void damagedFilesAreRejected() {
        Random random = new Random(47);
        ProofKey key = value(ProofKey.load(files.keyJson()));
        for (int i = 0; i < mutations() * 7 / 10; i++) {
            byte[] damaged = Damage.of(files.proofJson(), random);
            if (SnarkjsFiles.accepted(key.verify(damaged, files.inputsJson()))) {
                assertEquals(files.proof(), Json.read(damaged));
            }
        }
        for (int i = 0; i < mutations() * 3 / 20; i++) {
            byte[] damaged = Damage.of(files.inputsJson(), random);
            if (SnarkjsFiles.accepted(key.verify(files.proofJson(), damaged))) {
                assertEquals(files.inputs(), Json.read(damaged));
            }
        }
        for (int i = 0; i < mutations() * 3 / 20; i++) {
            byte[] damaged = Damage.of(files.keyJson(), random);
            if (ProofKey.load(damaged) instanceof Verdict.Verified<ProofKey> other
                    && SnarkjsFiles.accepted(other.value().verify(files.proofJson(), files.inputsJson()))) {
                assertEquals(files.key(), Json.read(damaged));
            }
        }
    }

    private Scalar one() {
        return Scalar.one(files.curve());
    }

    private Scalar zero() {
        return Scalar.zero(files.curve());
    }

    private Scalar root(int power) {
        return new Domain(files.curve(), power).root();
    }

    /** The circuit has as many rows as two to it. */
    protected final int power() {
        return Integer.parseInt(((JsonNumber) files.keyAt("power")).literal());
    }

    private void assertFalseProof(SnarkjsFiles changed) {
        if (!(changed.decide() instanceof Verdict.Rejected<?> rejected)) {
            throw new AssertionError("accepted");
        }
        assertTrue(falseProof().contains(rejected.reason()), rejected.reason() + ": " + rejected.detail());
    }
}
