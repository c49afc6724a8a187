package dev.assay.verification.bls12381;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Encoded points: the published generators, each way to spell a point wrongly, and damage. */
class PointEncodingTest {

    private static final BigInteger Q = Curve.BLS12_381.fq().modulus();
    private static final int N = 48;

    private final Random random = new Random(121);

    /** From the Zcash protocol's and IETF's published encodings of the generators. */
    @Test
    void readsThePublishedGenerators() {
        String x1 = "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";
        assertEquals(G1.GENERATOR, value(PointEncoding.ZCASH.g1(hex("97" + x1.substring(2)))));
        assertEquals(G1.GENERATOR.negate(), value(PointEncoding.ZCASH.g1(hex("b7" + x1.substring(2)))));
        String x2 = "13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
                + "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8";
        assertEquals(G2.GENERATOR, value(PointEncoding.ZCASH.g2(hex("93" + x2.substring(2)))));
        assertEquals(G2.GENERATOR.negate(), value(PointEncoding.ZCASH.g2(hex("b3" + x2.substring(2)))));
    }

    @Test
    void pointsComeBackInEachForm() {
        for (int i = 0; i < 10; i++) {
            G1 p = G1.GENERATOR.multiply(new BigInteger(250, random));
            G2 q = G2.GENERATOR.multiply(new BigInteger(250, random));
            for (PointEncoding encoding : PointEncoding.values()) {
                for (boolean compressed : new boolean[] {true, false}) {
                    assertEquals(p, value(encoding.g1(encode(encoding, compressed, p))));
                    assertEquals(q, value(encoding.g2(encode(encoding, compressed, q))));
                }
            }
        }
    }

    @Test
    void rejectsFlagsThatContradict() {
        byte[] compressed = encode(PointEncoding.ZCASH, true, G1.GENERATOR);
        byte[] uncompressed = encode(PointEncoding.ZCASH, false, G1.GENERATOR);
        assertReason(Reason.POINT_FLAGS_INVALID, PointEncoding.ZCASH.g1(flipped(compressed, 0, 0x80)));
        assertReason(Reason.POINT_FLAGS_INVALID, PointEncoding.ZCASH.g1(flipped(uncompressed, 0, 0x80)));
        assertReason(Reason.POINT_FLAGS_INVALID, PointEncoding.ZCASH.g1(flipped(uncompressed, 0, 0x20)));
        assertReason(Reason.POINT_FLAGS_INVALID, PointEncoding.ZCASH.g1(flipped(compressed, 0, 0x60)));
        byte[] arkworks = encode(PointEncoding.ARKWORKS, false, G2.GENERATOR);
        assertReason(Reason.POINT_FLAGS_INVALID, PointEncoding.ARKWORKS.g2(flipped(arkworks, 4 * N - 1, 0x80)));
        assertReason(Reason.POINT_FLAGS_INVALID, PointEncoding.ARKWORKS.g2(flipped(arkworks, 4 * N - 1, 0xc0)));
    }

    @Test
    void rejectsInfinity() {
        byte[] zcash = new byte[N];
        zcash[0] = (byte) 0xc0;
        assertReason(Reason.POINT_AT_INFINITY, PointEncoding.ZCASH.g1(zcash));
        byte[] arkworks = new byte[2 * N];
        arkworks[2 * N - 1] = 0x40;
        assertReason(Reason.POINT_AT_INFINITY, PointEncoding.ARKWORKS.g2(arkworks));
    }

    @Test
    void rejectsCoordinatesThatAreNotCanonical() {
        // x + q still fits into 381 bits and a little: the same residue in another spelling.
        G1 small = smallestInGroup();
        for (PointEncoding encoding : PointEncoding.values()) {
            byte[] alias = encode(encoding, false, small.x().add(Q), small.y());
            assertReason(Reason.COORDINATE_NOT_CANONICAL, encoding.g1(alias));
            byte[] other = encode(encoding, false, small.x(), Q);
            assertReason(Reason.COORDINATE_NOT_CANONICAL, encoding.g1(other));
        }
    }

    @Test
    void rejectsPointsOffTheCurve() {
        for (PointEncoding encoding : PointEncoding.values()) {
            byte[] bytes =
                    encode(encoding, false, G1.GENERATOR.x(), G1.GENERATOR.y().add(BigInteger.ONE));
            assertReason(Reason.POINT_NOT_ON_CURVE, encoding.g1(bytes));
            assertReason(Reason.POINT_NOT_ON_CURVE, encoding.g1(Arrays.copyOf(encode(encoding, true, noRoot(), Q), N)));
        }
    }

    @Test
    void rejectsPointsOutsideTheGroup() {
        G1 outside = G1.of(BigInteger.ZERO, BigInteger.TWO);
        for (PointEncoding encoding : PointEncoding.values()) {
            for (boolean compressed : new boolean[] {true, false}) {
                assertReason(Reason.POINT_NOT_IN_SUBGROUP, encoding.g1(encode(encoding, compressed, outside)));
            }
        }
    }

