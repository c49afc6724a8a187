package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.sign.Keccak;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A call to a Groth16 verifier contract (Solidity ABI, "Function Selector and Argument Encoding"). With N public inputs
 * these functions are known:
 *
 * <ul>
 *   <li>{@code verifyProof(uint256[8],uint256[N])} of gnark up to 0.14, and {@code Verify(uint256[8],uint256[N])} of SP1 4
 *       and 5;
 *   <li>{@code verifyProof(bytes,uint256[N])} of gnark after 0.14, also with commitments;
 *   <li>{@code verifyProof(uint256[2],uint256[2][2],uint256[2],uint256[N])} of snarkjs, where B is written likewise.
 * </ul>
 *
 * @param proof what {@code Proof.MarshalSolidity} writes
 * @param inputs words
 */
@SuppressWarnings("ArrayRecordComponent")
public record Calldata(byte[] proof, byte[] inputs) {

    private static final int SELECTOR_BYTES = 4;

    private static final String SNARKJS = "verifyProof(uint256[2],uint256[2][2],uint256[2],uint256[%d])";

    private static final List<String> FLAT =
            List.of("verifyProof(uint256[8],uint256[%d])", "Verify(uint256[8],uint256[%d])", SNARKJS);

    private static final String DYNAMIC = "verifyProof(bytes,uint256[%d])";

    /** @throws Rejection unless it is a call of one of those functions and nothing else */
    static Calldata read(byte[] calldata, int publicInputs) {
        Words in = new Words(calldata);
        byte[] selector = in.take(SELECTOR_BYTES, "selector");
        Calldata call;
        if (FLAT.stream().anyMatch(signature -> isSelector(selector, signature, publicInputs))) {
            byte[] proof = in.take(Words.GROTH16_PROOF_BYTES, "proof");
            call = new Calldata(proof, in.take(publicInputs * Words.WORD_BYTES, "inputs"));
        } else if (isSelector(selector, DYNAMIC, publicInputs)) {
            call = readDynamic(in, publicInputs);
        } else {
            throw new Rejection(Reason.SELECTOR_MISMATCH, "no known function with " + publicInputs + " public inputs");
        }
        in.end();
        return call;
    }

    /** How many words the offset and the length of the bytes add to a call of the dynamic function. */
    private static final int DYNAMIC_WORDS = 2;

    /**
     * The same where the number of public inputs follows from the size, in a call whose proof has no commitments.
     *
     * @param words how many there are behind a proof of eight words
     * @throws Rejection unless it is a call of one of those functions and nothing else
     */
    public static Calldata readAny(byte[] calldata, int words) {
        byte[] selector = Arrays.copyOf(calldata, SELECTOR_BYTES);
        boolean dynamic = words >= DYNAMIC_WORDS && isSelector(selector, DYNAMIC, words - DYNAMIC_WORDS);
        return read(calldata, dynamic ? words - DYNAMIC_WORDS : words);
    }

    /** What a call of snarkjs' contract begins with. */
    public static byte[] snarkjsSelector(int publicInputs) {
        return selector(SNARKJS, publicInputs);
    }

    private static boolean isSelector(byte[] selector, String signature, int publicInputs) {
        return Arrays.equals(selector, selector(signature, publicInputs));
    }

    private static byte[] selector(String signature, int publicInputs) {
        byte[] hash = Keccak.keccak256(signature.formatted(publicInputs).getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(hash, SELECTOR_BYTES);
    }

    /** Decoders follow any offset and ignore what is between: here the bytes come right after the fixed part. */
    private static Calldata readDynamic(Words in, int publicInputs) {
        int headBytes = (1 + publicInputs) * Words.WORD_BYTES;
        if (!in.word("offset").equals(BigInteger.valueOf(headBytes))) {
            throw new Rejection(Reason.MALFORMED, "the proof is not where the canonical encoding has it");
        }
        byte[] inputs = in.take(publicInputs * Words.WORD_BYTES, "inputs");
        BigInteger length = in.word("length");
        if (!length.equals(BigInteger.valueOf(in.remaining()))) {
            throw new Rejection(Reason.MALFORMED, "the proof does not fill the calldata");
        }
        return new Calldata(in.take(in.remaining(), "proof"), inputs);
    }
}
