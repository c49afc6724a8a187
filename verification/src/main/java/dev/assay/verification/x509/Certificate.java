package dev.assay.verification.x509;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.jspecify.annotations.Nullable;

/**
 * An X.509 version 3 certificate (RFC 5280) with a key and a signature of the few algorithms that TEE vendors use.
 * Parsed, so that every part of it can be read; not trusted.
 */
public final class Certificate {

    /** A certificate of a vendor's PKI has at most about 2 KiB; with a chip's whole identity, 5. */
    static final int MAX_BYTES = 16 << 10;

    /** The tags of version, serial number, algorithm, issuer, validity, subject and key. */
    private static final List<Integer> FIRST_ELEMENTS = List.of(
            0,
            Elements.UNTAGGED,
            Elements.UNTAGGED,
            Elements.UNTAGGED,
            Elements.UNTAGGED,
            Elements.UNTAGGED,
            Elements.UNTAGGED);
    /** The tags of the issuer's unique identifier, the subject's, and the extensions. */
    private static final List<Integer> LAST_ELEMENTS = List.of(1, 2, 3);

    // Values, and none of the ASN.1 library's objects: those are read as late as possible, and throw when they are.
    private final byte[] der;
    private final Digest digest;
    private final byte[] signedPart;
    private final byte[] signature;
    private final SignatureAlgorithm algorithm;
    private final Name subject;
    private final Name issuer;
    private final BigInteger serial;
    private final Instant notBefore;
    private final Instant notAfter;
    private final PublicKey key;
    private final byte[] keyBits;
    private final CertificateExtensions extensions;

    private Certificate(byte[] der, org.bouncycastle.asn1.x509.Certificate certificate) throws IOException {
        TBSCertificate tbs = certificate.getTBSCertificate();
        this.der = der.clone();
        digest = Digest.sha256(der);
        signedPart = tbs.getEncoded(ASN1Encoding.DER);
        signature = certificate.getSignature().getOctets(); // throws if the bits are no whole bytes
        algorithm = SignatureAlgorithm.of(certificate.getSignatureAlgorithm(), tbs.getSignature());
        subject = Name.of(certificate.getSubject());
        issuer = Name.of(certificate.getIssuer());
        serial = certificate.getSerialNumber().getPositiveValue();
        notBefore = DerTime.of(certificate.getStartDate());
        notAfter = DerTime.of(certificate.getEndDate());
        key = PublicKey.of(certificate.getSubjectPublicKeyInfo());
        keyBits = certificate.getSubjectPublicKeyInfo().getPublicKeyData().getOctets();
        extensions = CertificateExtensions.of(certificate.getExtensions());
    }

    /**
     * Reads one certificate that may have no critical extension but basic constraints, key usage and the simulation
     * mark.
     *
     * @throws Rejection unless the bytes are one such certificate, in DER, with nothing before or after it
     */
    public static Certificate parse(byte[] der) {
        return parse(der, Set.of());
    }

    /**
     * Reads one certificate.
     *
     * @param understood object identifiers of further extensions that may be critical, because the caller reads them
     * @throws Rejection unless the bytes are one such certificate, in DER, with nothing before or after it
     */
    public static Certificate parse(byte[] der, Set<String> understood) {
        if (der.length > MAX_BYTES) {
            throw malformed(der.length + " bytes; the limit is " + MAX_BYTES);
        }
        try {
            var certificate = org.bouncycastle.asn1.x509.Certificate.getInstance(ASN1Primitive.fromByteArray(der));
            // BER has many encodings of one certificate; its digest and its signature have one.
            if (!Arrays.equals(certificate.getEncoded(ASN1Encoding.DER), der) || certificate.getVersionNumber() != 3) {
                throw malformed("not a version 3 certificate in DER");
            }
            checkElements(
                    Elements.tags((ASN1Sequence) certificate.getTBSCertificate().toASN1Primitive()));
            Certificate parsed = new Certificate(der, certificate);
            parsed.extensions.checkCritical(understood);
            return parsed;
        } catch (Rejection rejection) {
            throw rejection;
        } catch (IOException | RuntimeException e) {
            // The ASN.1 classes throw many kinds of exception on hostile bytes; all mean the same here.
            throw malformed("not an X.509 certificate: " + e.getClass().getSimpleName());
        }
    }

    /** RFC 5280, section 4.1: the version, six elements, and each optional one at most once, in its order. */
    private static void checkElements(List<Integer> tags) {
        int fixed = FIRST_ELEMENTS.size();
        List<Integer> optional = tags.subList(Math.min(fixed, tags.size()), tags.size());
        if (!tags.subList(0, Math.min(fixed, tags.size())).equals(FIRST_ELEMENTS)
                || !LAST_ELEMENTS.stream().filter(optional::contains).toList().equals(optional)) {
            throw malformed("elements tagged " + tags);
        }
    }

    /**
     * Reads certificates in PEM (RFC 7468), one after the other with nothing but white space between them.
     *
     * @param most how many there may be
     */
    public static List<Certificate> parsePem(byte[] pem, int most) {
        return parsePem(pem, most, Set.of());
    }

    /** As {@link #parse(byte[], Set)} for each. */
    public static List<Certificate> parsePem(byte[] pem, int most, Set<String> understood) {
        return Pem.decode(pem, "CERTIFICATE", most).stream()
                .map(der -> parse(der, understood))
                .toList();
    }

    /** SHA-256 of the whole certificate: what a trust anchor names. */
    public Digest digest() {
        return digest;
    }

