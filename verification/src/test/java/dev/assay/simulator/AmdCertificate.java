package dev.assay.simulator;

import dev.assay.verification.x509.SimulatedMark;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate of the shape of AMD's that is still being filled in; tests make one thing wrong before {@link #issue}. */
public final class AmdCertificate {

    /** Of AMD's private extensions. */
    public static final String OID = "1.3.6.1.4.1.3704.1.";

    /** A name that AMD's own differ from in nothing but the unit. */
    public static X500Name name(String unit, String commonName) {
        return new X500Name("OU=" + unit + ",C=US,L=Santa Clara,ST=CA,O=Advanced Micro Devices,CN=" + commonName);
    }

    /** How AMD signs certificates and lists: RSASSA-PSS with SHA-384 and a salt of 48 bytes. */
    public static ContentSigner signer(PrivateKey key, String algorithm) {
        try {
            return new JcaContentSignerBuilder(algorithm)
                    .setProvider(new BouncyCastleProvider())
                    .build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("no such signature: " + algorithm, e);
        }
    }

    public static final String PSS = "SHA384withRSAandMGF1";

    private final KeyPair keys;
    private final Map<ASN1ObjectIdentifier, byte[]> raw = new LinkedHashMap<>();
    private String unit = "Engineering";
    private String commonName;
    private BigInteger serial = BigInteger.ZERO;
    private Instant notBefore;
    private Instant notAfter;
    private boolean marked;
    private BasicConstraints constraints = new BasicConstraints(false);
    private int usage;

    public AmdCertificate(String commonName, KeyPair keys, Instant notBefore, Instant notAfter) {
        this.commonName = commonName;
        this.keys = keys;
        this.notBefore = notBefore;
        this.notAfter = notAfter;
    }

    public AmdCertificate commonName(String value) {
        commonName = value;
        return this;
    }

    public AmdCertificate serial(long value) {
        serial = BigInteger.valueOf(value);
        return this;
    }

    public AmdCertificate validity(Instant from, Instant until) {
        notBefore = from;
        notAfter = until;
        return this;
    }

    /** The word in the name and the critical extension. */
    public AmdCertificate simulated() {
        unit = SimulatedMark.NAME;
        marked = true;
        return this;
    }

    /** Certificate authority: these constraints and this key usage, both critical. */
    public AmdCertificate authority(BasicConstraints value, int keyUsage) {
        constraints = value;
        usage = keyUsage;
        return this;
    }

    /** One of AMD's extensions, by the end of its identifier; the bytes as they are. */
    public AmdCertificate extension(String suffix, byte[] value) {
        raw.put(new ASN1ObjectIdentifier(OID + suffix), value.clone());
        return this;
    }

    public AmdCertificate without(String suffix) {
        raw.remove(new ASN1ObjectIdentifier(OID + suffix));
        return this;
    }

    public X500Name subject() {
        return name(unit, commonName);
    }

    public byte[] issue(X500Name issuer, PrivateKey issuerKey) {
        return issue(issuer, issuerKey, PSS);
    }

    public byte[] issue(X500Name issuer, PrivateKey issuerKey, String algorithm) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer, serial, Date.from(notBefore), Date.from(notAfter), subject(), keys.getPublic());
            if (usage != 0) {
                builder.addExtension(Extension.basicConstraints, true, constraints);
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            }
            if (marked) {
                builder.addExtension(
                        new ASN1ObjectIdentifier(SimulatedMark.OID), true, new DERUTF8String(SimulatedMark.NAME));
            }
            for (Map.Entry<ASN1ObjectIdentifier, byte[]> extension : raw.entrySet()) {
                builder.addExtension(extension.getKey(), false, extension.getValue());
            }
            return builder.build(signer(issuerKey, algorithm)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("the certificate cannot be issued", e);
        }
    }
}
