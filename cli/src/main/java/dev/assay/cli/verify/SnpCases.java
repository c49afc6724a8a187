package dev.assay.cli.verify;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.snp.GenuineSnp;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpReport;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.tee.snp.SnpVerifier;
import dev.assay.verification.tee.snp.VerifiedSnp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Runs cases of AMD SEV-SNP reports. What a case's words leave to the policy, or to a revocation list that they name, is
 * decided by those words: see {@link SnpCasePolicy}.
 */
final class SnpCases {

    /** "reject with crl-ask-revoked.der; valid with crl-empty.der": each must hold. */
    private static final Pattern CLAUSE = Pattern.compile("(reject|valid) with (crl-[a-z0-9-]+\\.der)");

    private static final byte[] ABSENT = new byte[0];

    private SnpCases() {}

    /** A report, and the certificates that the line names, if it does. */
    static CaseOutcome report(Case given) throws IOException {
        byte[] report = given.file("file");
        SnpEndorsements endorsements = endorse(
                signingKey(report),
                certificate(given, "ek"),
                certificate(given, "intermediate"),
                certificate(given, "root"));
        byte[] list = certificate(given, "crl");
        return onlyIfMissing(
                given, outcome(given, report, endorsements.withRevocationList(list), TrustAnchors.amdSevSnp()));
    }

    private static byte[] certificate(Case given, String name) throws IOException {
        Optional<String> path = given.optionalText("certs", name);
        return path.isPresent() ? Files.readAllBytes(given.folder().resolve(path.get())) : ABSENT;
    }

    /** Where the words say that the endorsements must be reported as missing, no other rejection is right. */
    private static CaseOutcome onlyIfMissing(Case given, CaseOutcome outcome) {
        boolean isOther = given.text("expect").contains("must be reported as missing")
                && !outcome.reason().equals(Reason.ENDORSEMENT_MISSING.name());
        return isOther ? unknown(outcome) : outcome;
    }

    /** A certificate alone, for the report of the case that its words name, if they do. */
    static CaseOutcome certificate(Case given) throws IOException {
        return SnpCertificateCase.run(given);
    }

    /** A folder with report and endorsement key; what several share lies beside the root. */
    static CaseOutcome folder(Case given) throws IOException {
        Path root = given.folder().resolve(given.text("trust_root"));
        SnpCaseFolder folder =
                new SnpCaseFolder(given.folder().resolve(given.text("file")), root.resolveSibling(""), root);
        TrustAnchors anchors = TrustAnchors.pinned(Set.of(Digest.sha256(Files.readAllBytes(root))));
        List<MatchResult> clauses =
                CLAUSE.matcher(given.text("expect")).results().toList();
        return clauses.isEmpty()
                ? outcome(given, folder.report(), folder.endorsements("crl-empty.der"), anchors)
                : clauses(given, folder, anchors, clauses);
    }

    /** The first clause's outcome, if every clause holds. */
    private static CaseOutcome clauses(
            Case given, SnpCaseFolder folder, TrustAnchors anchors, List<MatchResult> clauses) throws IOException {
        List<CaseOutcome> outcomes = new ArrayList<>();
        for (MatchResult clause : clauses) {
            CaseOutcome outcome = outcome(given, folder.report(), folder.endorsements(clause.group(2)), anchors);
            String said = clause.group(1).equals("valid") ? CaseOutcome.ACCEPT : CaseOutcome.REJECT;
            outcomes.add(outcome.verdict().equals(said) ? outcome : unknown(outcome));
        }
        return outcomes.stream()
                .filter(outcome -> outcome.expected().equals(CaseOutcome.UNKNOWN))
                .findFirst()
                .orElse(outcomes.getFirst());
    }

    static SnpSigningKey signingKey(byte[] report) {
        return SnpReport.parse(report) instanceof Verdict.Verified<SnpReport>(SnpReport parsed)
                ? parsed.signingKey()
                : SnpSigningKey.VCEK;
    }

    static SnpEndorsements endorse(SnpSigningKey key, byte[] ek, byte[] intermediate, byte[] root) {
        return switch (key) {
            case VCEK -> SnpEndorsements.vcek(ek, intermediate, root);
            case VLEK -> SnpEndorsements.vlek(ek, intermediate, root);
        };
    }

    static CaseOutcome outcome(Case given, byte[] report, SnpEndorsements endorsements, TrustAnchors anchors) {
        Verdict<GenuineSnp> genuine = SnpVerifier.verify(report, endorsements, anchors, given.time("time"));
        if (genuine instanceof Verdict.Verified<GenuineSnp>(GenuineSnp signed)) {
            Verdict<VerifiedSnp> appraised = signed.appraise(SnpCasePolicy.of(given, endorsements));
            return given.outcome(appraised);
        }
        return given.outcome(genuine);
    }

    /** Never ok. */
    private static CaseOutcome unknown(CaseOutcome outcome) {
        return new CaseOutcome(outcome.id(), outcome.verdict(), outcome.reason(), CaseOutcome.UNKNOWN);
    }
}
