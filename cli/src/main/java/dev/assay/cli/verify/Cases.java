package dev.assay.cli.verify;

import dev.assay.verification.Digest;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.EvidenceVerifier;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Runs cases of the kinds that there are verifiers for. */
final class Cases {

    private final Path folder;
    private final Optional<Instant> at;

    /** Each at its own time. */
    Cases(Path folder) {
        this(folder, Optional.empty());
    }

    /** @param at for all of them, if it is given */
    Cases(Path folder, Optional<Instant> at) {
        this.folder = folder;
        this.at = at;
    }

    CaseOutcome run(String line) throws IOException {
        Case given = Case.parse(folder, line, at);
        return switch (given.text("kind")) {
            case "nitro" -> nitro(given, TrustAnchors.awsNitro());
            case "synthetic-nitro" ->
                nitro(given, TrustAnchors.pinned(Set.of(Digest.sha256(given.file("trust_root")))));
            case "cca" -> CcaCases.run(given);
            case "intel-quote" -> DcapCases.real(given);
            case "synthetic-dcap" -> DcapCases.synthetic(given);
            case "snp" -> SnpCases.report(given);
            case "snp-cert" -> SnpCases.certificate(given);
            case "synthetic-snp" -> SnpCases.folder(given);
            case "nvidia-spdm" -> NvidiaCases.spdm(given);
            case "nvidia-evidence-json" -> NvidiaCases.evidenceJson(given);
            case "nvidia-rim" -> NvidiaCases.rim(given);
            case "azure-vtpm" -> AzureCases.run(given);
            case "tpm-attestation" -> GcpCases.run(given);
            case "ccel" -> CcelCases.run(given);
            case "proof" -> ProofCases.run(given);
            default -> given.unsupported();
        };
    }

    private static CaseOutcome nitro(Case given, TrustAnchors anchors) throws IOException {
        return given.outcome(EvidenceVerifier.verify(
                given.file("file"), TrustStore.only(Authority.AWS_NITRO, anchors), policy(), given.time("time")));
    }

    /** Documents of others: any code, but no debug mode. */
    private static AppraisalPolicy policy() {
        return AppraisalPolicy.builder()
                .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
                .freshness(Freshness.keyBinding(Duration.ofHours(3)))
                .clockSkew(Duration.ofMinutes(1))
                .build();
    }
}
