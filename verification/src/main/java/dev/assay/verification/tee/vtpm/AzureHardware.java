package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.snp.GenuineSnp;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpVerifier;
import dev.assay.verification.tee.snp.VerifiedSnp;
import java.time.Instant;
import java.util.SortedMap;

/** What vouches for the paravisor and its claims, verified up to the vendor's root. */
sealed interface AzureHardware permits AzureHardware.Snp, AzureTdx {

    String tee();

    /** @throws Rejection with every check of the policy that fails, or if there is no policy for this hardware */
    Appraised appraise(AzurePolicy policy);

    /** The same, accepted by the policy. */
    interface Appraised {

        boolean debug();

        /** The vendor's registers by name. */
        SortedMap<String, byte[]> measurements();
    }

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
        public Appraised appraise(AzurePolicy policy) {
            Verdict<VerifiedSnp> verdict = policy.snp()
                    .map(report::appraise)
                    .orElseThrow(() -> new Rejection(Reason.EVIDENCE_KIND_REFUSED, "no policy for AMD SEV-SNP"));
            VerifiedSnp verified = Verdicts.value(verdict);
            return new Appraised() {
                @Override
                public boolean debug() {
                    return verified.debug();
                }

                @Override
                public SortedMap<String, byte[]> measurements() {
                    return verified.measurements();
                }
            };
        }
    }
}
