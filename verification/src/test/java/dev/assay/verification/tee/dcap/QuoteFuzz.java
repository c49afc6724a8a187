package dev.assay.verification.tee.dcap;

import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.QuoteWriter;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Quotes of versions 3 to 5 under one simulated Intel: a quote that is accepted says what one of the seeds says. */
public final class QuoteFuzz implements FuzzTarget {

    private static final String ROOT = "root";
    private static final List<String> PARTS =
            List.of("tcb-info.json", "qe-identity.json", "issuer-chain.pem", "root-crl.der", "pck-crl.der");

    @Override
    public Map<String, byte[]> make() {
        Fake fake = new Fake();
        Map<String, byte[]> files = new HashMap<>();
        files.put(ROOT, fake.intel.rootDigest().bytes());
        collateral(files, Tee.SGX, fake.intel.endorsements(QuoteWriter.SGX));
        collateral(files, Tee.TDX, fake.intel.endorsements(QuoteWriter.TDX));
        files.put(SEED + "version-3", fake.enclave().quote());
        files.put(SEED + "version-4", fake.domain(4).quote());
        QuoteWriter padded = fake.domain(5);
        padded.padding = new byte[16];
        files.put(SEED + "version-5", padded.quote());
        QuoteWriter unchained = fake.enclave();
        unchained.certificationType = 2;
        unchained.certificationData = new byte[36];
        files.put(SEED + "without-chain", unchained.quote());
        return files;
    }

    private static void collateral(Map<String, byte[]> files, Tee tee, DcapEndorsements endorsements) {
        List<byte[]> parts = List.of(
                endorsements.tcbInfo(),
                endorsements.qeIdentity(),
                endorsements.tcbInfoIssuerChain(),
                endorsements.rootCrl(),
                endorsements.pckCrl());
        for (int i = 0; i < PARTS.size(); i++) {
            files.put(tee + "-" + PARTS.get(i), parts.get(i));
        }
    }

    @Override
    public Property over(Corpus files) {
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(Digest.of(files.given(ROOT))));
        Map<Tee, VerifiedCollateral> collateral = new HashMap<>();
        for (Tee tee : Tee.values()) {
            collateral.put(tee, simulated(VerifiedCollateral.verify(endorsements(files, tee), anchors, Fake.NOW)));
        }
        Set<List<Object>> statements = files.seeds().stream()
                .filter(seed -> verify(seed, collateral) instanceof Verdict.Simulated)
                .map(QuoteFuzz::statement)
                .collect(Collectors.toSet());
        assertTrue(statements.size() >= 3, "the seeds are quotes");
        return input -> {
            if (!(verify(input, collateral) instanceof Verdict.Rejected)) {
                assertTrue(statements.contains(statement(input)), "nothing that is signed is another");
            }
        };
    }

    private static DcapEndorsements endorsements(Corpus files, Tee tee) {
        List<byte[]> parts = new ArrayList<>();
        PARTS.forEach(part -> parts.add(files.given(tee + "-" + part)));
        return DcapEndorsements.builder()
                .tcbInfo(parts.get(0))
                .qeIdentity(parts.get(1))
                .issuerChain(parts.get(2))
                .rootCrl(parts.get(3))
                .pckCrl(parts.get(4))
                .build();
    }

    /** With the collateral of the quote's own TEE; what is no quote is refused with any. */
    private static Verdict<GenuineQuote> verify(byte[] input, Map<Tee, VerifiedCollateral> collateral) {
        Tee tee = DcapEvidence.parse(input) instanceof Verdict.Verified<DcapEvidence>(DcapEvidence quote)
                ? quote.tee()
                : Tee.SGX;
        return DcapVerifier.verify(input, Objects.requireNonNull(collateral.get(tee)), Fake.NOW);
    }

    /** White space in the PEM of the chain and zeros after the quote are not signed; nor is which (r, s) of two signs. */
    private static List<Object> statement(byte[] input) {
        DcapEvidence quote = verified(DcapEvidence.parse(input));
        return List.of(
                Digest.sha256(quote.signedBytes()),
                Digest.sha256(quote.signature().qeReport().bytes()),
                quote.signature().certification() instanceof CertificationData.Chain chain
                        ? IntelChain.pck(chain.pem()).certificates().stream()
                                .map(Certificate::digest)
                                .toList()
                        : List.of());
    }
}