    /** The certificate's bytes; a copy. */
    public byte[] der() {
        return der.clone();
    }

    /** What the issuer signed; a copy. */
    public byte[] signedPart() {
        return signedPart.clone();
    }

    /** Printable, for people: nothing is decided by it. */
    public String subject() {
        return subject.text();
    }

    /** Printable, for people: nothing is decided by it. */
    public String issuer() {
        return issuer.text();
    }

    /** The one CN of the subject, exactly as it stands; empty if there is none or more than one. */
    public Optional<String> commonName() {
        return subject.commonName();
    }

    /** The one serialNumber (2.5.4.5) of the subject, which names a device; empty if there is none or more than one. */
    public Optional<String> deviceSerial() {
        return subject.deviceSerial();
    }

    /** Not negative. */
    public BigInteger serial() {
        return serial;
    }

    public Instant notBefore() {
        return notBefore;
    }

    public Instant notAfter() {
        return notAfter;
    }

    public PublicKey key() {
        return key;
    }

    /** How the issuer signed. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    public boolean isCa() {
        return extensions.isCa();
    }

    /** How many CA certificates may follow; empty where there is no limit. Any size: it must not wrap. */
    public Optional<BigInteger> pathLength() {
        return Optional.ofNullable(extensions.pathLength());
    }

    public boolean maySignCertificates() {
        return extensions.maySignCertificates();
    }

    public boolean maySignRevocationLists() {
        return extensions.maySignRevocationLists();
    }

    public boolean maySignData() {
        return extensions.maySignData();
    }

    /**
     * What the key is for, as object identifiers (RFC 5280, section 4.2.1.12); empty where the certificate does not
     * limit it.
     */
    public Set<String> purposes() {
        return extensions.purposes();
    }

    /** Authorised to answer for its issuer (RFC 6960, section 4.2.2.2), and so for nothing else. */
    public boolean isForOcsp() {
        return extensions.purposes().contains(KeyPurposeId.id_kp_OCSPSigning.getId());
    }

    /** The content of an extension by its object identifier, without the OCTET STRING around it; a copy. */
    public Optional<byte[]> extension(String oid) {
        byte @Nullable [] value = extensions.values().get(oid);
        return Optional.ofNullable(value).map(byte[]::clone);
    }

    /** Byte for byte: no two names are the same by folding case or space. */
    public boolean isIssuedBy(Certificate other) {
        return Arrays.equals(issuer.der(), other.subject.der());
    }

    public boolean isSignedBy(Certificate other) {
        return other.key.verify(algorithm, signedPart, signature);
    }

    boolean isSignedBy(Certificate other, SignatureCache known) {
        return known.verify(other.key, algorithm, signedPart, signature);
    }

    boolean isValid(Instant now) {
        return !now.isBefore(notBefore) && !now.isAfter(notAfter);
    }

    /**
     * Both ends included (RFC 5280, section 4.1.2.5).
     *
     * @throws Rejection if {@code now} is outside
     */
    public void checkValidity(Instant now) {
        if (now.isBefore(notBefore)) {
            throw new Rejection(Reason.CERTIFICATE_NOT_YET_VALID, subject() + " from " + notBefore);
        }
        if (now.isAfter(notAfter)) {
            throw new Rejection(Reason.CERTIFICATE_EXPIRED, subject() + " until " + notAfter);
        }
    }

    /**
     * By name and by signature.
     *
     * @param known what was verified before under the same roots
     * @throws Rejection if the certificate is another issuer's
     */
    public void checkIssuedBy(Certificate other, SignatureCache known) {
        if (!isIssuedBy(other)) {
            throw new Rejection(Reason.CERTIFICATE_ISSUER, subject() + " was not issued by " + other.subject());
        }
        if (!isSignedBy(other, known)) {
            throw new Rejection(Reason.CERTIFICATE_SIGNATURE, subject() + " is not signed by " + other.subject());
        }
    }

    /**
     * RFC 5280, section 4.2.1.9.
     *
     * @param casBelow how many CA certificates follow in the chain
     * @throws Rejection if there may be fewer
     */
    public void checkPathLength(int casBelow) {
        BigInteger most = extensions.pathLength();
        if (most != null && most.compareTo(BigInteger.valueOf(casBelow)) < 0) {
            throw new Rejection(
                    Reason.CERTIFICATE_PATH_LENGTH,
                    subject() + " allows " + most + " CA certificates below, not " + casBelow);
        }
    }

    /** Carries at least one of the marks of a simulated TEE: not hardware. */
    public boolean hintsAtSimulation() {
        return extensions.values().containsKey(SimulatedMark.OID) || isNamedSimulated();
    }

    /** Carries all of the marks of a simulated TEE, the extension as critical. */
    public boolean declaresSimulation() {
        return extensions.critical().contains(SimulatedMark.OID) && isNamedSimulated();
    }

    private boolean isNamedSimulated() {
        return subject().toUpperCase(Locale.ROOT).contains(SimulatedMark.NAME);
    }

    /** The issuer's name in DER. */
    byte[] issuerDer() {
        return issuer.der();
    }

    /** The bits of the subject's public key, without the algorithm (RFC 5280, section 4.2.1.2). */
    byte[] keyBits() {
        return keyBits;
    }

    /** The name's DER, which comparisons use. */
    byte[] subjectDer() {
        return subject.der();
    }

    private static Rejection malformed(String detail) {
        return new Rejection(Reason.CERTIFICATE_MALFORMED, detail);
    }
}
