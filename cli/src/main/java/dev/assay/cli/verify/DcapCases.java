package dev.assay.cli.verify;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.dcap.DcapVerifier;
import dev.assay.verification.tee.dcap.GenuineQuote;
import dev.assay.verification.tee.dcap.VerifiedQuote;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Runs cases of Intel SGX and TDX quotes under a strict production policy, but for any code and report data. */
final class DcapCases {

    private static final DcapPolicy POLICY = DcapPolicy.strict()
            .anyMeasurement()
            .minEvaluation(0)
            .anyPlatform()
            .insecureAnyReportData()
            .build();

    private DcapCases() {}

    /** A quote with the collateral that the line names, file by file. */
    static CaseOutcome real(Case given) throws IOException {
        Optional<Case> paths = given.object("collateral");
        DcapEndorsements endorsements = paths.isPresent()
                ? DcapEndorsements.builder()
                        .tcbInfo(paths.get().file("tcb_info"))
                        .qeIdentity(paths.get().file("qe_identity"))
                        .issuerChain(paths.get().file("tcb_signing_chain"))
                        .rootCrl(paths.get().file("root_ca_crl"))
                        .pckCrl(paths.get().file("pck_crl"))
                        .build()
                : DcapEndorsements.builder().build();
        return given.outcome(appraised(
                DcapVerifier.verify(given.file("file"), endorsements, TrustAnchors.intelSgx(), given.time("time"))));
    }

    /** A folder with a quote and its collateral under names that never change, and a root of its own. */
    static CaseOutcome synthetic(Case given) throws IOException {
        DcapEndorsements endorsements = DcapEndorsements.builder()
                .tcbInfo(given.fileIn("file", "tcbinfo.json"))
                .qeIdentity(given.fileIn("file", "qeidentity.json"))
                .issuerChain(given.fileIn("file", "tcbsigning-chain.pem"))
                .rootCrl(given.fileIn("file", "rootcrl.der"))
                .pckCrl(given.fileIn("file", "pckcrl.der"))
                .build();
        TrustAnchors anchors = TrustAnchors.pinned(Set.of(Digest.sha256(given.file("trust_root"))));
        return given.outcome(appraised(
                DcapVerifier.verify(given.fileIn("file", "quote.bin"), endorsements, anchors, given.time("time"))));
    }

    private static Verdict<VerifiedQuote> appraised(Verdict<GenuineQuote> verdict) {
        return switch (verdict) {
            case Verdict.Verified<GenuineQuote>(GenuineQuote quote) -> quote.appraise(POLICY);
            case Verdict.Simulated<GenuineQuote>(GenuineQuote quote) -> quote.appraise(POLICY);
            case Verdict.Rejected<GenuineQuote> rejected -> new Verdict.Rejected<>(rejected.findings());
        };
    }
}
