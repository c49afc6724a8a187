package dev.assay.verification.proof.zkvm;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.gnark.ZkVectors;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RISC Zero's test receipt of release 3.0, and each way to claim something else with it. */
class Risc0VerifierTest {

    private static final Digest OTHER = Digest.sha256(new byte[] {1});

    private Risc0Sample sample;
    private Risc0Claim claim;

    @BeforeEach
    void load() throws IOException {
        sample = Risc0Sample.load("risc0-receipt-v3_0");
        claim = Risc0Claim.succeeded(sample.imageId(), sample.journal());
    }

    @Test
    void acceptsClaimThatIsProven() {
        VerifiedRisc0Receipt receipt = value(sample.verify(claim));
        assertEquals(claim, receipt.claim());
        assertEquals(sample.parameters(), receipt.parameters());
    }

    /** The constant that RISC Zero's contracts hold. */
    @Test
    void stateAfterHaltIsThatOfTheContracts() {
        assertEquals("a3acc27117418996340b84e5a90f3ef4c49d22c79e44aad822ec9c313e1eb8e2", Risc0Claim.HALTED_STATE.hex());
    }

    @Test
    void rejectsProgramThatDidNotSucceed() {
        assertReason(Reason.EXIT_CODE_NOT_ZERO, sample.verify(ending(0, 1)));
        assertReason(Reason.EXIT_CODE_NOT_ZERO, sample.verify(ending(1, 0)));
        assertReason(Reason.EXIT_CODE_NOT_ZERO, sample.verify(ending(2, 0)));
        assertReason(Reason.EXIT_CODE_NOT_ZERO, sample.verify(ending(0, -1)));
    }

    private Risc0Claim ending(int systemExit, int userExit) {
        return new Risc0Claim(
                claim.preState(),
                claim.postState(),
                systemExit,
                userExit,
                claim.input(),
                claim.journal(),
                claim.assumptions());
    }

    @Test
    void rejectsClaimThatDependsOnOthers() {
        assertReason(
                Reason.CLAIM_CONDITIONAL,
                sample.verify(new Risc0Claim(
                        claim.preState(), claim.postState(), 0, 0, claim.input(), claim.journal(), OTHER)));
    }

    @Test
    void rejectsClaimThatCommitsToAnInput() {
        assertReason(
                Reason.CLAIM_INPUT_NOT_ZERO,
                sample.verify(new Risc0Claim(
                        claim.preState(), claim.postState(), 0, 0, OTHER, claim.journal(), claim.assumptions())));
    }

    @Test
    void rejectsOtherStates() {
        assertReason(
                Reason.PROOF_INVALID,
                sample.verify(new Risc0Claim(
                        OTHER, claim.postState(), 0, 0, claim.input(), claim.journal(), claim.assumptions())));
        assertReason(
                Reason.PROOF_INVALID,
                sample.verify(new Risc0Claim(
                        claim.preState(), OTHER, 0, 0, claim.input(), claim.journal(), claim.assumptions())));
    }

    /** With the selector of those parameters, so that only the proof can tell. */
    @Test
    void rejectsOtherControlRootsAndControlIds() {
        Risc0Parameters ours = sample.parameters();
        Digest otherId = Digest.of(Arrays.copyOf(new byte[] {1}, Digest.SIZE_BYTES));
        for (Risc0Parameters other : new Risc0Parameters[] {
            new Risc0Parameters(ours.key(), OTHER, ours.controlId()),
            new Risc0Parameters(ours.key(), ours.controlRoot(), otherId)
        }) {
            assertReason(Reason.SELECTOR_MISMATCH, sample.withParameters(other).verify());
            byte[] seal = sample.seal().clone();
            System.arraycopy(other.selector(), 0, seal, 0, 4);
            assertReason(
                    Reason.PROOF_INVALID,
                    sample.withParameters(other).withSeal(seal).verify());
        }
    }

    @Test
    void rejectsSealsOfOtherLengths() {
        for (int size : new int[] {0, 1, 3}) {
            assertReason(
                    Reason.MALFORMED,
                    sample.withSeal(Arrays.copyOf(sample.seal(), size)).verify());
        }
        for (int size : new int[] {4, 5, 36, 259, 261, 292, 1 << 20}) {
            assertReason(
                    Reason.MALFORMED,
                    sample.withSeal(Arrays.copyOf(sample.seal(), size)).verify());
        }
    }

    @Test
    void parametersOfNoReleaseAreRefused() throws IOException {
        VerifiedKey key = sample.parameters().key();
        Digest high = Digest.ofHex("ff".repeat(32));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Risc0Parameters(key, sample.parameters().controlRoot(), high));
        VerifiedKey sp1 = value(VerifiedKey.load(ZkVectors.file("sp1-v4-groth16/verification_key.json")));
        assertThrows(IllegalArgumentException.class, () -> new Risc0Parameters(sp1, OTHER, OTHER));
    }
}
