package dev.assay.verification.receipt;

import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.statement.Receipt;

/** A receipt that passed every check of {@link ReceiptVerifier}, with the evidence and the output that it is about. */
public final class VerifiedReceipt {

    private final Receipt receipt;
    private final VerifiedEvidence evidence;
    private final byte[] output;

    VerifiedReceipt(Receipt receipt, VerifiedEvidence evidence, byte[] output) {
        this.receipt = receipt;
        this.evidence = evidence;
        this.output = output.clone();
    }

    public Receipt receipt() {
        return receipt;
    }

    public VerifiedEvidence evidence() {
        return evidence;
    }

    /** Empty unless the program succeeded. */
    public byte[] output() {
        return output.clone();
    }

    public boolean succeeded() {
        return receipt.status() == Receipt.SUCCEEDED;
    }
}
