package dev.assay.node.iden3;

import static dev.assay.node.iden3.FileBuilder.concat;
import static dev.assay.node.iden3.FileBuilder.number;
import static dev.assay.node.iden3.FileBuilder.r1csHeader;
import static dev.assay.node.iden3.FileBuilder.repeated;
import static dev.assay.node.iden3.FileBuilder.term;
import static dev.assay.node.iden3.FileBuilder.tinyR1cs;
import static dev.assay.node.iden3.FileBuilder.tinyWtns;
import static dev.assay.node.iden3.FileBuilder.u32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.bn254.Fr;
import java.io.IOException;
import java.math.BigInteger;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class R1csTest {

    @Test
    void acceptsWitnessOfTheSample() throws IOException {
        R1cs r1cs = R1cs.parse(MappedFile.map(Samples.reserves("reserves.r1cs")));
        Wtns witness = Wtns.parse(MappedFile.map(Samples.reserves("reserves.wtns")));
        assertEquals(3, r1cs.publicWires());
        assertEquals(witness.size(), r1cs.wires());
        assertEquals(OptionalInt.empty(), r1cs.firstUnsatisfied(witness));
    }

    @ParameterizedTest
    @CsvSource({
        "risc0-circom-compat/multiplier2.r1cs, risc0-circom-compat/multiplier2.wtns",
        "snarkjs-groth16-circuit/circuit.r1cs, snarkjs-groth16-circuit/witness.wtns",
        "snarkjs-plonk-circuit/circuit.r1cs, snarkjs-plonk-circuit/witness.wtns",
        "snarkjs-fflonk/circuit.r1cs, snarkjs-fflonk/witness.wtns"
    })
    void acceptsWitnessesOfOtherTools(String r1cs, String wtns) throws IOException {
        Wtns witness = Wtns.parse(MappedFile.map(Samples.vector(wtns)));
        assertEquals(
                OptionalInt.empty(),
                R1cs.parse(MappedFile.map(Samples.vector(r1cs))).firstUnsatisfied(witness));
    }

    @Test
    void namesFirstRowThatFails() throws IOException {
        byte[] satisfied = concat(term(1), term(2), term(3));
        byte[] broken = concat(term(1), term(1), term(3));
        byte[] file = new FileBuilder("r1cs", 1)
                .section(2, satisfied, broken, broken)
                .section(1, r1csHeader(4, 3))
                .build();
        assertEquals(OptionalInt.of(1), R1cs.parse("test.r1cs", file).firstUnsatisfied(witness(2, 3, 6)));
    }

    @Test
    void namesTheFirstOfManyRowsWhicheverThreadFindsIt() throws IOException {
        byte[] satisfied = concat(term(1), term(2), term(3));
        byte[] broken = concat(term(1), term(1), term(3));
        int[] faults = {7_001, 4_096, 9_998};
        byte[][] rows = new byte[10_000][];
        java.util.Arrays.fill(rows, satisfied);
        for (int fault : faults) {
            rows[fault] = broken;
        }
        byte[] file = new FileBuilder("r1cs", 1)
                .section(2, rows)
                .section(1, r1csHeader(4, rows.length))
                .build();
        R1cs r1cs = R1cs.parse("test.r1cs", file);
        assertEquals(OptionalInt.of(4_096), r1cs.firstUnsatisfied(witness(2, 3, 6)));
        assertEquals(OptionalInt.of(0), r1cs.firstUnsatisfied(witness(2, 3, 7)));
    }

    @Test
    void refusesWitnessOfAnotherSize() throws IOException {
        R1cs r1cs = R1cs.parse("test.r1cs", tinyR1cs().build());
        assertThrows(IllegalArgumentException.class, () -> r1cs.firstUnsatisfied(witness(2, 3)));
    }

    @Test
    void refusesWireOutOfRange() {
        assertRefused(tinyHeaderWith(concat(term(1), term(2), term(4))), "constraints (2)");
    }

    @Test
    void refusesCoefficientThatIsNotBelowThePrime() {
        byte[] alias = concat(u32(1), u32(1), number(Fr.MODULUS));
        assertRefused(tinyHeaderWith(concat(alias, term(2), term(3))), "constraints (2)");
    }

    @Test
    void refusesMoreConstraintsThanThereAreBytes() {
        FileBuilder file =
                new FileBuilder("r1cs", 1).section(1, r1csHeader(4, 1 << 28)).section(2, term(1));
        assertRefused(file, "constraints (2)");
    }

    @Test
    void refusesMorePublicSignalsThanWires() {
        assertRefused(new FileBuilder("r1cs", 1).section(1, r1csHeader(1, 0)).section(2), "header (1)");
    }

    @Test
    void refusesCustomGates() {
        assertRefused(tinyR1cs().section(4, u32(1)), "custom gates (4)");
    }

    @Test
    void refusesBytesAfterTheLastConstraint() {
        assertRefused(tinyHeaderWith(repeated(term(1), 4)), "constraints (2)");
    }

    private static FileBuilder tinyHeaderWith(byte[] constraints) {
        return new FileBuilder("r1cs", 1).section(1, r1csHeader(4, 1)).section(2, constraints);
    }

    private static void assertRefused(FileBuilder file, String section) {
        Iden3FormatException e = assertThrows(Iden3FormatException.class, () -> R1cs.parse("test.r1cs", file.build()));
        assertEquals(section, e.section());
        assertEquals("test.r1cs", e.file());
    }

    private static Wtns witness(long... values) throws Iden3FormatException {
        BigInteger[] all = new BigInteger[values.length + 1];
        all[0] = BigInteger.ONE;
        for (int i = 0; i < values.length; i++) {
            all[i + 1] = BigInteger.valueOf(values[i]);
        }
        return Wtns.parse("test.wtns", tinyWtns(all).build());
    }
}
