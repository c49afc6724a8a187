package dev.assay.verification.proof.encoding;

import static dev.assay.verification.proof.encoding.Sample.assertReason;
import static dev.assay.verification.proof.encoding.Sample.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.proof.KeyPoints;
import dev.assay.verification.proof.encoding.PointLayout.Form;
import dev.assay.verification.proof.encoding.PortableKey.Twins;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One fault at a time, each with its own reason. */
class EncodingNegativesTest {

    private static final Sample BN254 = Sample.of(Curve.BN254);
    private static final Sample BLS12_381 = Sample.of(Curve.BLS12_381);

    static List<Sample> samples() {
        return List.of(BN254, BLS12_381);
    }

    private static byte[] flipped(byte[] file, int at, int mask) {
        byte[] bytes = file.clone();
        bytes[at] ^= (byte) mask;
        return bytes;
    }

    @Test
    void rejectsNumbersThatAreNotBelowTheModulus() {
        byte[] arkworks = BN254.proof(Groth16Format.ARKWORKS_UNCOMPRESSED);
        Arrays.fill(arkworks, 0, 32, (byte) 0xff);
        assertReason(Reason.COORDINATE_NOT_CANONICAL, Groth16Format.ARKWORKS_UNCOMPRESSED.readProof(arkworks));
        byte[] bellman = BLS12_381.proof(Groth16Format.BELLMAN);
        Arrays.fill(bellman, 1, 48, (byte) 0xff);
        bellman[0] |= 0x1f;
        assertReason(Reason.COORDINATE_NOT_CANONICAL, Groth16Format.BELLMAN.readProof(bellman));
        byte[] words = BN254.proof(Groth16Format.WORDS);
        Arrays.fill(words, 0, 32, (byte) 0xff);
        assertReason(Reason.COORDINATE_NOT_CANONICAL, Groth16Format.WORDS.readProof(words));
    }

