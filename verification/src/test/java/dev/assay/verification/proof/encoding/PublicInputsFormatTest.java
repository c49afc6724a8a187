package dev.assay.verification.proof.encoding;

import static dev.assay.verification.proof.encoding.Sample.assertReason;
import static dev.assay.verification.proof.encoding.Sample.hex;
import static dev.assay.verification.proof.encoding.Sample.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.PublicInputs;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublicInputsFormatTest {

    private static final List<BigInteger> INPUTS = List.of(BigInteger.valueOf(0x0102), BigInteger.ZERO);

    @ParameterizedTest
    @EnumSource(PublicInputsFormat.class)
    void whatIsWrittenIsRecognised(PublicInputsFormat format) {
        for (Curve curve : List.of(Curve.BN254, Curve.BLS12_381)) {
            assertEquals(INPUTS, value(PublicInputsFormat.recognise(curve, format.write(INPUTS))));
            assertEquals(INPUTS, value(format.read(curve, format.write(INPUTS))));
        }
    }

    @Test
    void writesThemAsTheToolsDo() {
        String zeros = "00".repeat(29);
        assertArrayEquals(
                hex("00000002 00000000 00000002" + zeros + "000102" + "00".repeat(32)),
                PublicInputsFormat.GNARK.write(INPUTS));
        assertArrayEquals(
                hex("0200000000000000 020100" + zeros + "00".repeat(32)), PublicInputsFormat.ARKWORKS.write(INPUTS));
        assertArrayEquals(hex(zeros + "000102" + "00".repeat(32)), PublicInputsFormat.WORDS.write(INPUTS));
        assertEquals("[\"258\",\"0\"]", new String(PublicInputsFormat.SNARKJS.write(INPUTS), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(PublicInputsFormat.class)
    void rejectsTheOrderOfTheGroupItself(PublicInputsFormat format) {
        for (Curve curve : List.of(Curve.BN254, Curve.BLS12_381)) {
            byte[] file = format.write(List.of(curve.fr().modulus()));
            assertReason(Reason.INPUT_NOT_CANONICAL, PublicInputsFormat.recognise(curve, file));
        }
    }

    @ParameterizedTest
    @EnumSource(PublicInputsFormat.class)
    void rejectsMoreThanAnyCircuitHas(PublicInputsFormat format) {
        byte[] file = format.write(Collections.nCopies(PublicInputs.MAX_COUNT + 1, BigInteger.ONE));
        assertReason(Reason.TOO_LARGE, format.read(Curve.BN254, file));
        assertReason(Reason.TOO_LARGE, format.read(Curve.BN254, new byte[PublicInputs.MAX_SIZE_BYTES + 1]));
    }

    /** Two words of BN254 that are letters of hexadecimal numbers by chance; as hexadecimal text they would be one. */
    @Test
    void readsBinaryNumbersAsSuchWhateverTheyLookLike() {
        byte[] words = ("0123456789abcdef".repeat(4)).getBytes(StandardCharsets.US_ASCII);
        List<BigInteger> read = value(PublicInputsFormat.WORDS.read(Curve.BN254, words));
        assertEquals(2, read.size());
        assertArrayEquals(words, PublicInputsFormat.WORDS.write(read));
        assertEquals(read, value(PublicInputsFormat.recognise(Curve.BN254, words)));
    }

    @Test
    void rejectsWitnessesWithSecretsOrWrongCounts() {
        for (String counts :
                List.of("000000010000000100000001", "000000020000000000000001", "000000010000000000000002")) {
            assertReason(Reason.MALFORMED, PublicInputsFormat.GNARK.read(Curve.BN254, hex(counts + "00".repeat(32))));
        }
        assertReason(
                Reason.MALFORMED,
                PublicInputsFormat.ARKWORKS.read(Curve.BN254, hex("0200000000000000" + "00".repeat(32))));
    }

    @Test
    void rejectsSizesOfNoFormat() {
        assertReason(Reason.FORMAT_UNKNOWN, PublicInputsFormat.recognise(Curve.BN254, new byte[33]));
        assertReason(Reason.MALFORMED, PublicInputsFormat.recognise(Curve.BN254, new byte[0]));
    }
}
