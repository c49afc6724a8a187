package dev.assay.verification.tee.dcap;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.dcap.Fake.NOW;
import static dev.assay.verification.tee.dcap.Fake.reasons;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.IntelCertificate;
import dev.assay.simulator.QuoteWriter;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

class DcapChainTest {

    private final Fake fake = new Fake();

    private void enclaveRefused(Reason reason) {
        Verdict<GenuineQuote> verdict = fake.verifyEnclave();
        assertTrue(reasons(verdict).contains(reason), verdict::toString);
    }

    @Test
    void anAcceptedQuoteSaysWhatItsPlatformIs() {
        GenuineQuote quote = simulated(fake.verifyEnclave());
        assertEquals(
                new Platform("00806f050000", "51".repeat(16), fake.intel.pck.serial.toString(16)), quote.platform());
    }

    @Test
    void acceptsTheProcessorCa() {
        fake.intel.platformCa.commonName = "Intel SGX PCK Processor CA";
        simulated(fake.verifyEnclave());
    }

    @Test
    void rejectsCertificatesOfAnotherNameThanTheirRole() {
        fake.intel.pck.commonName = "Intel SGX PCK Certificate 2";
        enclaveRefused(Reason.CERTIFICATE_NAME);
    }

    @Test
    void rejectsPlatformCasWhoseNameOnlyContainsTheRole() {
        fake.intel.platformCa.commonName = "The Intel SGX PCK Platform CA";
        enclaveRefused(Reason.CERTIFICATE_NAME);
    }

    @Test
    void rejectsRootsOfAnotherName() {
        fake.intel.root.commonName = "Intel SGX Root CA of Mallory";
        enclaveRefused(Reason.CERTIFICATE_NAME);
    }

    @Test
    void rejectsTcbInfoSignedByAnyOtherCertificateUnderTheRoot() {
        fake.intel.tcbSigner.commonName = "Intel SGX PCK Certificate";
        assertEquals(Set.of(Reason.CERTIFICATE_NAME), reasons(fake.verifyEnclave()));
    }

    @Test
    void rejectsTcbInfoSignedByAPlatformsPck() {
        fake.intel.collateral.tcbInfoSigner = fake.intel.pck.keys;
        QuoteWriter quote = fake.enclave();
        DcapEndorsements byPck = fake.intel
                .endorsing(QuoteWriter.SGX)
                .tcbInfoIssuerChain(IntelCertificate.pem(fake.intel.pck, fake.intel.platformCa))
                .build();
        assertTrue(reasons(fake.verify(quote, byPck)).contains(Reason.CERTIFICATE_NAME));
    }

    @Test
    void rejectsEveryCertificateOutOfItsTime() {
        for (int i = 0; i < 4; i++) {
            for (boolean late : new boolean[] {true, false}) {
                Fake other = new Fake();
                IntelCertificate one = new IntelCertificate[] {
                            other.intel.root, other.intel.platformCa, other.intel.pck, other.intel.tcbSigner
                        }
                        [i];
                if (late) {
                    one.notBefore = NOW.plusSeconds(1);
                } else {
                    one.notAfter = NOW.minusSeconds(1);
                }
                Reason reason = late ? Reason.CERTIFICATE_NOT_YET_VALID : Reason.CERTIFICATE_EXPIRED;
                assertTrue(reasons(other.verifyEnclave()).contains(reason), one.commonName);
            }
        }
    }

    @Test
    void acceptsBothEndsOfAValidity() {
        fake.intel.pck.notBefore = NOW;
        fake.intel.platformCa.notAfter = NOW;
        simulated(fake.verifyEnclave());
    }

    @Test
    void rejectsAuthoritiesThatMayNotSignCertificates() {
        fake.intel.platformCa.usage = KeyUsage.cRLSign;
        enclaveRefused(Reason.CERTIFICATE_ROLE);
    }

