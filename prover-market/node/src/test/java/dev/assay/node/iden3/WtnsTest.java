package dev.assay.node.iden3;

import static dev.assay.node.iden3.FileBuilder.number;
import static dev.assay.node.iden3.FileBuilder.tinyWtns;
import static dev.assay.node.iden3.FileBuilder.u32;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import java.io.IOException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class WtnsTest {

    private static final BigInteger LARGEST = Fr.MODULUS.subtract(BigInteger.ONE);

    @Test
    void writesWhatSnarkjsWrites() throws IOException {
        byte[] file = Samples.bytes(Samples.reserves("reserves.wtns"));
        assertArrayEquals(file, Wtns.parse("reserves.wtns", file).encode());
    }

    @Test
    void readsTheLargestValue() throws IOException {
        Wtns witness = Wtns.parse("test.wtns", tinyWtns(BigInteger.ONE, LARGEST).build());
        assertEquals(2, witness.size());
        assertEquals(Fr.of(LARGEST), witness.value(1));
    }

    @Test
    void refusesValueThatIsNotBelowThePrime() {
        assertRefused(tinyWtns(BigInteger.ONE, Fr.MODULUS), "values (2)");
    }

    @Test
    void refusesWitnessThatDoesNotBeginWithOne() {
        assertRefused(tinyWtns(BigInteger.TWO), "values (2)");
        assertRefused(tinyWtns(), "values (2)");
    }

    @Test
    void refusesAnotherPrime() {
        FileBuilder file = new FileBuilder("wtns", 2)
                .section(1, u32(32), number(Fq.MODULUS), u32(1))
                .section(2, number(1));
        assertRefused(file, "header (1)");
    }

    @Test
    void refusesCountThatTheFileCannotHold() {
        FileBuilder file = new FileBuilder("wtns", 2)
                .section(1, u32(32), number(Fr.MODULUS), u32(1 << 27))
                .section(2, number(1));
        assertRefused(file, "values (2)");
    }

    @Test
    void refusesComputedValueThatIsNotBelowThePrime() {
        byte[] values = FileBuilder.concat(number(1), number(Fr.MODULUS));
        assertThrows(Iden3FormatException.class, () -> Wtns.ofValues("computed", Curve.BN254, values));
    }

    private static void assertRefused(FileBuilder file, String section) {
        Iden3FormatException e = assertThrows(Iden3FormatException.class, () -> Wtns.parse("test.wtns", file.build()));
        assertEquals(section, e.section());
    }
}
