package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.snp.FaultySnp.FROM;
import static dev.assay.verification.tee.snp.FaultySnp.NOW;
import static dev.assay.verification.tee.snp.FaultySnp.UNTIL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.AmdCertificate;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

class SnpChainTest {

    private static final int CA_USAGE = KeyUsage.keyCertSign;

    @Test
    void acceptsBothKindsOfKeyOfEveryProduct() {
        for (SnpProduct product : SnpProduct.values()) {
            for (SnpSigningKey key : SnpSigningKey.values()) {
                SnpChain chain = new FaultySnp(product, key).genuine().chain();
                assertEquals(product, chain.product());
                assertEquals(key, chain.signingKey());
                assertEquals(new SnpTcb(product == SnpProduct.TURIN ? 2 : 0, 4, 1, 24, 0xDB), chain.tcb());
                assertEquals(
                        key == SnpSigningKey.VLEK ? Optional.of("CN=cloud.example") : Optional.empty(), chain.cloud());
                assertFalse(chain.simulated());
                assertFalse(chain.isRevocationChecked());
            }
        }
    }

    @Test
    void rejectsAmdsNamesUnderARootThatCameWithTheReport() {
        FaultySnp forged = new FaultySnp();
        rejected(
                Reason.ROOT_UNTRUSTED,
                SnpVerifier.verify(forged.reportBytes(), forged.endorsements(), TrustAnchors.amdSevSnp(), NOW));
    }

    @Test
    void rejectsEachCertificateThatIsMissing() {
        FaultySnp snp = new FaultySnp();
        byte[] none = new byte[0];
        byte[] report = snp.reportBytes();
        for (SnpEndorsements endorsements : new SnpEndorsements[] {
            SnpEndorsements.none(),
            SnpEndorsements.vcek(none, snp.intermediateDer(), snp.rootDer()),
            SnpEndorsements.vcek(snp.leafDer(), none, snp.rootDer()),
            SnpEndorsements.vcek(snp.leafDer(), snp.intermediateDer(), none)
        }) {
            rejected(Reason.ENDORSEMENT_MISSING, SnpVerifier.verify(report, endorsements, snp.anchors(), NOW));
        }
    }

    @Test
    void rejectsWhatIsNoCertificate() {
        FaultySnp snp = new FaultySnp();
        byte[] leaf = snp.leafDer();
        for (byte[] bad : new byte[][] {{1}, Arrays.copyOf(leaf, leaf.length + 1), new byte[100_000]}) {
            rejected(
                    Reason.CERTIFICATE_MALFORMED,
                    SnpVerifier.verify(
                            snp.reportBytes(),
                            SnpEndorsements.vcek(bad, snp.intermediateDer(), snp.rootDer()),
                            snp.anchors(),
                            NOW));
        }
    }

    @Test
    void readsPemAsWell() {
        FaultySnp snp = new FaultySnp();
        verified(SnpVerifier.verify(
                snp.reportBytes(),
                SnpEndorsements.vcek(pem(snp.leafDer()), pem(snp.intermediateDer()), pem(snp.rootDer())),
                snp.anchors(),
                NOW));
    }

    private static byte[] pem(byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n").getBytes();
    }

    @Test
    void rejectsOtherNames() {
        rejected(
                Reason.CERTIFICATE_NAME,
                new FaultySnp().root(c -> c.commonName("ARK-Rome")).verify());
        rejected(
                Reason.CERTIFICATE_NAME,
                new FaultySnp().intermediate(c -> c.commonName("SEV-Genoa")).verify());
        rejected(
                Reason.CERTIFICATE_NAME,
                new FaultySnp()
                        .intermediate(c -> c.commonName("SEV-VLEK-Milan"))
                        .verify());
        rejected(
                Reason.CERTIFICATE_NAME,
                new FaultySnp().leaf(c -> c.commonName("SEV-VLEK")).verify());
        rejected(
                Reason.CERTIFICATE_NAME,
                new FaultySnp().leaf(c -> c.commonName("SEV-VCEK2")).verify());
    }

