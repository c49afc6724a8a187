package dev.assay.cli.verify;

import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.vtpm.AkEndorsements;
import dev.assay.verification.tee.vtpm.GcpVtpmVerifier;
import dev.assay.verification.tee.vtpm.GenuineVtpm;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import dev.assay.verification.x509.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Runs cases of attestations of Google Cloud's virtual TPMs: any code, any nonce, but an event log that replays. */
final class GcpCases {

    private static final VtpmPolicy POLICY = VtpmPolicy.builder()
            .anyPcrs()
            .insecureAnyNonce()
            .anySecureBoot()
            .waiveKeyRevocationLists()
            .requireEventLog()
            .anyInstance()
            .build();

    private static final int MAX_AUTHORITIES = 16;

    private GcpCases() {}

    static CaseOutcome run(Case given) throws IOException {
        Verdict<GenuineVtpm> genuine = GcpVtpmVerifier.verify(
                given.file("file"),
                AkEndorsements.insecureWithoutRevocation(authorities()),
                TrustAnchors.googleVtpm(),
                given.time("time"));
        return genuine instanceof Verdict.Verified<GenuineVtpm>(GenuineVtpm vtpm)
                ? given.outcome(vtpm.appraise(POLICY))
                : given.outcome(genuine);
    }

    /** What Google publishes at pki.goog/cloud_integrity and in go-tpm-tools: roots and intermediates. */
    private static List<byte[]> authorities() throws IOException {
        try (InputStream pem = GcpCases.class.getResourceAsStream("google-vtpm-authorities.pem")) {
            return Pem.decode(Objects.requireNonNull(pem).readAllBytes(), "CERTIFICATE", MAX_AUTHORITIES);
        }
    }
}
