package dev.assay.cli.verify;

import dev.assay.cli.Facts;
import dev.assay.verification.receipt.VerifiedReceipt;
import dev.assay.verification.statement.Receipt;

/** What a verified receipt says, for people and for JSON. */
public final class ReceiptFacts {

    private ReceiptFacts() {}

    public static Facts of(VerifiedReceipt verified) {
        Receipt receipt = verified.receipt();
        return new Facts()
                .with("request", receipt.requestId().hex())
                .with("workload", receipt.workload().hex())
                .with("inputSha256", receipt.inputDigest().hex())
                .with("outputSha256", receipt.outputDigest().hex())
                .with("succeeded", verified.succeeded())
                .with("cpuMicros", receipt.cpu().toNanos() / 1000)
                .with("memoryBytes", receipt.memoryBytes())
                .with("started", receipt.started())
                .with("finished", receipt.finished())
                .with("evidence", EvidenceFacts.of(verified.evidence()));
    }
}
