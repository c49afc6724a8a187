package dev.assay.verification.x509;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.NvidiaCertificate;
import dev.assay.simulator.SimulatedOcsp;
import dev.assay.verification.Rejection;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The same bytes as a certificate, a revocation list and an OCSP response. The JDK, whose parser is another, reads each
 * certificate and each list that is read here and says the same of it; and what is signed is what was signed.
 */
public final class DerFuzz implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-07-15T12:00:00Z");
    private static final String ISSUER = "issuer";
    private static final String SUBJECT = "subject";

    @Override
    public Map<String, byte[]> make() {
        Map<String, byte[]> files = new HashMap<>();
        KeyPair keys = IssuedCertificates.ec("secp256r1");
        KeyPair rsa = IssuedCertificates.rsa(2048);
        NvidiaCertificate root = NvidiaCertificate.root("CN=SIMULATED Root", NOW);
        NvidiaCertificate subject = root.leaf("CN=SIMULATED Leaf,SERIALNUMBER=41", NOW, NvidiaCertificate.NO_END);
        files.put(ISSUER, root.der());
        files.put(SUBJECT, subject.der());
        files.put(SEED + "certificate-root", root.der());
        files.put(SEED + "certificate-leaf", subject.der());
        files.put(SEED + "certificate-p256", authority(keys, keys, "SHA256withECDSA"));
        files.put(SEED + "certificate-rsa", authority(rsa, rsa, "SHA256withRSA"));
        files.put(SEED + "list", list(root, subject));
        SimulatedOcsp responder = SimulatedOcsp.of(root);
        NvidiaCertificate other = root.leaf("CN=SIMULATED Other", NOW, NvidiaCertificate.NO_END);
        files.put(SEED + "ocsp-revoked", responder.revoked(subject, root, NOW));
        files.put(SEED + "ocsp-good", responder.good(other, root, NOW));
        NvidiaCertificate delegate = root.responder("CN=SIMULATED Responder", NOW, NOW.plusSeconds(86_400));
        files.put(
                SEED + "ocsp-nonce",
                SimulatedOcsp.delegated(delegate).answer(other, root, null, NOW, null, new byte[32]));
        return files;
    }

    private static byte[] authority(KeyPair keys, KeyPair issuerKeys, String algorithm) {
        return IssuedCertificates.authority("CN=A+OU=ä,C=DE", keys, "CN=Root", issuerKeys, algorithm);
    }

    private static byte[] list(NvidiaCertificate by, NvidiaCertificate revoked) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(by.subject(), Date.from(NOW));
        builder.setNextUpdate(Date.from(NOW.plusSeconds(86_400)));
        builder.addCRLEntry(Certificate.parse(revoked.der()).serial(), Date.from(NOW), 1);
        builder.addCRLEntry(BigInteger.valueOf(128), Date.from(NOW), 0);
        try {
            return builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(500)))
                    .build(new JcaContentSignerBuilder("SHA384withECDSA")
                            .build(by.keys().getPrivate()))
                    .getEncoded();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Property over(Corpus files) {
        Certificate issuer = Certificate.parse(files.given(ISSUER));
        Certificate subject = Certificate.parse(files.given(SUBJECT));
        Set<String> signed = files.seeds().stream()
                .flatMap(seed -> attempt(() -> Certificate.parse(seed)).stream())
                .map(DerFuzz::signedPart)
                .collect(Collectors.toSet());
        return input -> {
            attempt(() -> Certificate.parse(input)).ifPresent(certificate -> {
                sayTheSame(certificate);
                assertTrue(!certificate.isSignedBy(issuer) || signed.contains(signedPart(certificate)));
            });
            attempt(() -> RevocationList.parse(input)).ifPresent(list -> {
                sayTheSame(list, input);
                accepted(() -> list.check(issuer, new SignatureCache(), NOW), () -> revokes(list, subject));
            });
            attempt(() -> OcspResponse.parse(input))
                    .ifPresent(response -> accepted(
                            () -> response.check(subject, issuer, new SignatureCache(), NOW),
                            () -> assertEquals(
                                    Optional.of(CertificateStatus.REVOKED), response.statusOf(subject, issuer))));
        };
    }

    private static String signedPart(Certificate certificate) {
        return new BigInteger(1, certificate.signedPart()).toString(16);
    }

    private static void revokes(RevocationList list, Certificate subject) {
        assertEquals(Set.of(BigInteger.valueOf(128), subject.serial()), list.serials());
    }

    private static void sayTheSame(Certificate certificate) {
        try {
            X509Certificate jdk = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.der()));
            assertArrayEquals(jdk.getTBSCertificate(), certificate.signedPart());
            assertEquals(unsigned(jdk.getSerialNumber()), certificate.serial());
            assertEquals(jdk.getNotBefore().toInstant(), certificate.notBefore());
            assertEquals(jdk.getNotAfter().toInstant(), certificate.notAfter());
            assertArrayEquals(jdk.getSubjectX500Principal().getEncoded(), certificate.subjectDer());
            assertArrayEquals(jdk.getIssuerX500Principal().getEncoded(), certificate.issuerDer());
            assertEquals(jdk.getBasicConstraints() >= 0, certificate.isCa());
            assertEquals(uses(jdk, 0), certificate.maySignData());
            assertEquals(uses(jdk, 5), certificate.maySignCertificates());
            assertEquals(uses(jdk, 6), certificate.maySignRevocationLists());
        } catch (GeneralSecurityException e) {
            assertAboutAnExtension(e);
        }
    }

    /** The JDK reads extensions that are neither critical nor asked for, and refuses what it cannot read there. */
    private static void assertAboutAnExtension(GeneralSecurityException refusal) {
        Throwable cause = refusal;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (Stream.concat(Arrays.stream(refusal.getStackTrace()), Arrays.stream(cause.getStackTrace()))
                .noneMatch(frame -> frame.getClassName().contains("Extension"))) {
            throw new AssertionError("the JDK does not read it", refusal);
        }
    }

    /** RFC 5280, section 4.1.2.2: to be treated gracefully; both readers of one certificate see the same bytes. */
    private static BigInteger unsigned(BigInteger serial) {
        return new BigInteger(1, serial.toByteArray());
    }

    private static boolean uses(X509Certificate certificate, int bit) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[bit];
    }

    private static void sayTheSame(RevocationList list, byte[] der) {
        try {
            X509CRL jdk = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
            assertEquals(jdk.getThisUpdate().toInstant(), list.thisUpdate());
            assertEquals(jdk.getNextUpdate().toInstant(), list.nextUpdate());
            assertFalse(jdk.hasUnsupportedCriticalExtension());
            Set<? extends X509CRLEntry> entries = jdk.getRevokedCertificates();
            Set<BigInteger> serials = entries == null
                    ? Set.of()
                    : entries.stream()
                            .map(entry -> unsigned(entry.getSerialNumber()))
                            .collect(Collectors.toSet());
            assertEquals(serials, list.serials());
        } catch (GeneralSecurityException e) {
            assertAboutAnExtension(e);
        }
    }

    private static <T> Optional<T> attempt(java.util.function.Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (Rejection rejection) {
            assertFalse(rejection.findings().isEmpty());
            return Optional.empty();
        }
    }

    private static void accepted(Runnable check, Runnable then) {
        if (attempt(() -> {
                    check.run();
                    return check;
                })
                .isPresent()) {
            then.run();
        }
    }
}
