package dev.assay.cli.verify;

import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.cli.TrustOptions;
import dev.assay.verification.Digest;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.EvidenceVerifier;
import dev.assay.verification.tee.Freshness;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks TEE evidence. */
@Command(
        name = "evidence",
        description =
                "Checks an AWS Nitro attestation document: the chain to AWS's root, the signature, and the policy.",
        footer = {"", "Example: assay verify evidence doc.cose --policy policy.json --at 2026-11-22T12:00:00Z"})
public final class VerifyEvidenceCommand implements Callable<Integer> {

    private static final int MAX_BYTES = 1 << 20;

    @Parameters(paramLabel = "FILE", description = "The document, as the enclave gave it (COSE_Sign1).")
    private Path file = Path.of("");

    @Option(names = "--nonce", paramLabel = "HEX", description = "The nonce that the document must carry (32 bytes).")
    private @Nullable Digest nonce;

    @Option(names = "--at", paramLabel = "INSTANT", description = "The time to verify at (default: now).")
    private Instant at = Instant.now();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        return Report.print(
                output,
                EvidenceVerifier.verify(InputFile.read(file, MAX_BYTES), trust.anchors(), policy(), at),
                (facts, evidence) -> facts.with("evidence", EvidenceFacts.of(evidence)));
    }

    private AppraisalPolicy policy() throws java.io.IOException {
        AppraisalPolicy policy = trust.policy();
        if (nonce != null) {
            return policy.withNonce(nonce);
        }
        if (policy.freshness() instanceof Freshness.NonceAwaited) {
            throw dev.assay.cli.CommandFailure.usage(
                    "the policy demands a nonce", "Give the one that you asked for: --nonce HEX");
        }
        return policy;
    }
}
