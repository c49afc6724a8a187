package dev.assay.cli.verify;

import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.cca.CcaEndorsement;
import dev.assay.verification.tee.cca.CcaEndorsements;
import dev.assay.verification.tee.cca.CcaPolicy;
import dev.assay.verification.tee.cca.CcaVerifier;
import dev.assay.verification.tee.cca.GenuineCca;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs cases of Arm CCA tokens. Every platform that a store of trust anchors ({@code ta*.json}, beside the token) endorses is
 * trusted.
 */
final class CcaCases {

    private CcaCases() {}

    static CaseOutcome run(Case given) throws IOException {
        List<CcaEndorsement> endorsed = endorsed(given.folder().resolve(given.text("file")));
        if (endorsed.isEmpty()) {
            return given.unsupported();
        }
        TrustAnchors anchors = TrustAnchors.pinned(
                endorsed.stream().map(CcaEndorsement::keyDigest).collect(Collectors.toSet()));
        Verdict<GenuineCca> genuine =
                CcaVerifier.verify(given.file("file"), CcaEndorsements.of(endorsed), anchors, given.time("time"));
        return genuine instanceof Verdict.Verified<GenuineCca>(GenuineCca token)
                ? given.outcome(token.appraise(policy()))
                : given.outcome(genuine);
    }

    private static List<CcaEndorsement> endorsed(Path token) throws IOException {
        List<CcaEndorsement> endorsed = new ArrayList<>();
        try (DirectoryStream<Path> stores = Files.newDirectoryStream(token.resolveSibling(""), "ta*.json")) {
            for (Path store : stores) {
                endorsed.addAll(read(store));
            }
        }
        return endorsed;
    }

    /** Nothing where a key is no point of its curve: some stores are there to be refused. */
    private static List<CcaEndorsement> read(Path store) throws IOException {
        try {
            return CcaEndorsements.parse(Files.readAllBytes(store)).endorsements();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** Tokens of others: any code and firmware, any challenge, but no debugging. */
    private static CcaPolicy policy() {
        return CcaPolicy.builder()
                .requireSecured()
                .anyMeasurement()
                .insecureAnyPlatformSoftware()
                .anyPersonalizationValue()
                .insecureAnyChallenge()
                .build();
    }
}
