package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A proof with the public values of its program, as {@code SP1ProofWithPublicValues::save} of sp1-sdk 4 to 6 writes it in
 * bincode, with or without the last field, which proofs from the prover network lack. Only its shape is known: {@link
 * Sp1Verifier} checks the rest. The public inputs in it are read over and never believed.
 *
 * @param wrapper the proof system
 * @param proof what {@code SP1ProofWithPublicValues::bytes} makes of it
 * @param verifierHash what the prover says that it proved for
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sp1ProofFile(Wrapper wrapper, byte[] proof, Digest verifierHash, byte[] publicValues) {

    /** Public values of a megabyte, and what a proof takes. */
    public static final int MAX_SIZE_BYTES = 2 << 20;

    /** What an SP1 proof is wrapped in for cheap verification. */
    public enum Wrapper {
        PLONK,
        GROTH16
    }

    private static final List<String> VARIANTS = List.of("Core", "Compressed", "Plonk", "Groth16");
    private static final int SELECTOR_BYTES = 4;

    /** How many public inputs there are, before and since release 6. */
    private static final List<Integer> PUBLIC_INPUTS = List.of(2, 5);

    /** Reads a file of either count of public inputs, which it does not say: of the other it is malformed. */
    public static Verdict<Sp1ProofFile> parse(byte[] file) {
        if (file.length > MAX_SIZE_BYTES) {
            return new Verdict.Rejected<>(Reason.TOO_LARGE, file.length + " bytes; the limit is " + MAX_SIZE_BYTES);
        }
        List<Sp1ProofFile> read = new ArrayList<>();
        List<Rejection> refused = new ArrayList<>();
        for (int publicInputs : PUBLIC_INPUTS) {
            try {
                read.add(read(new Bincode(file), publicInputs));
            } catch (Rejection rejection) {
                refused.add(rejection);
            }
        }
        return switch (read.size()) {
            case 0 -> worst(refused).verdict();
            case 1 -> new Verdict.Verified<>(read.getFirst());
            default -> new Verdict.Rejected<>(Reason.FORMAT_AMBIGUOUS, "two and five public inputs can both be read");
        };
    }

    private static Rejection worst(List<Rejection> refused) {
        return refused.stream()
                .filter(rejection -> rejection.reason() != Reason.MALFORMED)
                .findFirst()
                .orElse(refused.getLast());
    }

    private static Sp1ProofFile read(Bincode in, int publicInputs) {
        Wrapper wrapper = wrapper(VARIANTS.get(in.variant(VARIANTS.size(), "proof")));
        for (int i = 0; i < publicInputs; i++) {
            in.byteList("public input " + i);
        }
        byte[] encoded = hex(in.ascii("encoded proof"));
        in.byteList("raw proof");
        Digest verifierHash = in.digest("verifier hash");
        byte[] publicValues = in.byteList("public values");
        in.byteList("version");
        if (in.remaining() > 0 && in.isPresent("TEE proof")) {
            throw new Rejection(Reason.PROOF_SYSTEM_UNSUPPORTED, "a proof with one of a TEE, which is not verified");
        }
        in.end();
        ByteArrayOutputStream proof = new ByteArrayOutputStream();
        proof.writeBytes(Arrays.copyOf(verifierHash.bytes(), SELECTOR_BYTES));
        proof.writeBytes(encoded);
        return new Sp1ProofFile(wrapper, proof.toByteArray(), verifierHash, publicValues);
    }

    private static Wrapper wrapper(String variant) {
        return switch (variant) {
            case "Plonk" -> Wrapper.PLONK;
            case "Groth16" -> Wrapper.GROTH16;
            default ->
                throw new Rejection(
                        Reason.PROOF_SYSTEM_UNSUPPORTED,
                        "a " + variant + " proof: only those wrapped in Groth16 or PLONK are verified");
        };
    }

    private static byte[] hex(String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new Rejection(Reason.MALFORMED, "the encoded proof is not hexadecimal");
        }
    }
}
