package dev.assay.verification.tee.nitro;

import dev.assay.verification.x509.SimulatedMark;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate to be issued, right in every part until a test makes one wrong. */
final class FaultyCertificate {

    static final ASN1ObjectIdentifier MARK = new ASN1ObjectIdentifier(SimulatedMark.OID);

    record Contents(boolean critical, ASN1Encodable value) {}

    KeyPair keys;
    X500Name subject;
    X500Name issuer;
    KeyPair issuerKeys;
    Instant notBefore;
    Instant notAfter;
    String signatureAlgorithm = "SHA384withECDSA";
    int version = 3;
    final Map<ASN1ObjectIdentifier, Contents> extensions = new LinkedHashMap<>();

    FaultyCertificate(
            String name, KeyPair keys, X500Name issuer, KeyPair issuerKeys, Instant notBefore, Instant notAfter) {
        this.subject = new X500Name(name);
        this.keys = keys;
        this.issuer = issuer;
        this.issuerKeys = issuerKeys;
        this.notBefore = notBefore;
        this.notAfter = notAfter;
    }

    FaultyCertificate constraints(BasicConstraints constraints) {
        return extension(Extension.basicConstraints, true, constraints);
    }

    FaultyCertificate usage(int usage) {
        return extension(Extension.keyUsage, true, new KeyUsage(usage));
    }

    FaultyCertificate extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        extensions.put(oid, new Contents(critical, value));
        return this;
    }

    byte[] issue() {
        try {
            var signer = new JcaContentSignerBuilder(signatureAlgorithm).build(issuerKeys.getPrivate());
            Date from = Date.from(notBefore);
            Date to = Date.from(notAfter);
            if (version == 1) {
                return new JcaX509v1CertificateBuilder(issuer, BigInteger.ONE, from, to, subject, keys.getPublic())
                        .build(signer)
                        .getEncoded();
            }
            var builder = new JcaX509v3CertificateBuilder(issuer, BigInteger.ONE, from, to, subject, keys.getPublic());
            for (Map.Entry<ASN1ObjectIdentifier, Contents> extension : extensions.entrySet()) {
                Contents contents = extension.getValue();
                builder.addExtension(extension.getKey(), contents.critical(), contents.value());
            }
            return builder.build(signer).getEncoded();
        } catch (Exception e) {
            throw new AssertionError("the test's certificate cannot be issued", e);
        }
    }

    static KeyPair newKeys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
