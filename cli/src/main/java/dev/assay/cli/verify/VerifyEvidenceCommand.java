package dev.assay.cli.verify;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.ExitStatus;
import dev.assay.cli.Facts;
import dev.assay.cli.Output;
import dev.assay.cli.TrustOptions;
import dev.assay.verification.Digest;
import dev.assay.verification.Finding;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.Attested;
import dev.assay.verification.evidence.EvidenceBundle;
import dev.assay.verification.evidence.EvidenceVerifier;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustStore;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks TEE evidence. */
@Command(
        name = "evidence",
        description = {
            "Checks evidence of a TEE, of any kind: up to the vendor's root, by what the vendor publishes, against the policy.",
            "It prints each check, what the TEE says of itself, and what the policy said. Nothing is fetched: a bundle has"
                    + " all that it needs."
        },
        footer = {
            "",
            "Example: assay verify evidence enclave.bundle --policy policy.json --at 2026-11-22T12:00:00Z",
            "Or:      assay verify evidence quote.bin --kind intel-tdx --collateral collateral.json --any-measurement \\",
            "             --report-data HEX"
        })
public final class VerifyEvidenceCommand implements Callable<Integer> {

    @Mixin
    private EvidenceFile file = new EvidenceFile();

    @Option(names = "--nonce", paramLabel = "HEX", description = "The nonce that the evidence must carry (32 bytes).")
    private @Nullable Digest nonce;

    @Option(
            names = "--report-data",
            paramLabel = "HEX",
            description = "The report data that the evidence must carry (64 bytes), in a protocol that is not Assay's.")
    private @Nullable String reportData;

    @Option(names = "--at", paramLabel = "INSTANT", description = "The time to verify at (default: now).")
    private Instant at = Instant.now();

    @Mixin
    private EarFile ear = new EarFile();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        ear.check();
        AppraisalPolicy policy = policy();
        TrustStore store = trust.anchors();
        Verdict<EvidenceBundle> read = file.read();
        if (!(read instanceof Verdict.Verified<EvidenceBundle>(EvidenceBundle bundle))) {
            return Report.print(output, read, (facts, ignored) -> facts);
        }
        Verdict<VerifiedEvidence> verdict = EvidenceVerifier.verify(bundle, store, policy, at);
        ear.write(bundle.kind(), verdict, policy, at);
        return switch (verdict) {
            case Verdict.Verified<VerifiedEvidence>(VerifiedEvidence evidence) ->
                accepted(new Facts().with("verdict", "verified"), evidence, policy);
            case Verdict.Simulated<VerifiedEvidence>(VerifiedEvidence evidence) ->
                accepted(
                        new Facts()
                                .with("verdict", "simulated")
                                .with("warning", "a simulated TEE: no hardware stands behind this"),
                        evidence,
                        policy);
            case Verdict.Rejected<VerifiedEvidence>(List<Finding> findings) -> rejected(bundle, store, findings);
        };
    }

    private int accepted(Facts facts, VerifiedEvidence evidence, AppraisalPolicy policy) {
        boolean namesCode = policy.namesCode(evidence.bundle().kind());
        output.print(facts.with("checks", EvidenceChecks.passed(evidence, namesCode))
                .with("evidence", EvidenceFacts.of(evidence)));
        return ExitStatus.DONE.code();
    }

    /** With what genuine evidence says, which helps to write the policy that accepts it. */
    private int rejected(EvidenceBundle bundle, TrustStore store, List<Finding> findings) {
        Optional<Attested> attested = genuine(bundle, store);
        Finding first = findings.getFirst();
        Facts facts = new Facts()
                .with("verdict", "rejected")
                .with("reason", first.reason().name())
                .with("detail", first.detail())
                .with("meaning", first.reason().explanation())
                .with("kind", bundle.kind().label())
                .with("checks", EvidenceChecks.failed(findings, attested.isPresent()));
        attested.ifPresent(said -> facts.with("evidenceThatWasNotAccepted", EvidenceFacts.of(said)));
        output.print(facts);
        return ExitStatus.REJECTED.code();
    }

    private Optional<Attested> genuine(EvidenceBundle bundle, TrustStore store) {
        return switch (EvidenceVerifier.inspect(bundle, store, at)) {
            case Verdict.Verified<Attested>(Attested said) -> Optional.of(said);
            case Verdict.Simulated<Attested>(Attested said) -> Optional.of(said);
            case Verdict.Rejected<Attested> rejected -> Optional.empty();
        };
    }

    private AppraisalPolicy policy() throws IOException {
        AppraisalPolicy policy = trust.policy();
        if (nonce != null && reportData != null) {
            throw CommandFailure.usage(
                    "--nonce and --report-data", "Give one of them: the nonce is a kind of report data.");
        }
        if (nonce != null) {
            return policy.withNonce(nonce);
        }
        if (reportData != null) {
            return policy.withReportData(bytes(reportData));
        }
        if (policy.freshness() instanceof Freshness.NonceAwaited) {
            throw CommandFailure.usage("the policy demands a nonce", "Give the one that you asked for: --nonce HEX");
        }
        return policy;
    }

    private static byte[] bytes(String hex) {
        if (!hex.matches("[0-9a-fA-F]{128}")) {
            throw CommandFailure.usage("--report-data is not 128 hexadecimal digits", "It has 64 bytes.");
        }
        return HexFormat.of().parseHex(hex);
    }
}