    @Test
    void rejectsOtherLengths() {
        for (PointEncoding encoding : PointEncoding.values()) {
            for (int length : new int[] {0, 1, 47, 49, 95, 97, 191, 193, 192}) {
                assertReason(Reason.MALFORMED, encoding.g1(new byte[length]));
            }
            for (int length : new int[] {0, 1, 48, 95, 97, 191, 193}) {
                assertReason(Reason.MALFORMED, encoding.g2(new byte[length]));
            }
        }
    }

    /** Whatever passes is a point of the group, and these bytes are its one spelling. */
    @Test
    void damagedPointsGetAVerdict() {
        int passed = 0;
        for (PointEncoding encoding : PointEncoding.values()) {
            for (int i = 0; i < 1500; i++) {
                boolean compressed = i % 2 == 0;
                byte[] bytes = encode(encoding, compressed, G1.GENERATOR);
                for (int changes = random.nextInt(3); changes >= 0; changes--) {
                    bytes[random.nextInt(4) == 0 ? 0 : random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                if (encoding.g1(bytes) instanceof Verdict.Verified<G1> verified) {
                    passed++;
                    assertTrue(verified.value()
                            .multiply(Curve.BLS12_381.fr().modulus())
                            .isInfinity());
                    assertEquals(
                            HexFormat.of().formatHex(encode(encoding, compressed, verified.value())),
                            HexFormat.of().formatHex(bytes));
                }
            }
        }
        assertTrue(passed > 0, "a flipped root is another point of the group");
    }

    private static G1 smallestInGroup() {
        BigInteger limit = BigInteger.ONE.shiftLeft(381).subtract(Q);
        for (BigInteger x = BigInteger.ONE; x.compareTo(limit) < 0; x = x.add(BigInteger.ONE)) {
            if (G1.withX(x).isPresent()) {
                return G1.withX(x).orElseThrow();
            }
        }
        throw new AssertionError("no such point");
    }

    private static BigInteger noRoot() {
        BigInteger x = BigInteger.ONE;
        while (G1.withX(x).isPresent()) {
            x = x.add(BigInteger.ONE);
        }
        return x;
    }

    private static byte[] encode(PointEncoding encoding, boolean compressed, G1 p) {
        byte[] bytes = encode(encoding, compressed, p.x(), p.y());
        return compressed ? flagged(encoding, bytes, larger(p.y())) : bytes;
    }

    private static byte[] encode(PointEncoding encoding, boolean compressed, G2 p) {
        List<BigInteger> numbers = new ArrayList<>();
        for (Fq2 value : List.of(p.x(), p.y())) {
            numbers.addAll(
                    encoding == PointEncoding.ZCASH
                            ? List.of(value.c1(), value.c0())
                            : List.of(value.c0(), value.c1()));
        }
        byte[] bytes = encode(encoding, compressed, numbers.toArray(BigInteger[]::new));
        boolean larger = p.y().c1().signum() == 0 ? larger(p.y().c0()) : larger(p.y().c1());
        return compressed ? flagged(encoding, bytes, larger) : bytes;
    }

    /** The numbers, or the first half of them. */
    private static byte[] encode(PointEncoding encoding, boolean compressed, BigInteger... numbers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (BigInteger number : Arrays.copyOf(numbers, compressed ? numbers.length / 2 : numbers.length)) {
            for (int i = 0; i < N; i++) {
                int shift = encoding == PointEncoding.ZCASH ? N - 1 - i : i;
                out.write(number.shiftRight(8 * shift).intValue());
            }
        }
        byte[] bytes = out.toByteArray();
        if (compressed && encoding == PointEncoding.ZCASH) {
            bytes[0] |= (byte) 0x80;
        }
        return bytes;
    }

    private static byte[] flagged(PointEncoding encoding, byte[] bytes, boolean larger) {
        int at = encoding == PointEncoding.ZCASH ? 0 : bytes.length - 1;
        return larger ? flipped(bytes, at, encoding == PointEncoding.ZCASH ? 0x20 : 0x80) : bytes;
    }

    private static boolean larger(BigInteger y) {
        return y.compareTo(Q.subtract(y)) > 0;
    }

    private static byte[] flipped(byte[] bytes, int at, int bits) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) bits;
        return flipped;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static <T> T value(Verdict<T> verdict) {
        if (verdict instanceof Verdict.Verified<T> verified) {
            return verified.value();
        }
        throw new AssertionError(verdict.toString());
    }

    private static void assertReason(Reason reason, Verdict<?> verdict) {
        if (verdict instanceof Verdict.Rejected<?> rejected) {
            assertEquals(reason, rejected.reason(), rejected.detail());
        } else {
            throw new AssertionError("expected " + reason + ", not " + verdict);
        }
    }
}
