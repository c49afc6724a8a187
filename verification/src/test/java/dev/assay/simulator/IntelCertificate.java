package dev.assay.simulator;

import dev.assay.verification.x509.SimulatedMark;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A P-256 certificate of the simulated Intel PKI: the names and roles of the real one, but it says SIMULATED. Its parts may be
 * changed before its first use.
 */
public final class IntelCertificate {

    private static final ASN1ObjectIdentifier MARK = new ASN1ObjectIdentifier(SimulatedMark.OID);

    /** The mark in the name; a name that says nothing is what a real one looks like. */
    public String organisation = "OU=" + SimulatedMark.NAME + ",O=Assay";

    public String commonName;
    public KeyPair keys;
    public BigInteger serial;
    public Instant notBefore;
    public Instant notAfter;
    public BasicConstraints constraints;
    public int usage;
    public boolean isMarked = true;
    /** Of a PCK certificate: the content of Intel's extension, in DER. */
    public byte @Nullable [] sgxExtension;

    /** Serial numbers that this authority has revoked. */
    public final List<BigInteger> revoked = new ArrayList<>();

    public Duration crlLife = Duration.ofDays(30);

    /** Who issues it; null for itself. */
    public @Nullable IntelCertificate issuer;

    private byte @Nullable [] issued;

    private IntelCertificate(String commonName, @Nullable IntelCertificate issuer, Instant now, SecureRandom random) {
        this.commonName = commonName;
        this.issuer = issuer;
        keys = newKeys(random);
        serial = new BigInteger(127, random).add(BigInteger.ONE);
        notBefore = now.minus(Duration.ofDays(365));
        notAfter = now.plus(Duration.ofDays(7 * 365));
        constraints = new BasicConstraints(false);
        usage = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    }

    static IntelCertificate root(Instant now, SecureRandom random) {
        return new IntelCertificate("Intel SGX Root CA", null, now, random).authority(1);
    }

    IntelCertificate platformCa(Instant now, SecureRandom random) {
        return new IntelCertificate("Intel SGX PCK Platform CA", this, now, random).authority(0);
    }

    IntelCertificate pck(byte[] extension, Instant now, SecureRandom random) {
        IntelCertificate pck = new IntelCertificate("Intel SGX PCK Certificate", this, now, random);
        pck.sgxExtension = extension;
        return pck;
    }

    IntelCertificate tcbSigner(Instant now, SecureRandom random) {
        return new IntelCertificate("Intel SGX TCB Signing", this, now, random);
    }

    private IntelCertificate authority(int pathLength) {
        constraints = new BasicConstraints(pathLength);
        usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        return this;
    }

    /** Another key, for a signature that is not this certificate's. */
    public static KeyPair newKeys(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** In DER; issued at first use, so that there is one of it. */
    public byte[] der() {
        if (issued == null) {
            issued = issue();
        }
        return issued.clone();
    }

    private byte[] issue() {
        IntelCertificate by = issuer == null ? this : issuer;
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    by.name(), serial, Date.from(notBefore), Date.from(notAfter), name(), keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, constraints);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (isMarked) {
                builder.addExtension(MARK, true, new DERUTF8String(SimulatedMark.NAME));
            }
            if (sgxExtension != null) {
                builder.addExtension(SgxExtensionWriter.OID, false, ASN1Primitive.fromByteArray(sgxExtension));
            }
            return builder.build(by.signer()).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("the simulated PKI cannot issue", e);
        }
    }

    /** The list of what it has revoked, from {@code now} on. */
    public byte[] crl(Instant now) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(name(), Date.from(now));
            builder.setNextUpdate(Date.from(now.plus(crlLife)));
            revoked.forEach(one -> builder.addCRLEntry(one, Date.from(now), 1));
            return builder.build(signer()).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("the simulated PKI cannot revoke", e);
        }
    }

    public static byte[] pem(IntelCertificate... leafFirst) {
        StringBuilder pem = new StringBuilder();
        for (IntelCertificate certificate : leafFirst) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.der()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private X500Name name() {
        return new X500Name("CN=" + commonName + "," + organisation);
    }

    private ContentSigner signer() {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("every Java platform has ECDSA with SHA-256", e);
        }
    }
}
