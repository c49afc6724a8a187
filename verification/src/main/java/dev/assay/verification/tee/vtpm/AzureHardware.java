package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.VerifiedTee;
import dev.assay.verification.tee.snp.GenuineSnp;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpVerifier;
import java.time.Instant;

/** What vouches for the paravisor and its claims, verified up to the vendor's root. */
sealed interface AzureHardware permits AzureHardware.Snp, AzureTdx {

    String tee();

    /** @throws Rejection with every check of the policy that fails, or if there is no policy for this hardware */
    VerifiedTee appraise(AzurePolicy policy);

    /** @throws Rejection if the hardware's part is not genuine, or the endorsements are for another kind */
    static AzureHardware verify(
            AzureEvidence evidence, AzureEndorsements endorsements, AzureAnchors anchors, Instant now) {
        return switch (endorsements) {
            case AzureEndorsements.Snp snp
            when evidence.report().kind() == HclReport.Kind.SNP -> Snp.verify(evidence, snp, anchors, now);
            case AzureEndorsements.Tdx tdx
            when evidence.report().kind() == HclReport.Kind.TDX -> AzureTdx.verify(evidence, tdx, anchors, now);
            default ->
                throw new Rejection(
                        Reason.ENDORSEMENT_MISSING,
                        "no endorsements for a report of " + evidence.report().kind());
        };
    }

    /** A report of AMD SEV-SNP from VMPL 0. */
    record Snp(GenuineSnp report) implements AzureHardware {

        static Snp verify(AzureEvidence evidence, AzureEndorsements.Snp given, AzureAnchors anchors, Instant now) {
            SnpEndorsements chain = SnpEndorsements.vcek(evidence.hardware(), given.intermediate(), given.root())
                    .withRevocationList(given.revocationList());
            GenuineSnp report = Verdicts.value(
                    SnpVerifier.verify(evidence.report().hardwareReport(), chain, anchors.hardware(), now));
            if (report.report().vmpl() != 0) {
                throw new Rejection(
                        Reason.HCL_VMPL, "a report of VMPL " + report.report().vmpl());
            }
            return new Snp(report);
        }

        @Override
        public String tee() {
            return "azure-snp-vtpm";
        }

        @Override
        public VerifiedTee appraise(AzurePolicy policy) {
            return Verdicts.value(policy.snp()
                    .map(report::appraise)
                    .orElseThrow(() -> new Rejection(Reason.EVIDENCE_KIND_REFUSED, "no policy for AMD SEV-SNP")));
        }
    }
}
