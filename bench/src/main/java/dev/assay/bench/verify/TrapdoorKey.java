package dev.assay.bench.verify;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.Groth16Verifier.Submission;
import dev.assay.verification.proof.VerifiedKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A Groth16 key whose secrets are kept, so that it makes as many different valid proofs as a benchmark wants, without a
 * circuit. The scalars are those of the points, to the base of the generators.
 */
final class TrapdoorKey {

    private static final int INPUTS = 3;

    private final Curve curve;
    private final PairingArithmetic arithmetic;
    private final Random random = new Random(20_260_101);
    private final BigInteger alpha = scalar();
    private final BigInteger beta = scalar();
    private final BigInteger gamma = scalar();
    private final BigInteger delta = scalar();
    private final List<BigInteger> ic = new ArrayList<>();

    TrapdoorKey(Curve curve) {
        this.curve = curve;
        this.arithmetic = curve.arithmetic();
        for (int i = 0; i <= INPUTS; i++) {
            ic.add(scalar());
        }
    }

    private BigInteger scalar() {
        return new BigInteger(250, random);
    }

    /** A valid proof, with its points and inputs as they are and as files. */
    record Proof(AffinePoint a, AffinePoint b, AffinePoint c, List<BigInteger> inputs, Submission files) {}

    /** C is whatever makes the equation hold: e(A, B) = e(alpha, beta) e(vk_x, gamma) e(C, delta). */
    Proof proof() {
        List<BigInteger> inputs = new ArrayList<>();
        BigInteger vkX = ic.getFirst();
        for (int i = 0; i < INPUTS; i++) {
            inputs.add(scalar());
            vkX = vkX.add(inputs.get(i).multiply(ic.get(i + 1)));
        }
        BigInteger r = curve.fr().modulus();
        BigInteger a = scalar();
        BigInteger b = scalar();
        BigInteger c = a.multiply(b)
                .subtract(alpha.multiply(beta))
                .subtract(gamma.multiply(vkX))
                .multiply(delta.modInverse(r))
                .mod(r);
        return proof(g1(a), g2(b), g1(c), inputs);
    }

    private Proof proof(AffinePoint a, AffinePoint b, AffinePoint c, List<BigInteger> inputs) {
        String json = "{\"pi_a\":" + first(a) + ",\"pi_b\":" + second(b) + ",\"pi_c\":" + first(c)
                + ",\"protocol\":\"groth16\",\"curve\":\"" + snarkjsName() + "\"}";
        List<String> numbers = inputs.stream().map(input -> "\"" + input + "\"").toList();
        return new Proof(a, b, c, inputs, new Submission(bytes(json), bytes("[" + String.join(",", numbers) + "]")));
    }

    byte[] json() {
        List<String> points = ic.stream().map(scalar -> first(g1(scalar))).toList();
        return bytes("{\"protocol\":\"groth16\",\"curve\":\"" + snarkjsName() + "\",\"nPublic\":" + INPUTS
                + ",\"vk_alpha_1\":" + first(alpha()) + ",\"vk_beta_2\":" + second(beta()) + ",\"vk_gamma_2\":"
                + second(gamma()) + ",\"vk_delta_2\":" + second(delta()) + ",\"IC\":["
                + String.join(",", points) + "]}");
    }

    VerifiedKey verified() {
        return Inputs.value(VerifiedKey.load(json()));
    }

    AffinePoint alpha() {
        return g1(alpha);
    }

    AffinePoint beta() {
        return g2(beta);
    }

    AffinePoint gamma() {
        return g2(gamma);
    }

    AffinePoint delta() {
        return g2(delta);
    }

    List<AffinePoint> ic() {
        return ic.stream().map(this::g1).toList();
    }

    private AffinePoint g1(BigInteger scalar) {
        return multiple(arithmetic.g1(), curve.firstGenerator(), scalar);
    }

    private AffinePoint g2(BigInteger scalar) {
        return multiple(arithmetic.g2(), curve.secondGenerator(), scalar);
    }

    private static AffinePoint multiple(CurveGroup group, AffinePoint generator, BigInteger scalar) {
        return group.toAffine(group.multiply(group.of(generator), scalar));
    }

    private String snarkjsName() {
        return curve == Curve.BN254 ? "bn128" : "bls12381";
    }

    private String first(AffinePoint p) {
        return "[\"" + curve.fq().toBigInteger(p.x()) + "\",\"" + curve.fq().toBigInteger(p.y()) + "\",\"1\"]";
    }

    private String second(AffinePoint p) {
        return "[" + pair(p.x()) + "," + pair(p.y()) + ",[\"1\",\"0\"]]";
    }

    private String pair(long[] coordinate) {
        return "[\"" + curve.part(coordinate, 0) + "\",\"" + curve.part(coordinate, 1) + "\"]";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
