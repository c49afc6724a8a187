package dev.assay.verification.x509;

/** What an OCSP responder says of a certificate (RFC 6960, section 2.2), the better first. */
public enum CertificateStatus {
    /** Not revoked. */
    GOOD,
    /** Revoked for now, with the reason certificateHold (RFC 5280, section 5.3.1): it may come back. */
    ON_HOLD,
    /** The responder does not know the certificate, which must then be taken for forged. */
    UNKNOWN,
    /** Revoked for good. */
    REVOKED
}
