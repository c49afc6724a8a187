package dev.assay.verification.x509;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates and keys that tests issue as they need them. */
final class IssuedCertificates {

    static final Instant FROM = Instant.parse("2026-07-01T00:00:00Z");
    static final Instant TO = Instant.parse("2026-08-01T00:00:00Z");

    private IssuedCertificates() {}

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A CA that may sign certificates and lists. */
    static byte[] authority(String name, KeyPair keys, String issuer, KeyPair issuerKeys, String algorithm) {
        return issue(
                builder(name, keys, issuer, BigInteger.TWO),
                issuerKeys,
                algorithm,
                true,
                KeyUsage.cRLSign | KeyUsage.keyCertSign);
    }

    static byte[] leaf(String name, KeyPair keys, String issuer, KeyPair issuerKeys, BigInteger serial) {
        return issue(
                builder(name, keys, issuer, serial), issuerKeys, "SHA256withECDSA", false, KeyUsage.digitalSignature);
    }

    /** With a critical extension that holds a text. */
    static byte[] leafWith(ASN1ObjectIdentifier extension, KeyPair keys) {
        return leafWith(extension, true, new DERUTF8String("x"), keys);
    }

    static byte[] leafWith(ASN1ObjectIdentifier extension, ASN1Encodable value, KeyPair keys) {
        return leafWith(extension, false, value, keys);
    }

    private static byte[] leafWith(
            ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable value, KeyPair keys) {
        try {
            JcaX509v3CertificateBuilder builder = builder("CN=Leaf", keys, "CN=Leaf", BigInteger.TEN);
            builder.addExtension(extension, critical, value);
            return issue(builder, keys, "SHA256withECDSA", false, KeyUsage.digitalSignature);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JcaX509v3CertificateBuilder builder(String name, KeyPair keys, String issuer, BigInteger serial) {
        return new JcaX509v3CertificateBuilder(
                new X500Name(issuer), serial, Date.from(FROM), Date.from(TO), new X500Name(name), keys.getPublic());
    }

    private static byte[] issue(
            JcaX509v3CertificateBuilder builder, KeyPair issuerKeys, String algorithm, boolean ca, int usage) {
        try {
            return builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                    .build(new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate()))
                    .getEncoded();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
