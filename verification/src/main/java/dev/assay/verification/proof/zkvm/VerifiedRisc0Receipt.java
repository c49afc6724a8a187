package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;

/** A claim of success that a RISC Zero seal was accepted for; only {@link Risc0Verifier} makes one. */
public final class VerifiedRisc0Receipt {

    private final Risc0Parameters parameters;
    private final Risc0Claim claim;

    VerifiedRisc0Receipt(Risc0Parameters parameters, Risc0Claim claim) {
        this.parameters = parameters;
        this.claim = claim;
    }

    public Risc0Parameters parameters() {
        return parameters;
    }

    public Risc0Claim claim() {
        return claim;
    }

    /** Of the program. */
    public Digest imageId() {
        return claim.preState();
    }

    /** SHA-256 of the journal. */
    public Digest journal() {
        return claim.journal();
    }
}
