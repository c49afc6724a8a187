package dev.assay.verification.proof.encoding;

import static dev.assay.verification.proof.encoding.Sample.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.gnark.Damage;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 20,000 damaged proofs and 20,000 damaged keys over all formats and both curves, and as many inputs in each of theirs:
 * always a verdict, never a throw. What is still read is written back as the same bytes, so that no two files say the same,
 * and proves nothing.
 */
class EncodingMutationTest {

    /** In each of ten formats. */
    private static final int PROOFS = 2_000;

    /** In each of seven formats. */
    private static final int KEYS = 2_900;

    private static final int INPUTS = 20_000;

    private static final List<Sample> SAMPLES = List.of(Sample.of(Curve.BN254), Sample.of(Curve.BLS12_381));

    private final Random random = new Random(91);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SNARKJS")
    void damagedProofsAreRejectedOrProveNothing(Groth16Format format) {
        List<Sample> samples = SAMPLES.stream()
                .filter(sample -> sample.proofFormats().toList().contains(format))
                .toList();
        for (int i = 0; i < PROOFS; i++) {
            Sample sample = samples.get(i % samples.size());
            byte[] original = sample.proof(format);
            byte[] damaged = damaged(format, original);
            if (format.readProof(damaged) instanceof Verdict.Verified<PortableProof>(PortableProof read)
                    && !Arrays.equals(original, damaged)) {
                checkProof(format, sample, damaged, read);
            }
        }
    }

    private byte[] damaged(Groth16Format format, byte[] original) {
        return format == Groth16Format.SOLIDITY
                ? dev.assay.verification.proof.Damage.of(original, random)
                : Damage.damaged(original, random);
    }

    private static void checkProof(Groth16Format format, Sample sample, byte[] damaged, PortableProof read) {
        if (format != Groth16Format.SOLIDITY && format != Groth16Format.CALLDATA) {
            assertArrayEquals(damaged, value(format.writeProof(read)));
        }
        List<BigInteger> inputs = read.inputs().orElse(sample.inputs());
        boolean same = read.saysTheSameAs(sample.proof());
        assertEquals(same, read.verify(sample.key().key(), inputs) instanceof Verdict.Verified);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SNARKJS", "SOLIDITY", "CALLDATA", "WORDS"})
    void damagedKeysAreRejected(Groth16Format format) {
        List<Sample> samples = SAMPLES.stream()
                .filter(sample -> sample.keyFormats().toList().contains(format))
                .toList();
        int read = 0;
        for (int i = 0; i < KEYS; i++) {
            Sample sample = samples.get(i % samples.size());
            byte[] original = sample.key(format);
            byte[] damaged = Damage.damaged(original, random);
            if (!Arrays.equals(original, damaged)
                    && format.readKey(damaged) instanceof Verdict.Verified<PortableKey>(PortableKey key)) {
                read++;
                assertArrayEquals(damaged, value(format.writeKey(key)));
                assertFalse(key.saysTheSameAs(sample.key()));
            }
        }
        assertTrue(read < KEYS / 4, read + " damaged keys are keys");
    }

    @ParameterizedTest
    @EnumSource(PublicInputsFormat.class)
    void damagedInputsAreRejectedOrOthers(PublicInputsFormat format) {
        for (int i = 0; i < INPUTS; i++) {
            Sample sample = SAMPLES.get(i % 2);
            byte[] original = format.write(sample.inputs());
            byte[] damaged = format == PublicInputsFormat.SNARKJS
                    ? dev.assay.verification.proof.Damage.of(original, random)
                    : Damage.damaged(original, random);
            if (PublicInputsFormat.recognise(sample.curve(), damaged)
                            instanceof Verdict.Verified<List<BigInteger>>(List<BigInteger> read)
                    && format != PublicInputsFormat.SNARKJS
                    && damaged.length % 32 == original.length % 32) {
                assertArrayEquals(damaged, format.write(read));
            }
        }
    }
}