    @Test
    void rejectsAVlekChainInTheVceksPlace() {
        FaultySnp vlek = new FaultySnp(SnpProduct.MILAN, SnpSigningKey.VLEK);
        SnpEndorsements swapped = SnpEndorsements.vcek(vlek.leafDer(), vlek.intermediateDer(), vlek.rootDer());
        rejected(Reason.SNP_SIGNING_KEY, SnpVerifier.verify(vlek.reportBytes(), swapped, vlek.anchors(), NOW));
        byte[] asVcek = new FaultySnp().reportBytes();
        rejected(Reason.CERTIFICATE_NAME, SnpVerifier.verify(asVcek, swapped, vlek.anchors(), NOW));
    }

    @Test
    void rejectsOtherKeysAndSignatureAlgorithms() {
        rejected(
                Reason.CERTIFICATE_ALGORITHM,
                new FaultySnp()
                        .leafSignedBy(FaultySnp.INTERMEDIATE_KEYS, "SHA384withRSA")
                        .verify());
        rejected(
                Reason.CERTIFICATE_ALGORITHM,
                new FaultySnp()
                        .leafSignedBy(FaultySnp.INTERMEDIATE_KEYS, "SHA256withRSAandMGF1")
                        .verify());
        rejected(
                Reason.CERTIFICATE_ALGORITHM,
                new FaultySnp().leafKeys(FaultySnp.ec("secp256r1")).verify());
        var shorter = FaultySnp.rsa(2048);
        rejected(
                Reason.CERTIFICATE_ALGORITHM,
                new FaultySnp()
                        .intermediateKeys(shorter)
                        .leafSignedBy(shorter, AmdCertificate.PSS)
                        .verify());
    }

    @Test
    void rejectsCertificatesThatAreNotForTheirPlace() {
        rejected(
                Reason.CERTIFICATE_ROLE,
                new FaultySnp()
                        .root(c -> c.authority(new BasicConstraints(false), CA_USAGE))
                        .verify());
        rejected(
                Reason.CERTIFICATE_ROLE,
                new FaultySnp()
                        .intermediate(c -> c.authority(new BasicConstraints(0), KeyUsage.digitalSignature))
                        .verify());
        rejected(
                Reason.CERTIFICATE_ROLE,
                new FaultySnp()
                        .leaf(c -> c.authority(new BasicConstraints(true), CA_USAGE))
                        .verify());
        rejected(
                Reason.CERTIFICATE_PATH_LENGTH,
                new FaultySnp()
                        .root(c -> c.authority(new BasicConstraints(0), CA_USAGE | KeyUsage.cRLSign))
                        .verify());
    }

    @Test
    void rejectsEveryCertificateOutOfItsTimeAndAcceptsBothEnds() {
        FaultySnp snp = new FaultySnp();
        verified(snp.verify(FROM));
        verified(snp.verify(UNTIL));
        rejected(Reason.CERTIFICATE_NOT_YET_VALID, snp.verify(FROM.minusSeconds(1)));
        rejected(Reason.CERTIFICATE_EXPIRED, snp.verify(UNTIL.plusSeconds(1)));
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        rejected(
                Reason.CERTIFICATE_EXPIRED,
                new FaultySnp().root(c -> c.validity(FROM, yesterday)).verify());
        rejected(
                Reason.CERTIFICATE_EXPIRED,
                new FaultySnp().intermediate(c -> c.validity(FROM, yesterday)).verify());
        rejected(
                Reason.CERTIFICATE_EXPIRED,
                new FaultySnp().leaf(c -> c.validity(FROM, yesterday)).verify());
    }

