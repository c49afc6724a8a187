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
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
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
    /** Names go into details, which people read on terminals. */
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

    private static final ASN1ObjectIdentifier SIMULATED = new ASN1ObjectIdentifier(SimulatedMark.OID);
    private static final Set<ASN1ObjectIdentifier> UNDERSTOOD =
            Set.of(Extension.basicConstraints, Extension.keyUsage, SIMULATED);

    // Values, and none of the ASN.1 library's objects: those are read as late as possible, and throw when they are.
    private final Digest digest;
    private final byte[] signedPart;
    private final byte[] signature;
    private final String subject;
    private final byte[] subjectDer;
    private final byte[] issuerDer;
    private final Instant notBefore;
    private final Instant notAfter;
    private final ECPublicKeyParameters key;
    private final boolean ca;
    private final @Nullable BigInteger pathLength;
    private final boolean forCertificates;
    private final boolean forData;
    private final boolean marked;
    private final boolean markedAsCritical;

    private P384Certificate(byte[] der, Certificate certificate) throws IOException {
        digest = Digest.sha256(der);
        signedPart = certificate.getTBSCertificate().getEncoded(ASN1Encoding.DER);
        signature = wholeBytes(certificate.getSignature());
        subject = NOT_PRINTABLE.matcher(certificate.getSubject().toString()).replaceAll("?");
        subjectDer = certificate.getSubject().getEncoded(ASN1Encoding.DER);
        issuerDer = certificate.getIssuer().getEncoded(ASN1Encoding.DER);
        notBefore = certificate.getStartDate().getDate().toInstant();
        notAfter = certificate.getEndDate().getDate().toInstant();
        key = publicKey(certificate.getSubjectPublicKeyInfo());
        Extensions extensions = extensions(certificate);
        BasicConstraints constraints = basicConstraints(extensions.getExtension(Extension.basicConstraints));
        ca = constraints.isCA();
        pathLength = constraints.getPathLenConstraint();
        KeyUsage usage = keyUsage(extensions.getExtension(Extension.keyUsage));
        forCertificates = usage.hasUsages(KeyUsage.keyCertSign);
        forData = usage.hasUsages(KeyUsage.digitalSignature);
        Extension mark = extensions.getExtension(SIMULATED);
        marked = mark != null;
        markedAsCritical = mark != null && mark.isCritical();
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
        return digest;
    }

    String subject() {
        return subject;
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
        return ca;
    }

    /** How many CA certificates may follow; null where there is no limit. Any size: it must not wrap. */
    @Nullable
    BigInteger pathLength() {
        return pathLength;
    }

    boolean maySignCertificates() {
        return forCertificates;
    }

    boolean maySignData() {
        return forData;
    }

    /** Byte for byte: no two names are the same by folding case or space. */
    boolean isIssuedBy(P384Certificate other) {
        return Arrays.equals(issuerDer, other.subjectDer);
    }

    boolean isSignedBy(P384Certificate other) {
        return Es384.verifyDer(other.key, signedPart, signature);
    }

    /** Carries at least one of the marks: not hardware. */
    boolean hintsAtSimulation() {
        return marked || isNamedSimulated();
    }

    /** Carries all of the marks, the extension as critical. */
    boolean declaresSimulation() {
        return markedAsCritical && isNamedSimulated();
    }

    private boolean isNamedSimulated() {
        return subject.toUpperCase(Locale.ROOT).contains(SimulatedMark.NAME);
    }

    private static Rejection malformed(String detail) {
        return new Rejection(Reason.CERTIFICATE_MALFORMED, detail);
    }
}
