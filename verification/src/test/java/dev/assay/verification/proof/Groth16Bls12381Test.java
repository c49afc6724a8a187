package dev.assay.verification.proof;

import static dev.assay.verification.proof.Groth16VerifierTest.assertReason;
import static dev.assay.verification.proof.ReservesSample.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.bls12381.Fq2;
import dev.assay.verification.bls12381.G1;
import dev.assay.verification.bls12381.G2;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.Curve;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same verifier on the other curve: a proof that snarkjs made on bls12381, and each way to tamper with it. */
class Groth16Bls12381Test {

    private static final BigInteger Q = Curve.BLS12_381.fq().modulus();
    private static final BigInteger R = Curve.BLS12_381.fr().modulus();

    private byte[] keyJson = {};
    private byte[] proofJson = {};
    private byte[] publicJson = {};
    private VerifiedKey key;
    private ProofPoints proof;

    @BeforeEach
    void load() throws IOException {
        keyJson = resource("verification_key.json");
        proofJson = resource("proof.json");
        publicJson = resource("public.json");
        key = value(VerifiedKey.load(keyJson));
        proof = ProofPoints.read(Curve.BLS12_381, proofJson);
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Groth16Bls12381Test.class.getResourceAsStream("/vectors/groth16-bls12381/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void acceptsProofMadeBySnarkjs() {
        VerifiedProof verified = value(Groth16Verifier.verify(key, proofJson, publicJson));
        // x = 3, salt = r - 2, limit = 7: 243 - 2 + 63
        assertEquals(
                List.of(BigInteger.valueOf(304), R.subtract(BigInteger.TWO), BigInteger.valueOf(7)),
                verified.publicInputs());
        assertEquals(Curve.BLS12_381, key.curve());
        assertEquals(3, key.publicInputs());
        assertThrows(IllegalStateException.class, key::points);
    }

    @Test
    void acceptsOtherPointsThatProveTheSame() {
        Random random = new Random(101);
        G2 delta = G2.of(KeyPoints.read(keyJson).delta());
        for (int i = 0; i < 3; i++) {
            BigInteger s = new BigInteger(254, random);
            BigInteger t = new BigInteger(254, random);
            G1 a = a().multiply(s.modInverse(R));
            G2 b = b().multiply(s).add(delta.multiply(s.multiply(t)));
            G1 c = c().add(a().multiply(t));
            value(verify(a, b, c));
        }
    }

    @Test
    void rejectsOtherPointsAndInputs() {
        assertReason(Reason.PROOF_INVALID, verify(a().negate(), b(), c()));
        assertReason(Reason.PROOF_INVALID, verify(c(), b(), a()));
        assertReason(Reason.PROOF_INVALID, verify(a(), b().multiply(BigInteger.TWO), c()));
        assertReason(
                Reason.PROOF_INVALID,
                withInputs("304", R.subtract(BigInteger.TWO).toString(), "8"));
        assertReason(
                Reason.PROOF_INVALID,
                withInputs("304", "7", R.subtract(BigInteger.TWO).toString()));
        assertReason(Reason.INPUT_COUNT_MISMATCH, withInputs("304", "7"));
        assertReason(Reason.INPUT_COUNT_MISMATCH, withInputs());
    }

    @Test
    void rejectsInputsThatAreNotCanonical() {
        String salt = R.subtract(BigInteger.TWO).toString();
        assertReason(
                Reason.INPUT_NOT_CANONICAL,
                withInputs("304", salt, R.add(BigInteger.valueOf(7)).toString()));
        assertReason(Reason.INPUT_NOT_CANONICAL, withInputs("304", "-2", "7"));
        assertReason(Reason.INPUT_NOT_CANONICAL, withInputs("0304", salt, "7"));
        assertReason(Reason.INPUT_NOT_CANONICAL, withInputs("304", salt, "9".repeat(116)));
    }

    @Test
    void rejectsCoordinatesThatAreNotCanonical() {
        String x = a().x().toString();
        for (String alias : List.of(a().x().add(Q).toString(), "0" + x, "-" + x, Q.toString())) {
            String text = text(proofJson).replace("\"" + x + "\"", "\"" + alias + "\"");
            assertReason(Reason.COORDINATE_NOT_CANONICAL, Groth16Verifier.verify(key, bytes(text), publicJson));
        }
    }

    /** Here the first curve, too, has points outside the group. */
    @Test
    void rejectsPointsOutsideTheGroups() {
        G1 outside1 = G1.of(BigInteger.ZERO, BigInteger.TWO);
        G2 outside2 = outside2();
        assertReason(Reason.POINT_NOT_IN_SUBGROUP, verify(outside1, b(), c()));
        assertReason(Reason.POINT_NOT_IN_SUBGROUP, verify(a(), b(), outside1));
        assertReason(Reason.POINT_NOT_IN_SUBGROUP, verify(a(), outside2, c()));
        // Of the cofactor's order: invisible to a check of the pairing equation alone.
        assertReason(Reason.POINT_NOT_IN_SUBGROUP, verify(a().add(outside1), b(), c()));
        assertReason(Reason.POINT_NOT_IN_SUBGROUP, verify(a(), b(), c().add(outside1)));
        assertReason(Reason.POINT_NOT_IN_SUBGROUP, verify(a(), b().add(outside2.multiply(R)), c()));
    }

    @Test
    void rejectsPointsOffTheCurvesAndInfinity() {
        assertReason(Reason.POINT_NOT_ON_CURVE, verify(G1.of(BigInteger.ONE, BigInteger.ONE), b(), c()));
        G2 swapped = G2.of(b().y(), b().x());
        assertReason(Reason.POINT_NOT_ON_CURVE, verify(a(), swapped, c()));
        assertReason(Reason.POINT_AT_INFINITY, verify(G1.INFINITY, b(), c()));
        assertReason(Reason.POINT_AT_INFINITY, verify(a(), G2.INFINITY, c()));
        assertReason(Reason.POINT_AT_INFINITY, verify(a(), b(), G1.INFINITY));
    }

    @Test
    void rejectsProofsOfTheOtherCurve() throws IOException {
        byte[] renamed = bytes(text(proofJson).replace("bls12381", "bn128"));
        assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, Groth16Verifier.verify(key, renamed, publicJson));
        ReservesSample other = ReservesSample.load();
        assertReason(
                Reason.PROOF_SYSTEM_UNSUPPORTED,
                Groth16Verifier.verify(key, ReservesSample.bytes(other.proof()), publicJson));
        assertReason(
                Reason.PROOF_SYSTEM_UNSUPPORTED, Groth16Verifier.verify(other.verifiedKey(), proofJson, publicJson));
        assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, Groth16Key.parse(keyJson));
    }

    @Test
    void refusesBadKeys() {
        JsonValue gamma = Objects.requireNonNull(members(keyJson).get("vk_gamma_2"));
        JsonValue outside = json(outside2());
        assertReason(Reason.KEY_GAMMA_EQUALS_DELTA, loadWith("vk_delta_2", gamma));
        assertReason(Reason.KEY_BETA_REPEATED, loadWith("vk_beta_2", gamma));
        assertReason(Reason.POINT_NOT_IN_SUBGROUP, loadWith("vk_gamma_2", outside));
        assertReason(
                Reason.POINT_NOT_IN_SUBGROUP, loadWith("vk_alpha_1", json(G1.of(BigInteger.ZERO, BigInteger.TWO))));
        assertReason(Reason.POINT_AT_INFINITY, loadWith("vk_alpha_1", json(G1.INFINITY)));
        assertReason(Reason.KEY_IC_COUNT_MISMATCH, loadWith("IC", new JsonArray(List.of())));
        assertReason(Reason.COORDINATE_NOT_CANONICAL, loadWith("curve", new JsonString("bn128")));
        assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, loadWith("curve", new JsonString("bls12377")));
    }

    private Verdict<VerifiedKey> loadWith(String name, JsonValue value) {
        Map<String, JsonValue> members = members(keyJson);
        members.put(name, value);
        return VerifiedKey.load(bytes(Json.canonical(new JsonObject(members))));
    }

    private Verdict<VerifiedProof> withInputs(String... inputs) {
        List<JsonValue> values =
                Stream.of(inputs).<JsonValue>map(JsonString::new).toList();
        return Groth16Verifier.verify(key, proofJson, bytes(Json.canonical(new JsonArray(values))));
    }

    private Verdict<VerifiedProof> verify(G1 a, G2 b, G1 c) {
        Map<String, JsonValue> members = members(proofJson);
        members.put("pi_a", json(a));
        members.put("pi_b", json(b));
        members.put("pi_c", json(c));
        return Groth16Verifier.verify(key, bytes(Json.canonical(new JsonObject(members))), publicJson);
    }

    private G1 a() {
        return G1.of(proof.a());
    }

    private G2 b() {
        return G2.of(proof.b());
    }

    private G1 c() {
        return G1.of(proof.c());
    }

    /** The first point of the twist with a small x: like nearly all, it is outside the group. */
    private static G2 outside2() {
        return Stream.iterate(BigInteger.ONE, BigInteger.ONE::add)
                .flatMap(x -> G2.withX(new Fq2(x, BigInteger.ZERO)).stream())
                .findFirst()
                .orElseThrow();
    }

    static JsonValue json(G1 point) {
        return new JsonArray(List.of(string(point.x()), string(point.y()), new JsonString("1")));
    }

    static JsonValue json(G2 point) {
        JsonValue one = new JsonArray(List.of(new JsonString("1"), new JsonString("0")));
        return new JsonArray(List.of(json(point.x()), json(point.y()), one));
    }

    private static JsonValue json(Fq2 value) {
        return new JsonArray(List.of(string(value.c0()), string(value.c1())));
    }

    private static JsonValue string(BigInteger value) {
        return new JsonString(value.toString());
    }

    private static Map<String, JsonValue> members(byte[] json) {
        return new HashMap<>(((JsonObject) Json.read(json)).members());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
