package dev.assay.simulator;

import dev.assay.verification.x509.SimulatedMark;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A P-384 certificate of the simulated NVIDIA PKIs and the key that it certifies.
 *
 * @param der the certificate
 */
public record NvidiaCertificate(X500Name subject, KeyPair keys, byte[] der) {

    /** What NVIDIA writes for "no end" (RFC 5280, section 4.1.2.5). */
    public static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private static final ASN1ObjectIdentifier MARK = new ASN1ObjectIdentifier(SimulatedMark.OID);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One more extension, not critical. */
    public record More(String oid, ASN1Encodable value) {}

    public static NvidiaCertificate root(String name, Instant notBefore) {
        X500Name subject = new X500Name(name);
        KeyPair keys = newKeys();
        return issue(subject, keys.getPrivate(), subject, keys, notBefore, NO_END, true, KeyUsage.keyCertSign);
    }

    public NvidiaCertificate authority(String name, Instant notBefore) {
        return issue(
                subject,
                keys.getPrivate(),
                new X500Name(name),
                newKeys(),
                notBefore,
                NO_END,
                true,
                KeyUsage.keyCertSign);
    }

    public NvidiaCertificate leaf(String name, Instant notBefore, Instant notAfter, More... more) {
        return issue(
                subject,
                keys.getPrivate(),
                new X500Name(name),
                newKeys(),
                notBefore,
                notAfter,
                false,
                KeyUsage.digitalSignature,
                more);
    }

    /** May answer for the issuer (RFC 6960, section 4.2.2.2). */
    public NvidiaCertificate responder(String name, Instant notBefore, Instant notAfter) {
        ExtendedKeyUsage usage = new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning);
        return leaf(name, notBefore, notAfter, new More(Extension.extendedKeyUsage.getId(), usage));
    }

    private static NvidiaCertificate issue(
            X500Name issuer,
            PrivateKey issuerKey,
            X500Name subject,
            KeyPair keys,
            Instant notBefore,
            Instant notAfter,
            boolean authority,
            int usage,
            More... more) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(127, RANDOM).add(BigInteger.ONE),
                    Date.from(notBefore),
                    Date.from(notAfter),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                    .addExtension(MARK, true, new DERUTF8String(SimulatedMark.NAME));
            for (More extension : more) {
                builder.addExtension(new ASN1ObjectIdentifier(extension.oid()), false, extension.value());
            }
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA384withECDSA").build(issuerKey))
                    .getEncoded();
            return new NvidiaCertificate(subject, keys, der);
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("the simulated PKI cannot issue", e);
        }
    }

    /** The bytes with this key's signature, r and s, behind them. */
    public byte[] sign(byte[] unsigned) {
        try {
            Signature signer = Signature.getInstance("SHA384withECDSAinP1363Format");
            signer.initSign(keys.getPrivate());
            signer.update(unsigned);
            byte[] signature = signer.sign();
            return ByteBuffer.allocate(unsigned.length + signature.length)
                    .put(unsigned)
                    .put(signature)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with P-384", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp384r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-384", e);
        }
    }
}
