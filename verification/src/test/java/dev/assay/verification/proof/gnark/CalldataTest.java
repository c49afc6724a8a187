package dev.assay.verification.proof.gnark;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.gnark.GnarkWriter.Form;
import dev.assay.verification.sign.Keccak;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calls of verifier contracts. */
class CalldataTest {

    private static final HashToField HASH = HashToField.KECCAK_256;
    private static final String GNARK = "verifyProof(uint256[8],uint256[2])";

    private final Random random = new Random(91);
    private final PublicInputs inputs = new PublicInputs(List.of(Fr.of(3), Fr.of(5)));
    private final Trapdoor trapdoor = Trapdoor.create(2, List.of(), random);
    private final VerifiedGnarkKey key = value(VerifiedGnarkKey.load(GnarkWriter.key(trapdoor.key(), Form.RAW)));
    private final GnarkProof proof =
            new GnarkProof(trapdoor.open(inputs, HASH, random).proof().points(), List.of(), G1.Affine.INFINITY);

    static byte[] dynamic(GnarkProof proof, PublicInputs inputs) {
        int count = inputs.values().size();
        byte[] bytes = GnarkWriter.solidity(proof);
        return concat(
                selector("verifyProof(bytes,uint256[" + count + "])"),
                GnarkWriter.word(BigInteger.valueOf(32L * (1 + count))),
                GnarkWriter.words(inputs),
                GnarkWriter.word(BigInteger.valueOf(bytes.length)),
                bytes);
    }

    private static byte[] selector(String signature) {
        return Arrays.copyOf(Keccak.keccak256(signature.getBytes(StandardCharsets.US_ASCII)), 4);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private byte[] flat(String signature) {
        return concat(selector(signature), GnarkWriter.solidity(proof), GnarkWriter.words(inputs));
    }

    @Test
    void acceptsEachKnownFunction() {
        for (byte[] call : List.of(
                flat(GNARK),
                flat("Verify(uint256[8],uint256[2])"),
                flat("verifyProof(uint256[2],uint256[2][2],uint256[2],uint256[2])"),
                dynamic(proof, inputs))) {
            assertEquals(
                    inputs.toBigIntegers(),
                    value(GnarkVerifier.verifyCalldata(key, call, HASH)).publicInputs());
        }
    }

    @Test
    void acceptsCallsWithCommitments() {
        Trapdoor committing = Trapdoor.create(2, List.of(List.of(1)), random);
        VerifiedGnarkKey other = value(VerifiedGnarkKey.load(GnarkWriter.key(committing.key(), Form.RAW)));
        GnarkProof made = committing.open(inputs, HASH, random).proof();
        value(GnarkVerifier.verifyCalldata(other, dynamic(made, inputs), HASH));
        assertReason(Reason.COMMITMENT_COUNT_MISMATCH, GnarkVerifier.verifyCalldata(other, flat(GNARK), HASH));
    }

    @Test
    void rejectsOtherFunctions() {
        assertReason(Reason.SELECTOR_MISMATCH, verify(flat("verifyProof(uint256[8],uint256[3])")));
        assertReason(Reason.SELECTOR_MISMATCH, verify(flat("compressProof(uint256[8])")));
        assertReason(Reason.MALFORMED, verify(new byte[3]));
    }

    @Test
    void rejectsOtherLengths() {
        for (byte[] call : List.of(flat(GNARK), dynamic(proof, inputs))) {
            assertReason(Reason.MALFORMED, verify(Arrays.copyOf(call, 4)));
            assertReason(Reason.MALFORMED, verify(Arrays.copyOf(call, call.length - 1)));
            assertReason(Reason.MALFORMED, verify(Arrays.copyOf(call, call.length + 1)));
            assertReason(Reason.MALFORMED, verify(Arrays.copyOf(call, call.length + 32)));
        }
    }

    /** A contract would follow the offset to wherever it points. */
    @Test
    void rejectsProofsElsewhere() {
        byte[] call = dynamic(proof, inputs);
        call[35] += 32;
        assertReason(Reason.MALFORMED, verify(call));
    }

    private dev.assay.verification.Verdict<VerifiedGnarkProof> verify(byte[] call) {
        return GnarkVerifier.verifyCalldata(key, call, HASH);
    }
}
