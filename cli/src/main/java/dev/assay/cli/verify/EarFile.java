package dev.assay.cli.verify;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.InputFile;
import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.ear.Appraisal;
import dev.assay.verification.ear.AttestationResult;
import dev.assay.verification.ear.EarSigner;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.EvidenceKind;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.x509.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Writes the verdict as an attestation result that others can read (EAR), if the user asks for one. */
final class EarFile {

    private static final String DEVELOPER = "tag:assay.dev,2026:verifier";
    private static final int MAX_KEY_BYTES = 16 << 10;

    @Option(
            names = "--ear",
            paramLabel = "OUT",
            description = "Write the result as an EAR (draft-ietf-rats-ear): a JWT, or a CWT where OUT ends in .cwt.")
    private @Nullable Path out;

    @Option(
            names = "--ear-key",
            paramLabel = "FILE",
            description = "Signs the EAR: a private key of P-256 or P-384 in PEM (PKCS #8), such as 'openssl genpkey"
                    + " -algorithm EC -pkeyopt ec_paramgen_curve:P-256' makes.")
    private @Nullable Path key;

    /** @throws CommandFailure if one of the two options is there without the other */
    void check() {
        if ((out == null) != (key == null)) {
            throw CommandFailure.usage("--ear and --ear-key go together", "Give both, or none.");
        }
    }

    void write(EvidenceKind kind, Verdict<VerifiedEvidence> verdict, AppraisalPolicy policy, Instant at)
            throws IOException {
        if (out == null || key == null) {
            return;
        }
        TreeMap<String, Appraisal> submods = new TreeMap<>();
        submods.put(kind.label(), Appraisal.of(verdict, policy));
        AttestationResult result =
                new AttestationResult(at, Optional.empty(), DEVELOPER, build(), submods, nonce(policy));
        EarSigner signer = EarSigner.of(privateKey(key));
        Files.write(
                out,
                out.toString().endsWith(".cwt")
                        ? signer.cwt(result)
                        : signer.jwt(result).getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<byte[]> nonce(AppraisalPolicy policy) {
        return policy.freshness() instanceof Freshness.Nonce(Digest value)
                ? Optional.of(value.bytes())
                : Optional.empty();
    }

    private static String build() {
        String version = EarFile.class.getPackage().getImplementationVersion();
        return "assay " + (version == null ? "development" : version);
    }

    private static ECPrivateKey privateKey(Path file) throws IOException {
        try {
            byte[] der = Pem.decode(InputFile.read(file, MAX_KEY_BYTES), "PRIVATE KEY", 1)
                    .getFirst();
            return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (Rejection | GeneralSecurityException e) {
            throw CommandFailure.usage(
                    file + " is no private key of an elliptic curve in PKCS #8 PEM",
                    "Make one: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out " + file);
        }
    }
}