    @Test
    void rejectsCertificatesOfAnotherIssuer() {
        FaultySnp milan = new FaultySnp();
        FaultySnp genoa = new FaultySnp(SnpProduct.GENOA, SnpSigningKey.VCEK);
        Verdict<GenuineSnp> verdict = SnpVerifier.verify(
                milan.reportBytes(),
                SnpEndorsements.vcek(genoa.leafDer(), milan.intermediateDer(), milan.rootDer()),
                milan.anchors(),
                NOW);
        assertTrue(((Verdict.Rejected<GenuineSnp>) verdict)
                .findings().stream().anyMatch(finding -> finding.reason() == Reason.CERTIFICATE_ISSUER));
        rejected(
                Reason.CERTIFICATE_SIGNATURE,
                new FaultySnp()
                        .leafSignedBy(FaultySnp.ROOT_KEYS, AmdCertificate.PSS)
                        .verify());
    }

    @Test
    void rejectsSimulationMarksEvenWhenTheRootIsPinned() {
        rejected(
                Reason.EVIDENCE_SIMULATED,
                new FaultySnp().root(AmdCertificate::simulated).verify());
        rejected(
                Reason.EVIDENCE_SIMULATED,
                new FaultySnp().leaf(AmdCertificate::simulated).verify());
        FaultySnp hardware = new FaultySnp();
        rejected(
                Reason.EVIDENCE_NOT_SIMULATED,
                SnpVerifier.verify(
                        hardware.reportBytes(),
                        hardware.endorsements(),
                        TrustAnchors.insecureSimulated(hardware.anchors().roots()),
                        NOW));
    }

    @Test
    void rejectsWhatTheRootRevoked() {
        Instant to = NOW.plus(Duration.ofDays(30));
        String ark = "ARK-Milan";
        SnpChain chain = new FaultySnp()
                .revocationList(FaultySnp.list(ark, FaultySnp.ROOT_KEYS, FROM, to, 7))
                .genuine()
                .chain();
        assertTrue(chain.isRevocationChecked());
        assertEquals(to, chain.notAfter());
        rejected(
                Reason.CERTIFICATE_REVOKED,
                listed(FaultySnp.list(ark, FaultySnp.ROOT_KEYS, FROM, to, FaultySnp.ASK_SERIAL)));
        rejected(Reason.CRL_ISSUER, listed(FaultySnp.list("ARK-Genoa", FaultySnp.ROOT_KEYS, FROM, to)));
        rejected(Reason.CRL_SIGNATURE, listed(FaultySnp.list(ark, FaultySnp.INTERMEDIATE_KEYS, FROM, to)));
        rejected(Reason.CRL_NOT_CURRENT, listed(FaultySnp.list(ark, FaultySnp.ROOT_KEYS, FROM, NOW.minusSeconds(1))));
        rejected(Reason.CRL_MALFORMED, listed(new byte[] {1}));
    }

    private static Verdict<GenuineSnp> listed(byte[] list) {
        return new FaultySnp().revocationList(list).verify();
    }

    @Test
    void aVerifiedChainServesAgainUntilItsTimeIsOver() {
        Instant listEnds = NOW.plus(Duration.ofDays(30));
        FaultySnp snp =
                new FaultySnp().revocationList(FaultySnp.list("ARK-Milan", FaultySnp.ROOT_KEYS, FROM, listEnds, 7));
        SnpChain chain = verified(SnpChain.verify(snp.endorsements(), SnpSigningKey.VCEK, snp.anchors(), NOW));
        byte[] report = snp.reportBytes();
        assertArrayEquals(snp.chipId(), chain.chipId());
        assertEquals(FROM, chain.notBefore());
        verified(SnpVerifier.verify(report, chain, NOW));
        verified(SnpVerifier.verify(report, chain, listEnds));
        rejected(Reason.CRL_NOT_CURRENT, SnpVerifier.verify(report, chain, listEnds.plusSeconds(1)));
        rejected(Reason.CERTIFICATE_NOT_YET_VALID, SnpVerifier.verify(report, chain, FROM.minusSeconds(1)));
        rejected(Reason.CERTIFICATE_EXPIRED, SnpVerifier.verify(report, chain, UNTIL.plusSeconds(1)));
        byte[] byVlek = new FaultySnp(SnpProduct.MILAN, SnpSigningKey.VLEK).reportBytes();
        rejected(Reason.SNP_SIGNING_KEY, SnpVerifier.verify(byVlek, chain, NOW));
    }
}
