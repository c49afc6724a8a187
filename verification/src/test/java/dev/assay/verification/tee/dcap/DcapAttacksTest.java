package dev.assay.verification.tee.dcap;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.dcap.Fake.NOW;
import static dev.assay.verification.tee.dcap.Fake.filled;
import static dev.assay.verification.tee.dcap.Fake.reasons;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.IntelCertificate;
import dev.assay.simulator.QuoteWriter;
import dev.assay.verification.Reason;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;

/** What others were broken by, tried here. */
class DcapAttacksTest {

    private final Fake fake = new Fake();

    /** CVE-2026-22696: the QE identity was fetched, and neither its signature nor the QE report compared with it. */
    @Test
    void aForgedQeIdentityDoesNotHelpAForgedQuotingEnclave() {
        fake.intel.collateral.qeIdentitySigner = IntelCertificate.newKeys(new SecureRandom());
        fake.intel.collateral.editQeIdentity = text -> text.replace("8C".repeat(32), "EE".repeat(32));
        QuoteWriter quote = fake.enclave();
        QuoteWriter.put(quote.qeReport, 128, filled(32, 0xEE));
        assertEquals(Set.of(Reason.QE_IDENTITY_SIGNATURE), reasons(fake.verify(quote)));
    }

    /** dcap-qvl 138: a TDX module of another version was compared with nothing. */
    @Test
    void anOutdatedTdxModuleDoesNotHideBehindAnUpToDatePlatform() {
        QuoteWriter quote = fake.domain(4);
        quote.body[0] = 4;
        assertEquals(
                Set.of(Reason.TCB_STATUS_NOT_ACCEPTED, Reason.TCB_ADVISORY_NOT_ALLOWED),
                reasons(fake.appraise(quote, Fake.POLICY)));
    }

    /** dcap-qvl 164: a level with fewer components was compared as far as it went. */
    @Test
    void aLevelWithFewerComponentsIsNoLevel() {
        fake.intel.platform.components[15] = 0;
        fake.intel.collateral.editTcbInfo = text -> text.replace(",{\"svn\":5}],\"pcesvn\"", "],\"pcesvn\"");
        assertEquals(Set.of(Reason.TCB_INFO_MALFORMED), reasons(fake.verifyEnclave()));
    }

    /** dcap-qvl 157: what followed the JSON was ignored. */
    @Test
    void nothingMayFollowASignedText() {
        byte[] right = fake.intel.collateral.tcbInfo(QuoteWriter.SGX, NOW);
        byte[] longer = Arrays.copyOf(right, right.length + 2);
        Arrays.fill(longer, right.length, longer.length, (byte) '}');
        DcapEndorsements endorsements =
                fake.intel.endorsing(QuoteWriter.SGX).tcbInfo(longer).build();
        assertEquals(Set.of(Reason.TCB_INFO_MALFORMED), reasons(fake.verify(fake.enclave(), endorsements)));
    }

    /** Automata's audit: an empty revocation list skipped the check, and expired or unrelated ones passed it. */
    @Test
    void noListAnOldListAndAnotherAuthoritysListAreNoCleanBill() {
        fake.intel.platformCa.revoked.add(fake.intel.pck.serial);
        Fake other = new Fake();
        QuoteWriter quote = fake.enclave();
        DcapEndorsements.Builder none = fake.intel.endorsing(QuoteWriter.SGX).pckCrl(new byte[0]);
        assertEquals(Set.of(Reason.ENDORSEMENT_MISSING), reasons(fake.verify(quote, none.build())));
        fake.intel.platformCa.revoked.clear();
        byte[] old = fake.intel.platformCa.crl(NOW.minus(Duration.ofDays(31)));
        DcapEndorsements.Builder past = fake.intel.endorsing(QuoteWriter.SGX).pckCrl(old);
        assertEquals(Set.of(Reason.CRL_NOT_CURRENT), reasons(fake.verify(quote, past.build())));
        DcapEndorsements.Builder namesake =
                fake.intel.endorsing(QuoteWriter.SGX).pckCrl(other.intel.platformCa.crl(NOW));
        assertEquals(Set.of(Reason.CRL_SIGNATURE), reasons(fake.verify(quote, namesake.build())));
    }

    /** Automata's audit: the root's list was asked about the wrong certificate. */
    @Test
    void theRootsListIsAskedAboutThePlatformCa() {
        fake.intel.root.revoked.add(fake.intel.platformCa.serial);
        assertEquals(Set.of(Reason.CERTIFICATE_REVOKED), reasons(fake.verifyEnclave()));
    }

    /** go-sev-guest 185, aleph-vm 1033: a root was believed for its name, because it came with the evidence. */
    @Test
    void aSelfMadePkiWithTheRightNamesIsNoIntel() {
        Fake forged = new Fake();
        TrustAnchors anchors = fake.anchors();
        QuoteWriter quote = forged.enclave();
        assertEquals(
                Set.of(Reason.ROOT_UNTRUSTED),
                reasons(DcapVerifier.verify(quote.quote(), forged.intel.endorsements(quote.tee), anchors, NOW)));
    }

    /** dcap-qvl, libsignal: any certificate under the root could sign TCB info, so a leaked PCK could, too. */
    @Test
    void aLeakedPckCannotSignTcbInfoForItself() {
        fake.intel.collateral.tcbInfoSigner = fake.intel.pck.keys;
        fake.intel.pck.sgxExtension = fake.intel.platform.der();
        DcapEndorsements byPck = fake.intel
                .endorsing(QuoteWriter.SGX)
                .tcbInfoIssuerChain(IntelCertificate.pem(fake.intel.pck, fake.intel.platformCa, fake.intel.root))
                .build();
        assertEquals(Set.of(Reason.CERTIFICATE_CHAIN_LENGTH), reasons(fake.verify(fake.enclave(), byPck)));
    }