    @Test
    void rejectsFlagsThatContradictThePoint() {
        // The flag of an uncompressed point says which root y is: it must say so rightly, and not say infinity too.
        byte[] arkworks = BN254.proof(Groth16Format.ARKWORKS_UNCOMPRESSED);
        assertReason(
                Reason.POINT_FLAGS_INVALID, Groth16Format.ARKWORKS_UNCOMPRESSED.readProof(flipped(arkworks, 63, 0x80)));
        assertReason(
                Reason.POINT_FLAGS_INVALID, Groth16Format.ARKWORKS_UNCOMPRESSED.readProof(flipped(arkworks, 63, 0x40)));
        byte[] compressed = BN254.proof(Groth16Format.ARKWORKS);
        assertReason(Reason.POINT_FLAGS_INVALID, Groth16Format.ARKWORKS.readProof(flipped(compressed, 31, 0x40)));
        byte[] bellman = BLS12_381.proof(Groth16Format.BELLMAN);
        assertReason(Reason.POINT_FLAGS_INVALID, Groth16Format.BELLMAN.readProof(flipped(bellman, 0, 0x80)));
        byte[] key = BLS12_381.key(Groth16Format.BELLMAN);
        assertReason(Reason.POINT_FLAGS_INVALID, Groth16Format.BELLMAN.readKey(flipped(key, 0, 0x20)));
        byte[] gnark = BN254.proof(Groth16Format.GNARK_RAW);
        assertReason(Reason.POINT_FLAGS_INVALID, Groth16Format.GNARK_RAW.readProof(flipped(gnark, 0, 0x80)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rejectsPointsAtInfinity(Sample sample) {
        PointLayout layout = sample.curve() == Curve.BN254 ? PointLayout.ARKWORKS : PointLayout.ZCASH;
        PointCodec codec = new PointCodec(sample.curve(), layout, Form.COMPRESSED);
        byte[] proof = sample.proof(Groth16Format.ARKWORKS);
        System.arraycopy(codec.write(codec.infinityInG1()), 0, proof, 0, codec.g1Bytes());
        assertReason(Reason.POINT_AT_INFINITY, Groth16Format.ARKWORKS.readProof(proof));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rejectsPointsOffTheCurve(Sample sample) {
        byte[] proof = sample.proof(Groth16Format.GNARK_RAW);
        int lastOfAsY = proof.length / 2 / 4;
        Verdict<PortableProof> verdict = Groth16Format.GNARK_RAW.readProof(flipped(proof, lastOfAsY, 1));
        assertReason(Reason.POINT_NOT_ON_CURVE, verdict);
    }

    /** Points of the twist with a small x are on it for half of all x, and in the group for none that anybody meets. */
    @ParameterizedTest
    @MethodSource("samples")
    void rejectsPointsOutsideOfTheGroup(Sample sample) {
        Curve curve = sample.curve();
        CurveGroup twist = curve.arithmetic().g2();
        AffinePoint outside = IntStream.range(1, 100)
                .mapToObj(x -> twist.withX(curve.toLimbs(BigInteger.valueOf(x), BigInteger.ONE)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        PointLayout layout = curve == Curve.BN254 ? PointLayout.ARKWORKS : PointLayout.ZCASH;
        PointCodec codec = new PointCodec(curve, layout, Form.COMPRESSED);
        byte[] proof = sample.proof(Groth16Format.ARKWORKS);
        System.arraycopy(codec.write(outside), 0, proof, codec.g1Bytes(), codec.g2Bytes());
        assertReason(Reason.POINT_NOT_IN_SUBGROUP, Groth16Format.ARKWORKS.readProof(proof));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rejectsKeysWhoseTwinsAreOthers(Sample sample) {
        Twins twins = sample.key().twins().orElseThrow();
        KeyPoints points = sample.key().points();
        Digest file = Digest.sha256(new byte[0]);
        assertReason(
                Reason.KEY_INCONSISTENT,
                PortableKey.of(points, Optional.of(new Twins(twins.delta(), twins.delta())), file));
        assertReason(
                Reason.KEY_INCONSISTENT,
                PortableKey.of(points, Optional.of(new Twins(twins.beta(), twins.beta())), file));
        CurveGroup g1 = sample.curve().arithmetic().g1();
        AffinePoint infinity = g1.toAffine(g1.infinity());
        assertReason(
                Reason.KEY_INCONSISTENT, PortableKey.of(points, Optional.of(new Twins(infinity, twins.delta())), file));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rejectsKeysWithWhichAnybodyProvesAnything(Sample sample) {
        KeyPoints points = sample.key().points();
        KeyPoints skipped = new KeyPoints(
                points.curve(), points.alpha(), points.beta(), points.gamma(), points.gamma(), points.ic());
        assertReason(Reason.KEY_GAMMA_EQUALS_DELTA, arkworks(sample, skipped));
        KeyPoints repeated = new KeyPoints(
                points.curve(), points.alpha(), points.gamma(), points.gamma(), points.delta(), points.ic());
        assertReason(Reason.KEY_BETA_REPEATED, arkworks(sample, repeated));
        KeyPoints empty =
                new KeyPoints(points.curve(), points.alpha(), points.beta(), points.gamma(), points.delta(), List.of());
        assertReason(Reason.KEY_IC_COUNT_MISMATCH, arkworks(sample, empty));
    }

    /** What arkworks would write of such a key, which no reader here gives. */
    private static Verdict<PortableKey> arkworks(Sample sample, KeyPoints points) {
        PointLayout layout = sample.curve() == Curve.BN254 ? PointLayout.ARKWORKS : PointLayout.ZCASH;
        PointCodec codec = new PointCodec(sample.curve(), layout, Form.COMPRESSED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<AffinePoint> named =
                new ArrayList<>(List.of(points.alpha(), points.beta(), points.gamma(), points.delta()));
        named.forEach(point -> out.writeBytes(codec.write(point)));
        out.writeBytes(Count.UINT64_LITTLE_ENDIAN.write(points.ic().size()));
        points.ic().forEach(point -> out.writeBytes(codec.write(point)));
        return Groth16Format.ARKWORKS.readKey(out.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rejectsCountsThatTheFileDoesNotHold(Sample sample) {
        byte[] arkworks = sample.key(Groth16Format.ARKWORKS);
        int at = arkworks.length - 4 * (sample.curve() == Curve.BN254 ? 32 : 48) - 8;
        assertEquals(4, arkworks[at]);
        for (int count : new int[] {3, 5, 0xff}) {
            byte[] file = arkworks.clone();
            file[at] = (byte) count;
            assertReason(Reason.MALFORMED, Groth16Format.ARKWORKS.readKey(file));
        }
        assertReason(Reason.MALFORMED, Groth16Format.ARKWORKS.readKey(flipped(arkworks, at + 7, 0x80)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysThatCommitmentsAreGnarksAlone(Sample sample) {
        byte[] proof = sample.proof(Groth16Format.GNARK);
        int g1Bytes = sample.curve() == Curve.BN254 ? 32 : 48;
        byte[] committed = Arrays.copyOf(proof, proof.length + g1Bytes);
        committed[proof.length - g1Bytes - 1] = 1;
        assertReason(Reason.COMMITMENT_UNSUPPORTED, Groth16Format.GNARK.readProof(committed));
        byte[] key = sample.key(Groth16Format.GNARK);
        byte[] committedKey = Arrays.copyOf(key, key.length + 4 + 8 + 4 * g1Bytes);
        committedKey[key.length - 5] = 1;
        assertReason(Reason.COMMITMENT_UNSUPPORTED, Groth16Format.GNARK.readKey(committedKey));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rejectsAProofOfKnowledgeOfNothing(Sample sample) {
        byte[] proof = sample.proof(Groth16Format.GNARK);
        int g1Bytes = sample.curve() == Curve.BN254 ? 32 : 48;
        System.arraycopy(proof, 0, proof, proof.length - g1Bytes, g1Bytes);
        assertReason(Reason.COMMITMENT_INVALID, Groth16Format.GNARK.readProof(proof));
    }

    @Test
    void rejectsCallsOfOtherFunctions() {
        byte[] call = BN254.proof(Groth16Format.CALLDATA);
        assertReason(Reason.SELECTOR_MISMATCH, Groth16Format.CALLDATA.readProof(flipped(call, 0, 1)));
        byte[] more = Arrays.copyOf(call, call.length + 32);
        assertReason(Reason.SELECTOR_MISMATCH, Groth16Format.CALLDATA.readProof(more));
        byte[] text = BN254.proof(Groth16Format.SOLIDITY);
        value(Groth16Format.SOLIDITY.readProof(text));
        byte[] upper =
                new String(text, StandardCharsets.US_ASCII).replace("0x", "0X").getBytes(StandardCharsets.US_ASCII);
        assertReason(Reason.MALFORMED, Groth16Format.SOLIDITY.readProof(upper));
    }
}
