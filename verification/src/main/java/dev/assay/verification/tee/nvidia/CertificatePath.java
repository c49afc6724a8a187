package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Certificates as NVIDIA gives them, the leaf first and the root last. None is trusted until {@link #verify} returns.
 *
 * @param certificates not empty
 */
record CertificatePath(List<Certificate> certificates) {

    /**
     * Follows the path. The root's signature of itself proves nothing and is not checked.
     *
     * @param length exactly so many certificates, the root among them
     * @throws Rejection with every check that fails
     */
    void verify(TrustAnchors anchors, int length, Instant now) {
        Checks checks = new Checks();
        checks.make(() -> anchors.checkSimulation(certificates, root()));
        checks.make(() -> anchors.checkRoot(root()));
        checks.make(() -> checkLength(length));
        certificates.forEach(certificate -> checks.make(() -> certificate.checkValidity(now)));
        checks.make(this::checkRoles);
        checks.end();
        anchors.checkLinks(certificates);
    }

    Certificate leaf() {
        return certificates.getFirst();
    }

    Certificate root() {
        return certificates.getLast();
    }

    private void checkLength(int length) {
        if (certificates.size() != length) {
            throw new Rejection(
                    Reason.CERTIFICATE_CHAIN_LENGTH, certificates.size() + " certificates in place of " + length);
        }
    }

    private void checkRoles() {
        if (leaf().isCa() || leaf().maySignCertificates() || !leaf().maySignData()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, leaf().subject() + " is not for signing data only");
        }
        // NVIDIA's own leaves state no purpose. A responder, which works online for the same issuer, must not pass for
        // one.
        if (leaf().isForOcsp()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, leaf().subject() + " is for answering OCSP");
        }
        for (int i = 1; i < certificates.size(); i++) {
            Certificate authority = certificates.get(i);
            if (!authority.isCa() || !authority.maySignCertificates()) {
                throw new Rejection(Reason.CERTIFICATE_ROLE, authority.subject() + " is not for signing certificates");
            }
            authority.checkPathLength(i - 1);
        }
    }
}