    @Test
    void rejectsPlatformCasWithoutTheCaFlag() {
        fake.intel.platformCa.constraints = new BasicConstraints(false);
        enclaveRefused(Reason.CERTIFICATE_ROLE);
    }

    @Test
    void rejectsPckCertificatesThatAreAuthorities() {
        fake.intel.pck.constraints = new BasicConstraints(true);
        enclaveRefused(Reason.CERTIFICATE_ROLE);
    }

    @Test
    void rejectsPathsLongerThanAllowed() {
        fake.intel.root.constraints = new BasicConstraints(0);
        enclaveRefused(Reason.CERTIFICATE_PATH_LENGTH);
    }

    @Test
    void rejectsCertificatesSignedByAnotherKey() {
        fake.intel.platformCa.der();
        fake.intel.platformCa.keys = IntelCertificate.newKeys(new SecureRandom());
        enclaveRefused(Reason.CERTIFICATE_SIGNATURE);
    }

    @Test
    void rejectsCertificatesOfAnotherIssuer() {
        fake.intel.platformCa.der();
        fake.intel.platformCa.organisation = "OU=SIMULATED,O=Mallory";
        enclaveRefused(Reason.CERTIFICATE_ISSUER);
    }

    @Test
    void rejectsChainsThatAreLongerOrShorter() {
        QuoteWriter quote = fake.enclave();
        quote.certificationData = IntelCertificate.pem(fake.intel.pck, fake.intel.root);
        rejected(Reason.CERTIFICATE_CHAIN_LENGTH, fake.verify(quote));
        quote.certificationData =
                IntelCertificate.pem(fake.intel.pck, fake.intel.platformCa, fake.intel.root, fake.intel.root);
        rejected(Reason.CERTIFICATE_CHAIN_LENGTH, fake.verify(quote));
    }

    @Test
    void rejectsPckCertificatesWithoutIntelsExtension() {
        QuoteWriter quote = fake.enclave();
        IntelCertificate bare = new Fake().intel.pck;
        bare.issuer = fake.intel.platformCa;
        bare.sgxExtension = null;
        quote.certificationData = IntelCertificate.pem(bare, fake.intel.platformCa, fake.intel.root);
        assertEquals(Set.of(Reason.PCK_EXTENSION_INVALID), reasons(fake.verify(quote)));
    }

    @Test
    void rejectsExtensionsThatAreNotWhatTheProfileSays() {
        fake.intel.platform.ppid = new byte[15];
        enclaveRefused(Reason.PCK_EXTENSION_INVALID);
        Fake other = new Fake();
        other.intel.platform.components[3] = 256;
        assertTrue(reasons(other.verifyEnclave()).contains(Reason.PCK_EXTENSION_INVALID));
    }

    @Test
    void rejectsQeReportsSignedByAnotherPck() {
        QuoteWriter quote = fake.enclave();
        quote.qeSigner = new Fake().intel.pck.keys;
        assertEquals(Set.of(Reason.QE_REPORT_SIGNATURE), reasons(fake.verify(quote)));
    }

    @Test
    void rejectsQeReportsThatBindAnotherKeyOrMore() {
        QuoteWriter unbound = fake.enclave();
        unbound.bindsKey = false;
        assertEquals(Set.of(Reason.QE_REPORT_DATA), reasons(fake.verify(unbound)));
        QuoteWriter more = fake.enclave();
        more.qeReport[320 + 63] = 1;
        assertEquals(Set.of(Reason.QE_REPORT_DATA), reasons(fake.verify(more)));
    }

    @Test
    void reportsEveryIndependentFault() {
        QuoteWriter quote = fake.enclave();
        quote.quoteSigner = IntelCertificate.newKeys(new SecureRandom());
        quote.qeSigner = quote.quoteSigner;
        quote.bindsKey = false;
        assertEquals(
                Set.of(
                        Reason.EVIDENCE_SIGNATURE,
                        Reason.QE_REPORT_DATA,
                        Reason.QE_REPORT_SIGNATURE,
                        Reason.ENDORSEMENT_MISSING),
                reasons(fake.verify(quote, DcapEndorsements.builder().build())));
    }

