package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.CertificateStatus;
import dev.assay.verification.x509.OcspResponse;
import dev.assay.verification.x509.SignatureCache;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the stapled OCSP responses say of certificates, each response believed only about what its signer may speak of.
 *
 * @param responses parsed
 */
record Revocation(List<OcspResponse> responses, Instant now) {

    /**
     * What is known about a path.
     *
     * @param complete every certificate was answered for
     * @param onHold one at least is on hold; the others are good
     */
    record Standing(boolean complete, boolean onHold) {

        Standing and(Standing other) {
            return new Standing(complete && other.complete, onHold || other.onHold);
        }
    }

    static Revocation of(NvidiaEndorsements endorsements, Instant now) {
        List<OcspResponse> responses =
                endorsements.ocspResponses().stream().map(OcspResponse::parse).toList();
        endorsements.ocspNonce().ifPresent(nonce -> responses.forEach(response -> checkNonce(response, nonce)));
        return new Revocation(responses, now);
    }

    private static void checkNonce(OcspResponse response, byte[] nonce) {
        if (!response.nonce().map(found -> Arrays.equals(found, nonce)).orElse(false)) {
            throw new Rejection(Reason.OCSP_NONCE, "an OCSP response to another question");
        }
    }

    /**
     * The standing of a path's certificates but the root, which nobody answers for.
     *
     * @param anchors that the path was verified up to
     * @param first where to start: a device's own leaf has no responder, its boot ROM issued it
     * @throws Rejection if one is revoked or not known, or a response about one is not to be believed
     */
    Standing of(CertificatePath path, TrustAnchors anchors, int first) {
        List<Certificate> certificates = path.certificates();
        Standing standing = new Standing(true, false);
        for (int i = first; i + 1 < certificates.size(); i++) {
            standing = standing.and(of(certificates.get(i), certificates.get(i + 1), anchors.known()));
        }
        return standing;
    }

    /** The worst of what all responses say: a good answer must not hide a later one that is not. */
    private Standing of(Certificate subject, Certificate issuer, SignatureCache known) {
        Optional<CertificateStatus> worst = responses.stream()
                .filter(response -> response.statusOf(subject, issuer).isPresent())
                .map(response -> believed(response, subject, issuer, known))
                .max(CertificateStatus::compareTo);
        return worst.map(status -> standing(status, subject)).orElse(new Standing(false, false));
    }

    private CertificateStatus believed(
            OcspResponse response, Certificate subject, Certificate issuer, SignatureCache known) {
        response.check(subject, issuer, known, now);
        return response.statusOf(subject, issuer).orElseThrow();
    }

    private static Standing standing(CertificateStatus status, Certificate subject) {
        return switch (status) {
            case GOOD -> new Standing(true, false);
            case ON_HOLD -> new Standing(true, true);
            case UNKNOWN ->
                throw new Rejection(
                        Reason.CERTIFICATE_STATUS_UNKNOWN, subject.subject() + " is not known to its issuer");
            case REVOKED -> throw new Rejection(Reason.CERTIFICATE_REVOKED, subject.subject() + " was revoked");
        };
    }
}
