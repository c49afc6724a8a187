package dev.assay.cli.verify;

import dev.assay.verification.Rejection;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.snp.SnpChain;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.x509.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A case of an endorsement key's certificate alone. Its issuers are those of AMD's that lie near it and have the names that
 * it says; the report, if the words name one, is the case's of that name.
 */
final class SnpCertificateCase {

    private static final Pattern REPORT = Pattern.compile("test-report ([0-9a-f]{8})");
    private static final Pattern ISSUER = Pattern.compile("CN=(SEV-(VLEK-)?([A-Za-z]+))");
    private static final int DEPTH = 3;

    private SnpCertificateCase() {}

    static CaseOutcome run(Case given) throws IOException {
        byte[] certificate = given.file("file");
        Path near = given.folder().resolve(given.text("file")).resolve("../..").normalize();
        Matcher issuer = ISSUER.matcher(issuer(certificate));
        boolean isNamed = issuer.find();
        SnpSigningKey key = isNamed && issuer.group(2) != null ? SnpSigningKey.VLEK : SnpSigningKey.VCEK;
        SnpEndorsements endorsements = SnpCases.endorse(
                key,
                certificate,
                isNamed ? find(near, issuer.group(1) + ".der") : new byte[0],
                isNamed ? find(near, "ark-" + issuer.group(3) + ".der") : new byte[0]);
        Matcher report = REPORT.matcher(given.text("expect"));
        return report.find()
                ? SnpCases.outcome(
                        given, find(near, "-" + report.group(1) + ".bin"), endorsements, TrustAnchors.amdSevSnp())
                : given.outcome(SnpChain.verify(endorsements, key, TrustAnchors.amdSevSnp(), given.time("time")));
    }

    private static String issuer(byte[] certificate) {
        try {
            return Certificate.parse(certificate).issuer();
        } catch (Rejection rejection) {
            return "";
        }
    }

    /** Empty where there is none: it will be missing. */
    private static byte[] find(Path near, String end) throws IOException {
        try (Stream<Path> files = Files.walk(near, DEPTH)) {
            Optional<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith(end))
                    .sorted()
                    .findFirst();
            return found.isPresent() ? Files.readAllBytes(found.get()) : new byte[0];
        }
    }
}
