package dev.assay.simulator;

import dev.assay.verification.x509.SimulatedMark;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate of a cloud's for virtual TPMs, still being filled in; tests make one thing wrong before {@link #issue}. */
public final class VtpmCertificate {

    public String commonName;
    public KeyPair keys;
    public Instant notBefore;
    public Instant notAfter;
    public BigInteger serial = BigInteger.TEN;
    public BasicConstraints constraints = new BasicConstraints(false);
    public int usage = KeyUsage.digitalSignature;
    public boolean marked = true;
    private final Map<ASN1ObjectIdentifier, byte[]> others = new LinkedHashMap<>();

    public VtpmCertificate(String commonName, KeyPair keys, Instant notBefore, Instant notAfter) {
        this.commonName = commonName;
        this.keys = keys;
        this.notBefore = notBefore;
        this.notAfter = notAfter;
    }

    public VtpmCertificate authority(BasicConstraints value) {
        constraints = value;
        usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        return this;
    }

    /** Without the word in the name and the critical extension. */
    public VtpmCertificate unmarked() {
        marked = false;
        return this;
    }

    public VtpmCertificate extension(String oid, byte[] der) {
        others.put(new ASN1ObjectIdentifier(oid), der);
        return this;
    }

    /** An extended key usage: the key is for these purposes and no others. */
    public VtpmCertificate purposes(String... oids) {
        KeyPurposeId[] purposes = Arrays.stream(oids)
                .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
                .toArray(KeyPurposeId[]::new);
        try {
            return extension(Extension.extendedKeyUsage.getId(), new ExtendedKeyUsage(purposes).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("the purposes cannot be encoded", e);
        }
    }

    public VtpmCertificate withoutPurposes() {
        others.remove(Extension.extendedKeyUsage);
        return this;
    }

    public X500Name subject() {
        return new X500Name("CN=" + commonName + (marked ? ",OU=" + SimulatedMark.NAME : "") + ",O=Assay");
    }

    public byte[] issue() {
        return issue(this);
    }

    public byte[] issue(VtpmCertificate issuer) {
        return issue(issuer.subject(), issuer.keys.getPrivate());
    }

    /** The list of those that this authority revoked. */
    public byte[] revocationList(Instant now, BigInteger... serials) {
        X509v2CRLBuilder list = new X509v2CRLBuilder(subject(), Date.from(now));
        list.setNextUpdate(Date.from(now.plusSeconds(86_400)));
        for (BigInteger revoked : serials) {
            list.addCRLEntry(revoked, Date.from(now), CRLReason.unspecified);
        }
        try {
            return list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("the list cannot be signed", e);
        }
    }

    public byte[] issue(X500Name issuer, PrivateKey issuerKey) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer, serial, Date.from(notBefore), Date.from(notAfter), subject(), keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, constraints);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (marked) {
                builder.addExtension(
                        new ASN1ObjectIdentifier(SimulatedMark.OID), true, new DERUTF8String(SimulatedMark.NAME));
            }
            for (Map.Entry<ASN1ObjectIdentifier, byte[]> other : others.entrySet()) {
                builder.addExtension(other.getKey(), false, other.getValue());
            }
            String algorithm = issuerKey instanceof RSAPrivateKey ? "SHA256withRSA" : "SHA256withECDSA";
            return builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKey))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("the certificate cannot be issued", e);
        }
    }
}
