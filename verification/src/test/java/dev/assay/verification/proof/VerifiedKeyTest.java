package dev.assay.verification.proof;

import static dev.assay.verification.proof.Groth16VerifierTest.assertReason;
import static dev.assay.verification.proof.ReservesSample.bytes;
import static dev.assay.verification.proof.ReservesSample.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that must be refused once, before any proof. */
class VerifiedKeyTest {

    private static final JsonValue INFINITY_1 = Json.read(bytes("[\"0\",\"1\",\"0\"]"));
    private static final JsonValue INFINITY_2 = Json.read(bytes("[[\"0\",\"0\"],[\"1\",\"0\"],[\"0\",\"0\"]]"));
    private static final JsonValue ZERO_1 = Json.read(bytes("[\"0\",\"0\",\"1\"]"));
    private static final JsonValue ZERO_2 = Json.read(bytes("[[\"0\",\"0\"],[\"0\",\"0\"],[\"1\",\"0\"]]"));

    /** On the twist, where hardly any point is in the group. */
    private static final G2.Affine OUTSIDE = new G2.Affine(
            Fq2.ONE,
            new Fq2(
                    Fq.of(new BigInteger(
                            "18278151005453108793778860132295291098363647455926340152056652516292830556603")),
                    Fq.of(new BigInteger(
                            "5912654199736721486680175016176231956195085055698687135131307249486702594212"))));

    private ReservesSample sample;
    private Groth16Key key;

    @BeforeEach
    void load() throws IOException {
        sample = ReservesSample.load();
        key = value(Groth16Key.parse(bytes(sample.key())));
    }

    @Test
    void loadsKeyMadeBySnarkjs() {
        VerifiedKey loaded = value(sample.loadKey());
        assertEquals(key, loaded.points());
        assertEquals(key.ic().size() - 1, loaded.publicInputs());
    }

    /** It follows from alpha and beta, so what the file says of it can only mislead. */
    @Test
    void ignoresThePairingOfAlphaAndBetaInTheFile() {
        value(Groth16Verifier.verify(
                value(with("vk_alphabeta_12", new JsonString("anything"))),
                bytes(sample.proof()),
                bytes(sample.inputs())));
        value(without("vk_alphabeta_12"));
    }

    @Test
    void refusesKeyWhoseGammaIsItsDelta() {
        assertReason(Reason.KEY_GAMMA_EQUALS_DELTA, with("vk_delta_2", SnarkjsJson.write(key.gamma())));
        assertReason(Reason.KEY_GAMMA_EQUALS_DELTA, with("vk_gamma_2", SnarkjsJson.write(key.delta())));
        assertReason(
                Reason.KEY_GAMMA_EQUALS_DELTA,
                with("vk_delta_2", SnarkjsJson.write(key.gamma().negate())));
    }

    @Test
    void refusesKeyWhoseBetaIsItsGammaOrDelta() {
        for (G2.Affine other : List.of(
                key.gamma(), key.delta(), key.gamma().negate(), key.delta().negate())) {
            assertReason(Reason.KEY_BETA_REPEATED, with("vk_beta_2", SnarkjsJson.write(other)));
        }
    }

    @Test
    void refusesInfinityAnywhere() {
        for (JsonValue infinity : List.of(INFINITY_1, ZERO_1)) {
            assertReason(Reason.POINT_AT_INFINITY, with("vk_alpha_1", infinity));
            for (int i = 0; i < key.ic().size(); i++) {
                assertReason(Reason.POINT_AT_INFINITY, withIc(i, infinity));
            }
        }
        for (JsonValue infinity : List.of(INFINITY_2, ZERO_2)) {
            assertReason(Reason.POINT_AT_INFINITY, with("vk_beta_2", infinity));
            assertReason(Reason.POINT_AT_INFINITY, with("vk_gamma_2", infinity));
            assertReason(Reason.POINT_AT_INFINITY, with("vk_delta_2", infinity));
        }
    }

    /** The added input would be in no equation: the same proof would hold for every value of it. */
    @Test
    void refusesInputThatNoPointBinds() {
        List<JsonValue> ic =
                new ArrayList<>(key.ic().stream().map(SnarkjsJson::write).toList());
        ic.add(INFINITY_1);
        Map<String, JsonValue> members = members();
        members.put("IC", new JsonArray(ic));
        members.put("nPublic", new JsonNumber(String.valueOf(key.publicInputs() + 1)));
        byte[] text = bytes(Json.canonical(new JsonObject(members)));
        assertReason(Reason.POINT_AT_INFINITY, VerifiedKey.load(text));
    }

