package dev.assay.cli.verify;

import dev.assay.cli.Facts;
import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.cli.TrustOptions;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.receipt.Expectation;
import dev.assay.verification.receipt.ReceiptFile;
import dev.assay.verification.receipt.ReceiptVerifier;
import dev.assay.verification.receipt.VerifiedReceipt;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.tee.Freshness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a receipt that {@code assay run --receipt} wrote. */
@Command(
        name = "receipt",
        description = {
            "Checks a receipt that 'assay run --receipt OUT' wrote: the evidence in it, the key that the evidence attests,"
                    + " that key's signature, and the output.",
            "Evidence lives for hours: give the time of the run with --at to check an old receipt."
        },
        footer = {"", "Example: assay verify receipt receipt.json --policy policy.json --input prices.csv"})
public final class VerifyReceiptCommand implements Callable<Integer> {

    private static final int MAX_FILE_BYTES = 32 << 20;
    private static final int MAX_INPUT_BYTES = 64 << 20;

    @Parameters(paramLabel = "FILE", description = "The receipt file (JSON).")
    private Path file = Path.of("");

    @Option(names = "--request", paramLabel = "HEX", description = "The request that it must be for.")
    private @Nullable Digest request;

    @Option(names = "--workload", paramLabel = "HEX", description = "The workload that it must be for.")
    private @Nullable Digest workload;

    @Option(names = "--input", paramLabel = "FILE", description = "The input that it must be for.")
    private @Nullable Path input;

    @Option(names = "--nonce", paramLabel = "HEX", description = "The nonce that the evidence must carry (32 bytes).")
    private @Nullable Digest nonce;

    @Option(names = "--at", paramLabel = "INSTANT", description = "The time to verify at (default: now).")
    private Instant at = Instant.now();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        AppraisalPolicy policy = policy();
        Verdict<ReceiptFile> parsed = ReceiptFile.parse(InputFile.read(file, MAX_FILE_BYTES));
        if (!(parsed instanceof Verdict.Verified<ReceiptFile>(ReceiptFile receipt))) {
            return Report.print(output, parsed, (facts, ignored) -> facts);
        }
        Verdict<VerifiedReceipt> verdict = ReceiptVerifier.verify(
                receipt.receipt(),
                receipt.signature(),
                receipt.evidence(),
                expectation(receipt.receipt()),
                receipt.output(),
                trust.anchors(),
                policy,
                trust.domain(),
                at);
        return Report.print(output, verdict, this::describe);
    }

    private AppraisalPolicy policy() throws IOException {
        AppraisalPolicy policy = trust.policy();
        if (nonce != null) {
            return policy.withNonce(nonce);
        }
        if (policy.freshness() instanceof Freshness.NonceAwaited) {
            throw dev.assay.cli.CommandFailure.usage("the policy demands a nonce", "Give the request's: --nonce HEX");
        }
        return policy;
    }

    private Expectation expectation(Receipt receipt) throws IOException {
        return new Expectation(
                request == null ? receipt.requestId() : request,
                workload == null ? receipt.workload() : workload,
                input == null ? receipt.inputDigest() : Digest.sha256(InputFile.read(input, MAX_INPUT_BYTES)));
    }

    private Facts describe(Facts facts, VerifiedReceipt verified) {
        return facts.with("receipt", ReceiptFacts.of(verified))
                .with("requestCompared", request != null)
                .with("workloadCompared", workload != null)
                .with("inputCompared", input != null);
    }
}
