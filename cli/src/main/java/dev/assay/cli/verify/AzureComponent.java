package dev.assay.cli.verify;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.snp.SnpChain;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.tee.tpm.QuotedPcrs;
import dev.assay.verification.tee.tpm.TpmHash;
import dev.assay.verification.tee.tpm.TpmQuote;
import dev.assay.verification.tee.tpm.TpmSignature;
import dev.assay.verification.tee.vtpm.HclClaims;
import dev.assay.verification.tee.vtpm.HclReport;
import dev.assay.verification.x509.Pem;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.RsaKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A piece of evidence: a report, a quote, a signature, certificates, claims or a key. Whatever can be checked of it alone,
 * or together with the piece beside it that belongs to it, is; then it is a {@code component}, which is less than evidence.
 */
final class AzureComponent {

    private static final int RSA_2048_BYTES = 256;

    /** Of a TD quote of version 4 (Intel TDX DCAP quoting library API, appendix A.3). */
    private static final int REPORT_DATA = 48 + 520;

    private static final int REPORT_DATA_BYTES = 64;

    private AzureComponent() {}

    static CaseOutcome run(Case given, AzureFile file) throws IOException {
        try {
            check(given, file);
            return given.component();
        } catch (Rejection rejection) {
            return given.outcome(rejection.verdict());
        }
    }

    private static void check(Case given, AzureFile file) throws IOException {
        if (file.startsWith("HCLA")) {
            value(HclReport.parse(file.bytes()));
        } else if (file.startsWith("{")) {
            HclClaims.parse(file.bytes());
        } else if (file.startsWith("-----BEGIN CERTIFICATE")) {
            checkChain(given, file.bytes());
        } else if (file.startsWith("-----BEGIN PUBLIC KEY")) {
            key(file.bytes());
        } else if (file.startsWith("\u00ffTCG")) {
            checkMessage(file);
        } else if (file.isNamed(".sig")) {
            checkSignature(file);
        } else if (file.isNamed("td-quote.bin")) {
            checkTdQuote(file);
        } else {
            checkQuote(file);
        }
    }

    /** Its report data is the hash of the claims in the report beside it; its signature is another kind's case. */
    private static void checkTdQuote(AzureFile file) throws IOException {
        byte[] report = file.sibling("td-quote.bin", "hcl-report.bin")
                .orElseThrow(() -> new Rejection(Reason.ENDORSEMENT_MISSING, "no report beside the quote"));
        byte[] expected = Arrays.copyOf(
                TpmHash.SHA256.digest(value(HclReport.parse(report)).claimsJson()), REPORT_DATA_BYTES);
        byte[] quote = file.bytes();
        int end = REPORT_DATA + REPORT_DATA_BYTES;
        if (quote.length < end || !Arrays.equals(quote, REPORT_DATA, end, expected, 0, REPORT_DATA_BYTES)) {
            throw new Rejection(Reason.HCL_QUOTE_MISMATCH, "the quote's report data is not of the report beside it");
        }
    }

    /** A VCEK and its issuers, up to a root of AMD's. */
    private static void checkChain(Case given, byte[] pem) {
        List<byte[]> chain = Pem.decode(pem, "CERTIFICATE", 3);
        if (chain.size() != 3) {
            throw new Rejection(Reason.CERTIFICATE_CHAIN_LENGTH, chain.size() + " certificates, not 3");
        }
        SnpEndorsements endorsements = SnpEndorsements.vcek(chain.get(0), chain.get(1), chain.get(2));
        value(SnpChain.verify(endorsements, SnpSigningKey.VCEK, TrustAnchors.amdSevSnp(), given.time("time")));
    }

    private static PublicKey key(byte[] pem) {
        byte[] der = Pem.decode(pem, "PUBLIC KEY", 1).getFirst();
        try {
            RSAPublicKey numbers =
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            return new PublicKey.Rsa(RsaKey.of(numbers.getModulus(), numbers.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new Rejection(Reason.MALFORMED, "not an RSA key");
        }
    }

    /** By the key that lies beside it, in a report or alone: if neither is of the quote, nobody vouches for it. */
    private static void checkQuote(AzureFile file) throws IOException {
        LegacyQuote quote = LegacyQuote.parse(file.bytes());
        Optional<byte[]> report = file.sibling("quote.bin", "hcl-report.bin");
        Optional<byte[]> key = file.sibling("quote.bin", "akpub.pem");
        if (report.isPresent()) {
            PublicKey named = value(HclReport.parse(report.get())).claims().attestationKey();
            QuotedPcrs.verify(named, quote.quote(), quote.signature(), quote.bank());
        } else if (key.isPresent()) {
            QuotedPcrs.verify(key(key.get()), quote.quote(), quote.signature(), quote.bank());
        } else {
            throw new Rejection(Reason.ENDORSEMENT_MISSING, "no key for the quote beside it");
        }
    }

    /** The signer's key was not kept, so the signature beside it is looked at, and no more. */
    private static void checkMessage(AzureFile file) throws IOException {
        TpmQuote.parse(file.bytes());
        file.sibling(".msg", ".sig").ifPresent(AzureComponent::checkLength);
    }

    private static void checkSignature(AzureFile file) throws IOException {
        checkLength(file.bytes());
        file.sibling(".sig", ".msg").ifPresent(TpmQuote::parse);
    }

    /** The virtual TPM's key has 2048 bits. */
    private static void checkLength(byte[] signature) {
        if (signature.length != RSA_2048_BYTES) {
            throw new Rejection(Reason.EVIDENCE_SIGNATURE, "a signature of " + signature.length + " bytes");
        }
        TpmSignature.rsassaSha256(signature);
    }

    private static <T> T value(Verdict<T> verdict) {
        if (verdict instanceof Verdict.Verified<T>(T value)) {
            return value;
        }
        Verdict.Rejected<T> rejected = (Verdict.Rejected<T>) verdict;
        throw new Rejection(rejected.reason(), rejected.detail());
    }
}
