package dev.assay.node.iden3;

import static dev.assay.node.iden3.FileBuilder.POINT_1;
import static dev.assay.node.iden3.FileBuilder.concat;
import static dev.assay.node.iden3.FileBuilder.number;
import static dev.assay.node.iden3.FileBuilder.repeated;
import static dev.assay.node.iden3.FileBuilder.tinyHeader;
import static dev.assay.node.iden3.FileBuilder.tinyZkey;
import static dev.assay.node.iden3.FileBuilder.u32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ZkeyTest {

    @Test
    void readsTheSample() throws IOException {
        Zkey zkey = Zkey.parse(MappedFile.map(Samples.reserves("reserves.zkey")));
        assertEquals(3, zkey.header().publicWires());
        assertEquals(2048, zkey.domainSize());
        assertEquals(zkey.header().wires(), zkey.b2().size());
        assertEquals(zkey.header().wires() - 4, zkey.c().size());
    }

    @Test
    void readsSectionsInAnyOrder() throws IOException {
        assertEquals(4, Zkey.parse("test.zkey", tinyZkey().buildBackwards()).domainSize());
    }

    @Test
    void readsPointsAsTheyWereWritten() throws IOException {
        G1.Affine twice = G1.GENERATOR.twice().toAffine();
        Points<G1.Affine> points = Points.of(List.of(twice, G1.Affine.INFINITY), PointFormat.G1_POINT);
        assertEquals(twice, points.at(0));
        assertTrue(points.isInfinity(1));
        assertTrue(Zkey.parse("test.zkey", tinyZkey().build()).b2().isInfinity(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snarkjs-plonk-circuit/circuit.zkey", "snarkjs-fflonk/circuit.zkey"})
    void refusesOtherProofSystems(String vector) throws IOException {
        MappedFile file = MappedFile.map(Samples.vector(vector));
        assertSection("proof system (1)", assertThrows(Iden3FormatException.class, () -> Zkey.parse(file)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 4", "4, 4, 4", "4, 1, 3", "4, 1, 0", "4, 1, -2147483648", "-1, 1, 4", "4, 1, 268435456"})
    void refusesImpossibleSizes(int wires, int publicWires, int domainSize) {
        byte[] file = new FileBuilder("zkey", 1)
                .section(1, u32(1))
                .section(2, tinyHeader(wires, publicWires, domainSize))
                .build();
        assertRefused("Groth16 header (2)", file);
    }

    @Test
    void refusesSizesThatTheFileCannotHold() {
        byte[] file = new FileBuilder("zkey", 1)
                .section(1, u32(1))
                .section(2, tinyHeader(1 << 28, 1 << 27, 1 << 27))
                .section(3, POINT_1)
                .build();
        assertRefused("IC (3)", file);
    }

    @Test
    void refusesSectionThatComesTwice() {
        assertRefused("container", tinyZkey().section(9, repeated(POINT_1, 4)).build());
    }

    @Test
    void refusesMissingSection() {
        byte[] file = new FileBuilder("zkey", 1)
                .section(1, u32(1))
                .section(2, tinyHeader(4, 1, 4))
                .build();
        assertRefused("container", file);
    }

    @Test
    void refusesBytesAfterTheLastSection() {
        assertRefused("container", concat(tinyZkey().build(), new byte[1]));
    }

    @Test
    void refusesAnotherVersion() {
        assertRefused("container", new FileBuilder("zkey", 2).section(1, u32(1)).build());
    }

    @Test
    void refusesPointOffTheCurve() {
        byte[] off = POINT_1.clone();
        off[40] ^= 1;
        assertRefused("A (5)", tinyZkeyWith(concat(u32(0)), concat(repeated(POINT_1, 3), off)));
    }

    @Test
    void refusesCoordinateThatIsNotBelowThePrime() {
        byte[] alias = concat(number(Fq.MODULUS), new byte[32]);
        assertRefused("A (5)", tinyZkeyWith(concat(u32(0)), concat(alias, repeated(POINT_1, 3))));
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 0", "0, 4, 0", "0, 0, 4", "0, -1, 0", "0, 0, -1"})
    void refusesCoefficientOutOfRange(int matrix, int row, int wire) {
        byte[] coefficients = concat(u32(1), u32(matrix), u32(row), u32(wire), number(1));
        assertRefused("coefficients (4)", tinyZkeyWith(coefficients, repeated(POINT_1, 4)));
    }

    @Test
    void refusesCoefficientThatIsNotBelowThePrime() {
        byte[] coefficients = concat(u32(1), u32(0), u32(0), u32(0), number(Fr.MODULUS));
        assertRefused("coefficients (4)", tinyZkeyWith(coefficients, repeated(POINT_1, 4)));
    }

    private static byte[] tinyZkeyWith(byte[] coefficients, byte[] pointsOfA) {
        return new FileBuilder("zkey", 1)
                .section(1, u32(1))
                .section(2, tinyHeader(4, 1, 4))
                .section(3, repeated(POINT_1, 2))
                .section(4, coefficients)
                .section(5, pointsOfA)
                .build();
    }

    private static void assertRefused(String section, byte[] file) {
        assertSection(section, assertThrows(Iden3FormatException.class, () -> Zkey.parse("test.zkey", file)));
    }

    private static void assertSection(String section, Iden3FormatException e) {
        assertEquals(section, e.section());
    }
}
