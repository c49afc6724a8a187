package dev.assay.simulator;

import dev.assay.verification.x509.SimulatedMark;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A P-384 certificate of the simulated Nitro PKI and the key that it certifies.
 *
 * @param der the certificate
 */
record SimulatedCertificate(X500Name subject, KeyPair keys, byte[] der) {

    private static final ASN1ObjectIdentifier MARK = new ASN1ObjectIdentifier(SimulatedMark.OID);

    /** A self-signed CA without a path length, as AWS's root is, for 30 years. */
    static SimulatedCertificate root(String commonName, Instant notBefore, SecureRandom random) {
        X500Name name = name(commonName);
        KeyPair keys = newKeys(random);
        return issue(
                name,
                keys.getPrivate(),
                name,
                keys,
                notBefore,
                notBefore.plusSeconds(30L * 365 * 86_400),
                new BasicConstraints(true),
                KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature,
                random);
    }

    /** The lengths of certificate and key (PKCS #8), each two bytes, and then both. */
    byte[] save() {
        byte[] key = keys.getPrivate().getEncoded();
        return ByteBuffer.allocate(2 * Short.BYTES + der.length + key.length)
                .putShort((short) der.length)
                .putShort((short) key.length)
                .put(der)
                .put(key)
                .array();
    }

    static SimulatedCertificate load(byte[] saved) {
        try {
            ByteBuffer in = ByteBuffer.wrap(saved);
            byte[] der = new byte[Short.toUnsignedInt(in.getShort())];
            byte[] key = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(der).get(key);
            X509CertificateHolder certificate = new X509CertificateHolder(der);
            KeyFactory factory = KeyFactory.getInstance("EC");
            PublicKey publicKey = factory.generatePublic(
                    new X509EncodedKeySpec(certificate.getSubjectPublicKeyInfo().getEncoded()));
            PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(key));
            return new SimulatedCertificate(certificate.getSubject(), new KeyPair(publicKey, privateKey), der);
        } catch (IOException | GeneralSecurityException | BufferUnderflowException e) {
            throw new IllegalArgumentException("not a saved certificate and key", e);
        }
    }

    SimulatedCertificate intermediate(
            String commonName, int pathLength, Instant notBefore, Instant notAfter, SecureRandom random) {
        return issue(
                subject,
                keys.getPrivate(),
                name(commonName),
                newKeys(random),
                notBefore,
                notAfter,
                new BasicConstraints(pathLength),
                KeyUsage.keyCertSign,
                random);
    }

    SimulatedCertificate leaf(String commonName, Instant notBefore, Instant notAfter, SecureRandom random) {
        return issue(
                subject,
                keys.getPrivate(),
                name(commonName),
                newKeys(random),
                notBefore,
                notAfter,
                new BasicConstraints(false),
                KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
                random);
    }

    private static SimulatedCertificate issue(
            X500Name issuer,
            PrivateKey issuerKey,
            X500Name subject,
            KeyPair keys,
            Instant notBefore,
            Instant notAfter,
            BasicConstraints constraints,
            int usage,
            SecureRandom random) {
        try {
            byte[] der = new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(127, random).add(BigInteger.ONE),
                            Date.from(notBefore),
                            Date.from(notAfter),
                            subject,
                            keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, constraints)
                    .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                    .addExtension(MARK, true, new DERUTF8String(SimulatedMark.NAME))
                    .build(new JcaContentSignerBuilder("SHA384withECDSA")
                            .setSecureRandom(random)
                            .build(issuerKey))
                    .getEncoded();
            return new SimulatedCertificate(subject, keys, der);
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("the simulated PKI cannot issue", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500Name("CN=" + SimulatedMark.NAME + "-" + commonName + ",OU=" + SimulatedMark.NAME + ",O=Assay");
    }

    private static KeyPair newKeys(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp384r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-384", e);
        }
    }
}
