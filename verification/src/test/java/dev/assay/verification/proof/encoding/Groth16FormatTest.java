package dev.assay.verification.proof.encoding;

import static dev.assay.verification.proof.encoding.Sample.assertReason;
import static dev.assay.verification.proof.encoding.Sample.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.VerifiedProof;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format of both curves, over keys whose trapdoor is known. */
class Groth16FormatTest {

    private static final Sample BN254 = Sample.of(Curve.BN254);
    private static final Sample BLS12_381 = Sample.of(Curve.BLS12_381);

    static List<Sample> samples() {
        return List.of(BN254, BLS12_381);
    }

    @Test
    void everyFormatThatACurveHasIsWritten() {
        Set<Groth16Format> calls = EnumSet.of(Groth16Format.SOLIDITY, Groth16Format.CALLDATA, Groth16Format.WORDS);
        assertEquals(
                EnumSet.complementOf(EnumSet.of(Groth16Format.BELLMAN)),
                BN254.proofFormats().collect(Collectors.toSet()));
        assertEquals(
                EnumSet.complementOf(EnumSet.copyOf(calls)),
                BLS12_381.proofFormats().collect(Collectors.toSet()));
        assertEquals(
                EnumSet.complementOf(EnumSet.copyOf(calls)),
                BLS12_381.keyFormats().collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenIsReadAgainAndVerifies(Sample sample) {
        sample.keyFormats().forEach(keyFormat -> {
            PortableKey key = value(keyFormat.readKey(sample.key(keyFormat)));
            assertArrayEquals(sample.key(keyFormat), value(keyFormat.writeKey(withTwins(key, sample))));
            sample.proofFormats().forEach(format -> {
                PortableProof proof = value(format.readProof(sample.proof(format)));
                VerifiedProof verified = value(proof.verify(key.key(), sample.inputs()));
                assertEquals(sample.inputs(), verified.publicInputs());
                proof.inputs().ifPresent(inputs -> assertEquals(sample.inputs(), inputs));
            });
        });
    }

    /** A key that was read from a format without them. */
    private static PortableKey withTwins(PortableKey key, Sample sample) {
        return key.twins().isPresent() ? key : sample.key();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyFormatConvertsIntoEveryOther(Sample sample) {
        sample.proofFormats()
                .forEach(from -> sample.proofFormats().forEach(to -> {
                    PortableProof read =
                            value(from.readProof(sample.proof(from))).withInputs(sample.inputs());
                    assertArrayEquals(sample.proof(to), value(to.writeProof(read)), from + " to " + to);
                }));
        sample.keyFormats()
                .forEach(from -> sample.keyFormats().forEach(to -> {
                    PortableKey read = value(from.readKey(sample.key(from)));
                    Verdict<byte[]> written = to.writeKey(read);
                    if (needsTwins(to) && read.twins().isEmpty()) {
                        assertReason(Reason.CONVERSION_IMPOSSIBLE, written);
                    } else {
                        assertArrayEquals(sample.key(to), value(written), from + " to " + to);
                    }
                }));
    }

    private static boolean needsTwins(Groth16Format format) {
        return EnumSet.of(Groth16Format.GNARK, Groth16Format.GNARK_RAW, Groth16Format.BELLMAN)
                .contains(format);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyFileIsRecognised(Sample sample) {
        sample.keyFormats().forEach(format -> {
            Groth16Format.Recognised<PortableKey> found = value(Groth16Format.recogniseKey(sample.key(format)));
            assertTrue(found.formats().contains(format), format + " is " + found.formats());
            assertTrue(found.value().saysTheSameAs(sample.key()));
        });
        sample.proofFormats().forEach(format -> {
            Groth16Format.Recognised<PortableProof> found = value(Groth16Format.recogniseProof(sample.proof(format)));
            assertTrue(found.formats().contains(format), format + " is " + found.formats());
            assertTrue(found.value().saysTheSameAs(sample.proof()));
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void filesOfFormatsThatDifferAreToldApart(Sample sample) {
        assertEquals(
                List.of(Groth16Format.GNARK),
                value(Groth16Format.recogniseProof(sample.proof(Groth16Format.GNARK)))
                        .formats());
        assertEquals(
                List.of(Groth16Format.GNARK_RAW),
                value(Groth16Format.recogniseKey(sample.key(Groth16Format.GNARK_RAW)))
                        .formats());
    }

    @Test
    void bellmansProofsAreArkworksToo() {
        assertEquals(
                List.of(Groth16Format.ARKWORKS, Groth16Format.BELLMAN),
                value(Groth16Format.recogniseProof(BLS12_381.proof(Groth16Format.BELLMAN)))
                        .formats());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hexadecimalTextIsReadAsTheBytesItStandsFor(Sample sample) {
        String digits = HexFormat.of().formatHex(sample.proof(Groth16Format.GNARK));
        for (String text : List.of(digits, "0x" + digits, " 0x" + digits + "\n")) {
            PortableProof proof = value(Groth16Format.GNARK.readProof(text.getBytes(StandardCharsets.US_ASCII)));
            assertTrue(proof.saysTheSameAs(sample.proof()));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rejectsBytesLeftOverOrMissing(Sample sample) {
        sample.proofFormats().filter(Groth16FormatTest::isBinary).forEach(format -> {
            byte[] file = sample.proof(format);
            assertReason(Reason.MALFORMED, format.readProof(Arrays.copyOf(file, file.length + 1)));
            assertReason(Reason.MALFORMED, format.readProof(Arrays.copyOf(file, file.length - 1)));
            assertReason(Reason.MALFORMED, format.readProof(new byte[0]));
        });
        sample.keyFormats().filter(Groth16FormatTest::isBinary).forEach(format -> {
            byte[] file = sample.key(format);
            assertReason(Reason.MALFORMED, format.readKey(Arrays.copyOf(file, file.length + 1)));
            assertReason(Reason.MALFORMED, format.readKey(Arrays.copyOf(file, file.length - 1)));
            assertReason(Reason.MALFORMED, format.readKey(new byte[0]));
        });
    }

    private static boolean isBinary(Groth16Format format) {
        return format != Groth16Format.SNARKJS && format != Groth16Format.SOLIDITY;
    }

    @Test
    void saysWhatAFileCouldBeThatIsNothing() {
        byte[] text = "hello".getBytes(StandardCharsets.US_ASCII);
        assertReason(Reason.FORMAT_UNKNOWN, Groth16Format.recogniseProof(text));
        assertReason(Reason.FORMAT_UNKNOWN, Groth16Format.recogniseKey(text));
        assertReason(Reason.TOO_LARGE, Groth16Format.recogniseKey(new byte[(2 << 20) + 1]));
    }

    @Test
    void doesNotConvertWhatTheOtherFormatLacks() {
        assertReason(Reason.CONVERSION_IMPOSSIBLE, Groth16Format.BELLMAN.writeProof(BN254.proof()));
        assertReason(Reason.CONVERSION_IMPOSSIBLE, Groth16Format.WORDS.writeProof(BLS12_381.proof()));
        assertReason(Reason.CONVERSION_IMPOSSIBLE, Groth16Format.CALLDATA.writeKey(BN254.key()));
        PortableProof withoutInputs = value(Groth16Format.GNARK.readProof(BN254.proof(Groth16Format.GNARK)));
        assertReason(Reason.CONVERSION_IMPOSSIBLE, Groth16Format.SOLIDITY.writeProof(withoutInputs));
    }

    @Test
    void rejectsProofOnAnotherCurveThanItsKey() {
        assertReason(
                Reason.PROOF_SYSTEM_UNSUPPORTED,
                BN254.proof().verify(BLS12_381.key().key(), BLS12_381.inputs()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rejectsInputsThatAreNotCanonical(Sample sample) {
        List<java.math.BigInteger> aliases = sample.inputs().stream()
                .map(input -> input.add(sample.curve().fr().modulus()))
                .toList();
        assertReason(
                Reason.INPUT_NOT_CANONICAL, sample.proof().verify(sample.key().key(), aliases));
    }
}