    @Test
    void refusesPointsOffTheCurve() {
        JsonValue off1 = SnarkjsJson.write(new G1.Affine(Fq.ONE, Fq.ONE));
        JsonValue off2 = SnarkjsJson.write(new G2.Affine(Fq2.ONE, Fq2.ONE));
        assertReason(Reason.POINT_NOT_ON_CURVE, with("vk_alpha_1", off1));
        assertReason(Reason.POINT_NOT_ON_CURVE, withIc(0, off1));
        assertReason(Reason.POINT_NOT_ON_CURVE, withIc(key.ic().size() - 1, off1));
        for (String name : List.of("vk_beta_2", "vk_gamma_2", "vk_delta_2")) {
            assertReason(Reason.POINT_NOT_ON_CURVE, with(name, off2));
        }
    }

    @Test
    void refusesPointsOutsideTheGroup() {
        JsonValue outside = SnarkjsJson.write(OUTSIDE);
        for (String name : List.of("vk_beta_2", "vk_gamma_2", "vk_delta_2")) {
            assertReason(Reason.POINT_NOT_IN_SUBGROUP, with(name, outside));
        }
    }

    @Test
    void refusesOtherCountsOfPoints() {
        for (String count : List.of("0", "2", "4", "4096")) {
            assertReason(Reason.KEY_IC_COUNT_MISMATCH, with("nPublic", new JsonNumber(count)));
        }
        assertReason(Reason.TOO_LARGE, with("nPublic", new JsonNumber("999999999")));
        for (String count : List.of("-1", "3.0", "3e0", "9999999999")) {
            assertReason(Reason.MALFORMED, with("nPublic", new JsonNumber(count)));
        }
        assertReason(Reason.MALFORMED, with("nPublic", new JsonString("3")));
        assertReason(Reason.KEY_IC_COUNT_MISMATCH, with("IC", new JsonArray(List.of())));
    }

    @Test
    void refusesAliasesOfCoordinates() {
        String x = key.alpha().x().toString();
        String alias = new BigInteger(x).add(Fq.MODULUS).toString();
        assertReason(
                Reason.COORDINATE_NOT_CANONICAL,
                sample.withKey(sample.key().replace(x, alias)).loadKey());
        JsonArray projective = new JsonArray(List.of(new JsonString("1"), new JsonString("2"), new JsonString("2")));
        assertReason(Reason.POINT_NOT_AFFINE, with("vk_alpha_1", projective));
    }

    @Test
    void refusesOtherShapes() {
        assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, with("protocol", new JsonString("fflonk")));
        assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, with("curve", new JsonString("bls12377")));
        assertReason(Reason.MALFORMED, with("extra", new JsonString("x")));
        for (String name : List.of("nPublic", "vk_alpha_1", "vk_beta_2", "vk_gamma_2", "vk_delta_2", "IC")) {
            assertReason(Reason.MALFORMED, without(name));
            assertReason(Reason.MALFORMED, with(name, new JsonObject(Map.of())));
        }
        assertReason(
                Reason.TOO_LARGE,
                sample.withKey(" ".repeat(Groth16Key.MAX_SIZE_BYTES + 1)).loadKey());
    }

    private Verdict<VerifiedKey> withIc(int index, JsonValue point) {
        List<JsonValue> ic =
                new ArrayList<>(key.ic().stream().map(SnarkjsJson::write).toList());
        ic.set(index, point);
        return with("IC", new JsonArray(ic));
    }

    private Verdict<VerifiedKey> with(String name, JsonValue value) {
        Map<String, JsonValue> members = members();
        members.put(name, value);
        return VerifiedKey.load(bytes(Json.canonical(new JsonObject(members))));
    }

    private Verdict<VerifiedKey> without(String name) {
        Map<String, JsonValue> members = members();
        members.remove(name);
        return VerifiedKey.load(bytes(Json.canonical(new JsonObject(members))));
    }

    private Map<String, JsonValue> members() {
        return new HashMap<>(((JsonObject) Json.read(bytes(sample.key()))).members());
    }
}
