package dev.assay.verification.x509;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * What an OCSP response says of one certificate (RFC 6960, section 4.2.1).
 *
 * @param hash of the issuer's name and key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OcspAnswer(
        String hash,
        byte[] issuerNameHash,
        byte[] issuerKeyHash,
        BigInteger serial,
        CertificateStatus status,
        Instant thisUpdate,
        @Nullable Instant nextUpdate) {

    private static final int REVOKED = 1;
    private static final int UNKNOWN = 2;

    static OcspAnswer of(SingleResponse response) {
        if (response.getSingleExtensions() != null
                && response.getSingleExtensions().hasAnyCriticalExtensions()) {
            throw OcspResponse.malformed("an answer with a critical extension");
        }
        CertID id = response.getCertID();
        ASN1GeneralizedTime next = response.getNextUpdate();
        return new OcspAnswer(
                hash(id.getHashAlgorithm().getAlgorithm()),
                id.getIssuerNameHash().getOctets(),
                id.getIssuerKeyHash().getOctets(),
                id.getSerialNumber().getPositiveValue(),
                status(response.getCertStatus()),
                time(response.getThisUpdate()),
                next == null ? null : time(next));
    }

    /** SHA-1 names a certificate here and vouches for nothing: serial number and signature do. */
    private static String hash(ASN1ObjectIdentifier oid) {
        if (oid.equals(X509ObjectIdentifiers.id_SHA1)) {
            return "SHA-1";
        } else if (oid.equals(NISTObjectIdentifiers.id_sha256)) {
            return "SHA-256";
        } else if (oid.equals(NISTObjectIdentifiers.id_sha384)) {
            return "SHA-384";
        }
        throw OcspResponse.malformed("a certificate named by the hash " + oid);
    }

    private static CertificateStatus status(CertStatus status) {
        return switch (status.getTagNo()) {
            case 0 -> CertificateStatus.GOOD;
            case REVOKED ->
                isHold(RevokedInfo.getInstance(status.getStatus()).getRevocationReason())
                        ? CertificateStatus.ON_HOLD
                        : CertificateStatus.REVOKED;
            case UNKNOWN -> CertificateStatus.UNKNOWN;
            default -> throw OcspResponse.malformed("the status " + status.getTagNo());
        };
    }

    private static boolean isHold(@Nullable CRLReason reason) {
        return reason != null && reason.getValue().intValueExact() == CRLReason.certificateHold;
    }

    private static Instant time(ASN1GeneralizedTime time) {
        try {
            return DerTime.of(time);
        } catch (IOException | DateTimeException e) {
            throw OcspResponse.malformed("not a time");
        }
    }

    boolean isOf(Certificate subject, Certificate issuer) {
        return serial.equals(subject.serial())
                && Arrays.equals(subject.issuerDer(), issuer.subjectDer())
                && Arrays.equals(issuerNameHash, digest(issuer.subjectDer()))
                && Arrays.equals(issuerKeyHash, digest(issuer.keyBits()));
    }

    private byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance(hash).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + hash, e);
        }
    }

    Instant notAfter(Duration lifeWithoutNextUpdate) {
        return nextUpdate == null ? thisUpdate.plus(lifeWithoutNextUpdate) : nextUpdate;
    }

    void checkTime(Instant now, Duration lifeWithoutNextUpdate) {
        Instant end = notAfter(lifeWithoutNextUpdate);
        if (now.isBefore(thisUpdate) || now.isAfter(end)) {
            throw new Rejection(Reason.OCSP_NOT_CURRENT, "the OCSP answer is for " + thisUpdate + " to " + end);
        }
    }
}