    /** TEE.fail, Wiretap: keys leak one machine at a time; such a machine can be named, whatever its TCB. */
    @Test
    void aMachineWhoseKeyLeakedCanBeDenied() {
        PlatformId leaked = new PlatformId(PlatformId.Kind.PPID, "51".repeat(16));
        DcapPolicy policy = Fake.policy().denyPlatforms(List.of(leaked)).build();
        assertEquals(Set.of(Reason.PLATFORM_NOT_ALLOWED), reasons(fake.appraise(fake.enclave(), policy)));
    }

    /** Taiko: enclaves of a signer were accepted, and the signer's key was public. */
    @Test
    void aSignerWhoseKeyLeakedCanBeDeniedAndIsNoMeasurement() {
        DcapPolicy policy = Fake.policy().denySigner(filled(32, 2)).build();
        assertEquals(Set.of(Reason.SIGNER_DENIED), reasons(fake.appraise(fake.enclave(), policy)));
        assertThrows(
                IllegalArgumentException.class,
                () -> DcapPolicy.strict().measurement(Map.of("mrsigner", filled(32, 2))));
    }

    /** bitrouter 567: the one register that was compared is written by the guest itself. */
    @Test
    void aPolicyCannotRestOnRegistersThatTheGuestWrites() {
        assertThrows(
                IllegalArgumentException.class, () -> DcapPolicy.strict().measurement(Map.of("rtmr3", filled(48, 1))));
    }

    /** tinfoil-python: the debug bit was among those that were masked away. */
    @Test
    void noPolicyButOneThatSaysSoAcceptsDebugDomains() {
        QuoteWriter quote = fake.domain(4);
        quote.body[120] |= 1;
        assertEquals(Set.of(Reason.EVIDENCE_DEBUG), reasons(fake.appraise(quote, Fake.POLICY)));
    }

    /** dcap-qvl: the check of bound service domains was lost for a while. */
    @Test
    void aDomainWithAServiceDomainBoundIsRefused() {
        QuoteWriter quote = fake.domain(5);
        quote.body[600] = 1;
        assertEquals(Set.of(Reason.TD_SERVICE_TD), reasons(fake.appraise(quote, Fake.POLICY)));
    }

    /** CVE-2022-21449: r = s = 0 was everybody's signature. */
    @Test
    void signaturesOfZeroAreNobodys() {
        byte[] quote = fake.enclave().quote();
        Arrays.fill(quote, 436, 436 + 64, (byte) 0);
        Arrays.fill(quote, 436 + 128 + 384, 436 + 128 + 384 + 64, (byte) 0);
        assertEquals(
                Set.of(Reason.EVIDENCE_SIGNATURE, Reason.QE_REPORT_SIGNATURE),
                reasons(DcapVerifier.verify(quote, fake.intel.endorsements(QuoteWriter.SGX), fake.anchors(), NOW)));
    }

    /** base/nitro-validator 35: a second signature of one certificate made a second entry in the cache of those verified. */
    @Test
    void aCertificateUnderItsOtherSignatureIsVerifiedAgain() throws Exception {
        GenuineQuote first = simulated(fake.verifyEnclave());
        QuoteWriter quote = fake.enclave();
        quote.certificationData = chainWith(otherSignature(fake.intel.pck.der()));
        GenuineQuote second = simulated(DcapVerifier.verify(quote.quote(), first.collateral(), NOW));
        assertEquals(first.platform(), second.platform());
        fake.intel.platformCa.revoked.add(fake.intel.pck.serial);
        rejected(Reason.CERTIFICATE_REVOKED, fake.verify(quote));
        quote.certificationData = chainWith(broken(fake.intel.pck.der()));
        assertTrue(reasons(DcapVerifier.verify(quote.quote(), first.collateral(), NOW))
                .contains(Reason.CERTIFICATE_SIGNATURE));
    }

    private byte[] chainWith(byte[] pck) {
        String leaf = "-----BEGIN CERTIFICATE-----\n" + Base64.getEncoder().encodeToString(pck)
                + "\n-----END CERTIFICATE-----\n";
        byte[] rest = IntelCertificate.pem(fake.intel.platformCa, fake.intel.root);
        return (leaf + new String(rest, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
    }

    /** (r, n - s) for (r, s). */
    private static byte[] otherSignature(byte[] der) throws Exception {
        BigInteger order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        ASN1Sequence certificate = ASN1Sequence.getInstance(der);
        ASN1Sequence rs = ASN1Sequence.getInstance(
                DERBitString.getInstance(certificate.getObjectAt(2)).getOctets());
        BigInteger s = ASN1Integer.getInstance(rs.getObjectAt(1)).getValue();
        DERSequence other = new DERSequence(
                new org.bouncycastle.asn1.ASN1Encodable[] {rs.getObjectAt(0), new ASN1Integer(order.subtract(s))});
        byte[] twin = new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                    certificate.getObjectAt(0), certificate.getObjectAt(1), new DERBitString(other.getEncoded())
                })
                .getEncoded();
        assertEquals(Certificate.parse(der).serial(), Certificate.parse(twin).serial());
        return twin;
    }

    private static byte[] broken(byte[] der) {
        byte[] broken = der.clone();
        broken[broken.length - 1] ^= 1;
        return broken;
    }
}
