package dev.assay.enclave.endorse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedGcpVtpm;
import dev.assay.simulator.VtpmCertificate;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.vtpm.AkEndorsements;
import dev.assay.verification.tee.vtpm.GcpVtpmVerifier;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a simulated virtual TPM's quote over the network to the verdict, and nowhere else. */
class AuthorityEndorserTest {

    private static final byte[] NONCE = {1, 2, 3};

    @TempDir
    Path cache;

    private Place place;
    private SimulatedGcpVtpm vtpm;
    private byte[] root = {};

    @BeforeEach
    void open() {
        place = new Place(cache);
        vtpm = SimulatedGcpVtpm.create(new SecureRandom(), Place.NOW);
    }

    @AfterEach
    void close() {
        place.close();
    }

    private static void publish(VtpmCertificate certificate, String issuer, String list) throws IOException {
        GeneralName at = new GeneralName(GeneralName.uniformResourceIdentifier, issuer);
        certificate.extension(
                Extension.authorityInfoAccess.getId(),
                new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, at).getEncoded());
        GeneralNames lists = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, list));
        DistributionPoint[] points = {new DistributionPoint(new DistributionPointName(lists), null, null)};
        certificate.extension(Extension.cRLDistributionPoints.getId(), new CRLDistPoint(points).getEncoded());
    }

    private byte[] published() throws IOException {
        publish(vtpm.leaf, "http://pki.goog/ca.crt", "http://pki.goog/ca.crl");
        publish(vtpm.intermediate, "http://pki.goog/root.crt", "https://PKI.goog:443/root.crl");
        root = vtpm.root.issue();
        place.vendor.give("/ca.crt", vtpm.intermediate.issue(vtpm.root));
        place.vendor.give("/root.crt", Pem.of(root));
        place.vendor.give("/ca.crl", list(vtpm.intermediate, BigInteger.TWO));
        place.vendor.give("/root.crl", list(vtpm.root, BigInteger.TWO));
        return vtpm.attest(NONCE);
    }

    private static byte[] list(VtpmCertificate by, BigInteger revoked) throws IOException {
        try {
            return new X509v2CRLBuilder(by.subject(), Date.from(Place.NOW))
                    .setNextUpdate(Date.from(Place.NOW.plus(Duration.ofDays(7))))
                    .addCRLEntry(revoked, Date.from(Place.NOW), 1)
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.keys.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private AkEndorsements collected(byte[] evidence) throws IOException {
        AuthoritySource hosts =
                new AuthoritySource(Map.of("pki.goog", place.vendor.address()), List.of(), Revocation.COLLECTED);
        Endorsed endorsed = place.endorse(place.sources().withAuthorities(hosts), new Unendorsed.GoogleVtpm(evidence));
        return assertInstanceOf(Endorsed.Google.class, endorsed).endorsements();
    }

    private Verdict<?> verdict(byte[] evidence) throws IOException {
        AkEndorsements endorsements = collected(evidence);
        return GcpVtpmVerifier.verify(
                evidence, endorsements, TrustAnchors.insecureSimulated(Set.of(Digest.sha256(root))), place.now);
    }

    @Test
    void climbsToTheRootAndCollectsTheListOfEveryAuthority() throws IOException {
        Verdict<?> verdict = verdict(published());
        assertInstanceOf(Verdict.Simulated.class, verdict, verdict::toString);
        assertEquals(4, place.vendor.asked.size());
    }

    @Test
    void aRevokedKeyReachesTheVerifier() throws IOException {
        byte[] evidence = published();
        place.vendor.give("/ca.crl", list(vtpm.intermediate, vtpm.leaf.serial));
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, verdict(evidence));
        assertEquals(Reason.CERTIFICATE_REVOKED, rejected.findings().getFirst().reason());
    }

    @Test
    void aCertificateInEvidenceDoesNotChooseWhoIsAsked() throws IOException {
        String port = ":" + place.vendor.address().getPort();
        for (String address : List.of(
                "http://169.254.169.254/latest/meta-data/iam",
                "http://127.0.0.1" + port + "/ca.crt",
                "http://localhost" + port + "/ca.crt",
                "http://pki.goog.evil.example/ca.crt",
                "http://evil.example/pki.goog/ca.crt",
                "http://pki.goog@127.0.0.1" + port + "/ca.crt",
                "http://user:word@pki.goog/ca.crt",
                "http://pki.goog" + port + "/ca.crt",
                "http://pki.goog\\@127.0.0.1/ca.crt",
                "file:///etc/passwd",
                "ldap://pki.goog/ca.crt",
                "jar:http://pki.goog/x.jar!/y",
                "//pki.goog/ca.crt",
                "pki.goog")) {
            SimulatedGcpVtpm fresh = SimulatedGcpVtpm.create(new SecureRandom(), Place.NOW);
            publish(fresh.leaf, address, address);
            IOException refused = assertThrows(IOException.class, () -> collected(fresh.attest(NONCE)), address);
            assertTrue(refused.toString().contains("no such host is allowed"), refused.toString());
        }
        assertEquals(List.of(), place.vendor.asked);
    }

    @Test
    void aFetchedCertificateDoesNotEither() throws IOException {
        byte[] evidence = published();
        VtpmCertificate sly = vtpm.intermediate;
        publish(sly, "http://169.254.169.254/root.crt", "http://pki.goog/root.crl");
        place.vendor.give("/ca.crt", sly.issue(vtpm.root));
        IOException refused = assertThrows(IOException.class, () -> collected(evidence));
        assertTrue(refused.toString().contains("169.254.169.254"), refused.toString());
    }

    @Test
    void aCertificateThatIsNotTheIssuersIsRefused() throws IOException {
        byte[] evidence = published();
        place.vendor.give("/ca.crt", root);
        IOException refused = assertThrows(IOException.class, () -> collected(evidence));
        assertTrue(refused.toString().contains("not the certificate of"), refused.toString());
    }

    @Test
    void aCertificateWithoutAddressesIsSaidToBeOne() {
        IOException refused = assertThrows(IOException.class, () -> collected(vtpm.attest(NONCE)));
        assertTrue(refused.toString().contains("do not say where"), refused.toString());
    }

    @Test
    void whatIsConfiguredIsNotAskedFor() throws IOException {
        byte[] evidence = vtpm.attest(NONCE);
        AuthoritySource known = new AuthoritySource(Map.of(), vtpm.authorities(), Revocation.INSECURE_OMITTED);
        Endorsed endorsed = place.endorse(place.sources().withAuthorities(known), new Unendorsed.GoogleVtpm(evidence));
        AkEndorsements endorsements =
                assertInstanceOf(Endorsed.Google.class, endorsed).endorsements();
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(vtpm.rootDigest()));
        Verdict<?> verdict = GcpVtpmVerifier.verify(evidence, endorsements, anchors, place.now);
        assertInstanceOf(Verdict.Simulated.class, verdict, verdict::toString);
    }
}