    @Test
    void rejectsRevokedPckCertificates() {
        fake.intel.platformCa.revoked.add(fake.intel.pck.serial);
        assertEquals(Set.of(Reason.CERTIFICATE_REVOKED), reasons(fake.verifyEnclave()));
    }

    @Test
    void rejectsRevokedPlatformCas() {
        fake.intel.root.revoked.add(fake.intel.platformCa.serial);
        assertEquals(Set.of(Reason.CERTIFICATE_REVOKED), reasons(fake.verifyEnclave()));
    }

    @Test
    void rejectsRevokedTcbSigners() {
        fake.intel.root.revoked.add(fake.intel.tcbSigner.serial);
        assertEquals(Set.of(Reason.CERTIFICATE_REVOKED), reasons(fake.verifyEnclave()));
    }

    @Test
    void aPckCertificateOnTheRootsListOrACaOnItsOwnIsNotRevokedByIt() {
        fake.intel.root.revoked.add(fake.intel.pck.serial);
        fake.intel.platformCa.revoked.add(fake.intel.platformCa.serial);
        simulated(fake.verifyEnclave());
    }

    @Test
    void rejectsListsOfAnotherAuthority() {
        DcapEndorsements swapped = fake.intel
                .endorsing(QuoteWriter.SGX)
                .pckCrl(fake.intel.root.crl(NOW))
                .build();
        assertEquals(Set.of(Reason.CRL_ISSUER), reasons(fake.verify(fake.enclave(), swapped)));
    }

    @Test
    void rejectsListsThatAreOutOfDateOrFromTheFuture() {
        for (IntelCertificate authority : new IntelCertificate[] {fake.intel.root, fake.intel.platformCa}) {
            for (Instant made : new Instant[] {
                NOW.plusSeconds(1), NOW.minus(Duration.ofDays(30)).minusSeconds(1)
            }) {
                DcapEndorsements.Builder endorsements = fake.intel.endorsing(QuoteWriter.SGX);
                if (authority == fake.intel.root) {
                    endorsements.rootCrl(authority.crl(made));
                } else {
                    endorsements.pckCrl(authority.crl(made));
                }
                assertEquals(
                        Set.of(Reason.CRL_NOT_CURRENT), reasons(fake.verify(fake.enclave(), endorsements.build())));
            }
        }
    }

    @Test
    void rejectsListsThatAreNoLists() {
        DcapEndorsements none = fake.intel
                .endorsing(QuoteWriter.SGX)
                .rootCrl(new byte[] {1})
                .pckCrl(new byte[] {0x30, 0})
                .build();
        assertEquals(Set.of(Reason.CRL_MALFORMED), reasons(fake.verify(fake.enclave(), none)));
    }

    @Test
    void rejectsRootsThatAreNotPinnedWhateverTheirNames() {
        TrustAnchors others = TrustAnchors.insecureSimulated(Set.of(new Fake().intel.rootDigest()));
        byte[] quote = fake.enclave().quote();
        DcapEndorsements endorsements = fake.intel.endorsements(QuoteWriter.SGX);
        assertEquals(Set.of(Reason.ROOT_UNTRUSTED), reasons(DcapVerifier.verify(quote, endorsements, others, NOW)));
    }

    @Test
    void rejectsCollateralOfAnotherRootThanTheQuotes() {
        Fake other = new Fake();
        TrustAnchors both = TrustAnchors.insecureSimulated(Set.of(fake.intel.rootDigest(), other.intel.rootDigest()));
        assertTrue(reasons(DcapVerifier.verify(
                        fake.enclave().quote(), other.intel.endorsements(QuoteWriter.SGX), both, NOW))
                .contains(Reason.COLLATERAL_ROOT_MISMATCH));
    }
}
