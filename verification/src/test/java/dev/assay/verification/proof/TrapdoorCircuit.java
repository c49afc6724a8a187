package dev.assay.verification.proof;

import dev.assay.verification.Digest;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.proof.Groth16Verifier.Submission;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A key whose setup kept its secrets: who knows them proves anything, which makes proofs for tests cheap. */
public final class TrapdoorCircuit {

    private final Curve curve;
    private final BigInteger r;
    private final Random random;
    private final CurveGroup g1;
    private final CurveGroup g2;
    private final BigInteger alpha;
    private final BigInteger beta;
    private final BigInteger gamma;
    private final BigInteger delta;
    private final List<BigInteger> ic = new ArrayList<>();

    public TrapdoorCircuit(Curve curve, int publicInputs, long seed) {
        this.curve = curve;
        this.r = curve.fr().modulus();
        this.random = new Random(seed);
        this.g1 = curve.arithmetic().g1();
        this.g2 = curve.arithmetic().g2();
        this.alpha = scalar();
        this.beta = scalar();
        this.gamma = scalar();
        this.delta = scalar();
        for (int i = 0; i <= publicInputs; i++) {
            ic.add(scalar());
        }
    }

    BigInteger scalar() {
        return new BigInteger(400, random).mod(r);
    }

    VerifiedKey key() {
        return VerifiedKey.examine(points(), Digest.sha256(new byte[] {1}));
    }

    public AffinePoint betaInG1() {
        return first(beta);
    }

    public AffinePoint deltaInG1() {
        return first(delta);
    }

    public KeyPoints points() {
        return new KeyPoints(
                curve,
                first(alpha),
                second(beta),
                second(gamma),
                second(delta),
                ic.stream().map(this::first).toList());
    }

    public List<BigInteger> inputs() {
        return ic.stream().skip(1).map(ignored -> scalar()).toList();
    }

    public Submission proof(List<BigInteger> inputs) {
        return proof(inputs, BigInteger.ZERO);
    }

    /** c = (a b - alpha beta - gamma vk_x) / delta, and an error that is zero in a good proof. */
    Submission proof(List<BigInteger> inputs, BigInteger error) {
        BigInteger a = scalar();
        BigInteger b = scalar();
        BigInteger vkX = ic.getFirst();
        for (int i = 0; i < inputs.size(); i++) {
            vkX = vkX.add(inputs.get(i).multiply(ic.get(i + 1)));
        }
        BigInteger numerator = a.multiply(b).subtract(alpha.multiply(beta)).subtract(gamma.multiply(vkX));
        BigInteger c = numerator.multiply(delta.modInverse(r)).add(error).mod(r);
        JsonObject proof = new JsonObject(Map.of(
                "pi_a", json1(first(a)),
                "pi_b", json2(second(b)),
                "pi_c", json1(first(c)),
                "protocol", new JsonString("groth16"),
                "curve", new JsonString(curve == Curve.BN254 ? "bn128" : "bls12381")));
        JsonArray array =
                new JsonArray(inputs.stream().map(TrapdoorCircuit::string).toList());
        return new Submission(bytes(proof), bytes(array));
    }

    private AffinePoint first(BigInteger scalar) {
        return g1.toAffine(g1.multiply(g1.of(curve.firstGenerator()), scalar));
    }

    private AffinePoint second(BigInteger scalar) {
        return g2.toAffine(g2.multiply(g2.of(curve.secondGenerator()), scalar));
    }

    private JsonValue json1(AffinePoint p) {
        return new JsonArray(List.of(
                string(curve.fq().toBigInteger(p.x())), string(curve.fq().toBigInteger(p.y())), new JsonString("1")));
    }

    private JsonValue json2(AffinePoint p) {
        JsonArray one = new JsonArray(List.of(new JsonString("1"), new JsonString("0")));
        return new JsonArray(List.of(pair(p.x()), pair(p.y()), one));
    }

    private JsonValue pair(long[] coordinate) {
        return new JsonArray(List.of(string(curve.part(coordinate, 0)), string(curve.part(coordinate, 1))));
    }

    private static JsonValue string(BigInteger value) {
        return new JsonString(value.toString());
    }

    private static byte[] bytes(JsonValue value) {
        return Json.canonical(value).getBytes(StandardCharsets.UTF_8);
    }
}
