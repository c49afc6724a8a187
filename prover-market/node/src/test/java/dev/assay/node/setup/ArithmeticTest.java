package dev.assay.node.setup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.iden3.PointFormat;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ArithmeticTest {

    private final Random random = new Random(20261123);

    private List<G1.Affine> points(int count) {
        List<G1.Affine> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(G1.GENERATOR.multiply(Fr.random(random)).toAffine());
        }
        return points;
    }

    @Test
    void oneScalarTimesManyPoints() {
        List<G1.Affine> points = points(5);
        points.add(2, G1.Affine.INFINITY);
        for (int i = 0; i < 20; i++) {
            Fr scalar = Fr.random(random);
            List<G1.Affine> expected = points.stream()
                    .map(point -> point.toJacobian().multiply(scalar).toAffine())
                    .toList();
            assertEquals(expected, new SharedScalar(scalar).multiply(points));
        }
    }

    @Test
    void halvesOfAScalarAreShort() {
        for (int i = 0; i < 100; i++) {
            for (BigInteger half : SharedScalar.halves(Fr.random(random).toBigInteger())) {
                assertTrue(half.bitLength() <= 128, half::toString);
            }
        }
    }

    @Test
    void sumsOfTermsAreTheSameHoweverTheyAreMade() {
        BigInteger r = Fr.MODULUS;
        List<Fr> scalars = List.of(
                Fr.ONE,
                Fr.of(r.subtract(BigInteger.ONE)),
                Fr.ZERO,
                Fr.of(12345),
                Fr.of(r.subtract(BigInteger.TWO)),
                Fr.random(random));
        List<G1.Affine> points = points(scalars.size());
        TermSum<G1.Affine, G1> sum = new TermSum<>(Group.FIRST, (some, factors) -> G1.INFINITY);
        for (int i = 0; i < scalars.size(); i++) {
            sum.add(points.get(i), scalars.get(i));
        }
        assertEquals(G1.sumOfProducts(scalars, points), sum.sum());
    }

    @Test
    void fixedBaseMultipliesByAnyScalar() {
        FixedBase<G1.Affine, G1> base = new FixedBase<>(Group.FIRST, points(1).getFirst(), G1::toAffine);
        G1 one = base.times(Fr.ONE);
        for (Fr scalar : List.of(Fr.ZERO, Fr.of(256), Fr.of(Fr.MODULUS.subtract(BigInteger.ONE)), Fr.random(random))) {
            assertEquals(one.multiply(scalar), base.times(scalar));
        }
    }

    /** From a key for 2^15 rows made of 2^15 powers: with it, the circuit hash was that of snarkjs 0.7.6. */
    @Test
    void subtractsFromBytesThatAreNoPoint() {
        byte[] behind = HexFormat.of()
                .parseHex("0300000000004000000000002620bc02d1b5838e72017b493519ebdcdf1a8197"
                        + "4726b8fb3b5096af4138571940614ca87d73b4afc4d802585add4360862fa052");
        byte[] power = HexFormat.of()
                .parseHex("0e86d6e4ba953f9c3a4692a54fbeef96df520a8db3efdb1fd0614720c6e05505"
                        + "10585e11120779191d090f2a4a3b853cbf08bf81030a3ccadd89c8721333781b");
        byte[] difference = HexFormat.of()
                .parseHex("1e9dcdef7c0b0de0cb60ec5f734c1d2991ed83287245a4f03cee642840843910"
                        + "744dbb72229dd46f0f8a2b0ccf9a658a8c327202039e8f388a0e99ec9176ff15");
        assertArrayEquals(
                difference,
                PointFormat.G1_POINT.encode(LooseArithmetic.difference(
                        behind, PointFormat.G1_POINT.decode(power).orElseThrow())));
    }

    /** What ffjavascript 0.3.1 draws for the words 1 to 8. */
    @Test
    void drawsWhatSnarkjsDraws() {
        ChaChaRandom drawn = new ChaChaRandom(seed());
        assertEquals(0x8891120d, drawn.nextInt());
        assertEquals(0xa1d7fd60, drawn.nextInt());
        assertEquals(0x546a15d9f896cad8L, drawn.nextLong());
        ChaChaRandom again = new ChaChaRandom(seed());
        assertArrayEquals(
                HexFormat.of()
                        .parseHex("50fe4b5f06b162f2ad15d5fe97bc554f0e540eed9c341f8f7db88cee3b86572c"
                                + "efa7153dc9e40754ec0a971fb2e27fe5fd37160cd8b24b447633f0a382502f0e"),
                PointFormat.G1_POINT.encode(SeededPoints.g1(again)));
        assertArrayEquals(
                HexFormat.of()
                        .parseHex("241577ec2d0244bc46a8cfe4a3322db3d7b51f0af93f249adbc86bc6b5861d09"
                                + "c2dd5d3735175cdddf85e7e655c11cc70869b911562b2d98dbe414b0068ea81b"
                                + "f7efd8fde326e5d12cfdca7a3129a7eb3497c0289d5da3571e290f1c92b5b20f"
                                + "57e4a2813f8554b66cfa237144d59600f375ac0fcfd991e2776f87d3cb793710"),
                PointFormat.G2_POINT.encode(SeededPoints.g2(again)));
    }

    private static byte[] seed() {
        ByteBuffer words = ByteBuffer.allocate(8 * Integer.BYTES);
        for (int word = 1; word <= 8; word++) {
            words.putInt(word);
        }
        return words.array();
    }
}
