package dev.assay.verification.proof.zkvm;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.proof.gnark.CommittingKey;
import org.junit.jupiter.api.Test;

/** A key whose commitments SP1's proofs have no place for. */
class Sp1KeyTest {

    @Test
    void refusesKeysWithCommitments() {
        byte[] file = CommittingKey.withInputs(4);
        assertReason(Reason.COMMITMENT_UNSUPPORTED, Sp1Parameters.since6(file, Digest.sha256(file)));
    }
}
