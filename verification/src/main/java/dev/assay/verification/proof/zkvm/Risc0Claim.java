package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import java.util.List;

/**
 * What a RISC Zero receipt says of an execution ({@code risc0_zkvm::ReceiptClaim}); its {@link #digest} is what is proven.
 *
 * @param preState the system's state before: the image id of the program
 * @param postState the state after; {@link #HALTED_STATE} once a program has halted
 * @param systemExit {@link #HALTED}, 1 paused or 2 split by the host; the latter are no end of a program
 * @param userExit what the program returned, zero by convention where it succeeded
 * @param input unused by RISC Zero: zero
 * @param journal SHA-256 of the program's public output
 * @param assumptions digest of the claims on whose truth this one depends; zero where there are none
 */
public record Risc0Claim(
        Digest preState,
        Digest postState,
        int systemExit,
        int userExit,
        Digest input,
        Digest journal,
        Digest assumptions) {

    public static final int HALTED = 0;

    /** The state with program counter zero and an all-zero memory root, as circuits leave it after a halt. */
    public static final Digest HALTED_STATE = TaggedHash.struct("risc0.SystemState", List.of(TaggedHash.ZERO), 0);

    /** That a program halted with exit code zero and this output, whatever else is or is not true. */
    public static Risc0Claim succeeded(Digest imageId, byte[] journal) {
        return new Risc0Claim(
                imageId, HALTED_STATE, HALTED, 0, TaggedHash.ZERO, Digest.sha256(journal), TaggedHash.ZERO);
    }

    public Digest digest() {
        Digest output = TaggedHash.struct("risc0.Output", List.of(journal, assumptions));
        List<Digest> down = List.of(input, preState, postState, output);
        return TaggedHash.struct("risc0.ReceiptClaim", down, systemExit, userExit);
    }
}
