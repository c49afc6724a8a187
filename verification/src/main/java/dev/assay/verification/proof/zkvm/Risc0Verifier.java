package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Proof;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.gnark.Words;
import java.io.ByteArrayOutputStream;

/** Verifies RISC Zero's receipts of executions, wrapped in Groth16 and encoded as for Ethereum. */
public final class Risc0Verifier {

    private Risc0Verifier() {}

    /**
     * Decides whether a program ran to its end with exit code zero, unconditionally, and wrote this journal: {@link
     * #verify(Risc0Parameters, byte[], Risc0Claim)} of {@link Risc0Claim#succeeded}.
     *
     * @param seal what {@code risc0_ethereum_contracts::encode_seal} makes: a selector of 4 bytes and 8 words
     * @param imageId of the program
     * @param journal the program's whole public output
     */
    public static Verdict<VerifiedRisc0Receipt> verify(
            Risc0Parameters parameters, byte[] seal, Digest imageId, byte[] journal) {
        return verify(parameters, seal, Risc0Claim.succeeded(imageId, journal));
    }

    /**
     * The same of a whole receipt, of which the seal and the journal are taken: it names the parameters as its verifier's,
     * and the seal has eight words without a selector.
     */
    public static Verdict<VerifiedRisc0Receipt> verify(
            Risc0Parameters parameters, Risc0Receipt receipt, Digest imageId) {
        if (!receipt.verifierParameters().equals(parameters.digest())) {
            return new Verdict.Rejected<>(
                    Reason.SELECTOR_MISMATCH,
                    "the receipt is for the verifier " + receipt.verifierParameters() + ", not " + parameters.digest());
        }
        ByteArrayOutputStream seal = new ByteArrayOutputStream();
        seal.writeBytes(parameters.selector());
        seal.writeBytes(receipt.seal());
        return verify(parameters, seal.toByteArray(), imageId, receipt.journal());
    }

    /**
     * Decides whether a claim is one of success and is proven:
     *
     * <ol>
     *   <li>the seal's selector is that of the parameters;
     *   <li>eight words follow, each below q, and nothing else;
     *   <li>the claim is of a program that halted with exit code zero;
     *   <li>it depends on no other claim, and commits to no input;
     *   <li>{@link Groth16Verifier#verify} from the fourth check on, for the public inputs control root, claim digest and
     *       control id.
     * </ol>
     *
     * <p>A receipt says nothing of when, how often or for whom the program ran, and its points can be changed by anybody:
     * bind the request into the journal.
     */
    public static Verdict<VerifiedRisc0Receipt> verify(Risc0Parameters parameters, byte[] seal, Risc0Claim claim) {
        try {
            Groth16Proof proof = readSeal(parameters, seal);
            checkExit(claim);
            checkUnconditional(claim);
            PublicInputs inputs = new PublicInputs(parameters.inputs(claim.digest()));
            Groth16Verifier.examine(parameters.key(), proof, inputs);
            return new Verdict.Verified<>(new VerifiedRisc0Receipt(parameters, claim));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static Groth16Proof readSeal(Risc0Parameters parameters, byte[] seal) {
        Words in = new Words(seal);
        Selector.check(in, parameters.selector());
        Groth16Proof proof = in.groth16Proof();
        in.end();
        return proof;
    }

    private static void checkExit(Risc0Claim claim) {
        if (claim.systemExit() != Risc0Claim.HALTED || claim.userExit() != 0) {
            throw new Rejection(
                    Reason.EXIT_CODE_NOT_ZERO,
                    "exit code (" + claim.systemExit() + ", " + claim.userExit() + "), not (halted, 0)");
        }
    }

    private static void checkUnconditional(Risc0Claim claim) {
        if (!claim.assumptions().equals(TaggedHash.ZERO)) {
            throw new Rejection(Reason.CLAIM_CONDITIONAL, "assumptions " + claim.assumptions());
        }
        if (!claim.input().equals(TaggedHash.ZERO)) {
            throw new Rejection(Reason.CLAIM_INPUT_NOT_ZERO, "input " + claim.input());
        }
    }
}
