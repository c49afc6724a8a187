package dev.assay.verification.tee;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * An X.509 version 3 certificate (RFC 5280) of a P-384 key, signed with ECDSA and SHA-384: the only kind in the Nitro PKI.
 * Parsed, so that every part of it can be read; not trusted.
 */
final class P384Certificate {

    private static final AlgorithmIdentifier ECDSA_SHA384 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
    private static final AlgorithmIdentifier P384_KEY =
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp384r1);
    private static final ASN1ObjectIdentifier SIMULATED = new ASN1ObjectIdentifier(SimulatedMark.OID);
    private static final Set<ASN1ObjectIdentifier> UNDERSTOOD =
            Set.of(Extension.basicConstraints, Extension.keyUsage, SIMULATED);

    private final byte[] der;
    private final byte[] signedPart;
    private final byte[] signature;
    private final X500Name subject;
    private final X500Name issuer;
    private final Instant notBefore;
    private final Instant notAfter;
    private final ECPublicKeyParameters key;
    private final Extensions extensions;
    private final BasicConstraints constraints;
    private final KeyUsage usage;

    private P384Certificate(byte[] der, Certificate certificate) throws IOException {
        this.der = der;
        this.signedPart = certificate.getTBSCertificate().getEncoded(ASN1Encoding.DER);
        this.signature = wholeBytes(certificate.getSignature());
        this.subject = certificate.getSubject();
        this.issuer = certificate.getIssuer();
        this.notBefore = certificate.getStartDate().getDate().toInstant();
        this.notAfter = certificate.getEndDate().getDate().toInstant();
        this.key = publicKey(certificate.getSubjectPublicKeyInfo());
        this.extensions = extensions(certificate);
        this.constraints = basicConstraints(extensions.getExtension(Extension.basicConstraints));
        this.usage = keyUsage(extensions.getExtension(Extension.keyUsage));
    }

    /**
     * @throws Rejection unless the bytes are one such certificate, in DER, with nothing before or after it and no critical
     *     extension that is not understood
     */
    static P384Certificate parse(byte[] der) {
        try {
            Certificate certificate = Certificate.getInstance(ASN1Primitive.fromByteArray(der));
            // BER has many encodings of one certificate; its digest and its signature have one.
            if (!Arrays.equals(certificate.getEncoded(ASN1Encoding.DER), der) || certificate.getVersionNumber() != 3) {
                throw malformed("not a version 3 certificate in DER");
            }
            checkAlgorithms(certificate);
            return new P384Certificate(der, certificate);
        } catch (Rejection rejection) {
            throw rejection;
        } catch (IOException | RuntimeException e) {
            // The ASN.1 classes throw many kinds of exception on hostile bytes; all mean the same here.
            throw malformed("not an X.509 certificate: " + e.getClass().getSimpleName());
        }
    }

    private static void checkAlgorithms(Certificate certificate) {
        if (!certificate.getSignatureAlgorithm().equals(ECDSA_SHA384)
                || !certificate.getTBSCertificate().getSignature().equals(ECDSA_SHA384)) {
            throw new Rejection(Reason.CERTIFICATE_ALGORITHM, "the certificate's signature is not ecdsa-with-SHA384");
        }
        if (!certificate.getSubjectPublicKeyInfo().getAlgorithm().equals(P384_KEY)) {
            throw new Rejection(Reason.CERTIFICATE_ALGORITHM, "the certificate's key is not of the curve P-384");
        }
    }

    private static ECPublicKeyParameters publicKey(SubjectPublicKeyInfo info) {
        return Es384.publicKey(wholeBytes(info.getPublicKeyData()));
    }

    private static byte[] wholeBytes(ASN1BitString bits) {
        return bits.getOctets(); // throws if the bits are no whole bytes
    }

    private static Extensions extensions(Certificate certificate) {
        Extensions extensions = certificate.getExtensions();
        if (extensions == null) {
            throw malformed("a certificate without extensions");
        }
        for (ASN1ObjectIdentifier oid : extensions.getCriticalExtensionOIDs()) {
            if (!UNDERSTOOD.contains(oid)) {
                throw new Rejection(Reason.CERTIFICATE_EXTENSION_UNKNOWN, "critical extension " + oid);
            }
        }
        return extensions;
    }

    private static BasicConstraints basicConstraints(@Nullable Extension extension) {
        if (extension == null) {
            return new BasicConstraints(false);
        }
        BasicConstraints constraints = BasicConstraints.getInstance(extension.getParsedValue());
        if (constraints.isCA() && !extension.isCritical()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, "the basic constraints of a CA certificate are not critical");
        }
        return constraints;
    }

    private static KeyUsage keyUsage(@Nullable Extension extension) {
        return extension == null ? new KeyUsage(0) : KeyUsage.getInstance(extension.getParsedValue());
    }

    Digest digest() {
        return Digest.sha256(der);
    }

    String subject() {
        return subject.toString();
    }

    Instant notBefore() {
        return notBefore;
    }

    Instant notAfter() {
        return notAfter;
    }

    ECPublicKeyParameters key() {
        return key;
    }

    boolean isCa() {
        return constraints.isCA();
    }

    /** How many CA certificates may follow; null where there is no limit. Any size: it must not wrap. */
    @Nullable
    BigInteger pathLength() {
        return constraints.getPathLenConstraint();
    }

    boolean maySignCertificates() {
        return usage.hasUsages(KeyUsage.keyCertSign);
    }

    boolean maySignData() {
        return usage.hasUsages(KeyUsage.digitalSignature);
    }

    /** Byte for byte: no two names are the same by folding case or space. */
    boolean isIssuedBy(P384Certificate other) {
        try {
            return Arrays.equals(issuer.getEncoded(ASN1Encoding.DER), other.subject.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("a parsed name can be written", e);
        }
    }

    boolean isSignedBy(P384Certificate other) {
        return Es384.verifyDer(other.key, signedPart, signature);
    }

    /** Carries at least one of the marks: not hardware. */
    boolean hintsAtSimulation() {
        return isNamedSimulated() || extensions.getExtension(SIMULATED) != null;
    }

    /** Carries all of the marks, the extension as critical. */
    boolean declaresSimulation() {
        Extension mark = extensions.getExtension(SIMULATED);
        return isNamedSimulated() && mark != null && mark.isCritical();
    }

    private boolean isNamedSimulated() {
        return subject().toUpperCase(Locale.ROOT).contains(SimulatedMark.NAME);
    }

    private static Rejection malformed(String detail) {
        return new Rejection(Reason.CERTIFICATE_MALFORMED, detail);
    }
}
