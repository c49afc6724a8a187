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
        checks.make(() -> checkSimulation(anchors));
        checks.make(() -> checkRoot(anchors));
        checks.make(() -> checkLength(length));
        certificates.forEach(certificate -> checks.make(() -> certificate.checkValidity(now)));
        checks.make(this::checkRoles);
        checks.end();
        checkLinks();
    }

    Certificate leaf() {
        return certificates.getFirst();
    }

    Certificate root() {
        return certificates.getLast();
    }

    /** Before the pin: a pinned digest must not make a simulated device pass for hardware, nor the reverse. */
    private void checkSimulation(TrustAnchors anchors) {
        switch (anchors) {
            case TrustAnchors.Production production -> {
                if (certificates.stream().anyMatch(Certificate::hintsAtSimulation)) {
                    throw new Rejection(Reason.EVIDENCE_SIMULATED, "a certificate says SIMULATED");
                }
            }
            case TrustAnchors.InsecureSimulated simulated -> {
                if (!root().declaresSimulation()) {
                    throw new Rejection(
                            Reason.EVIDENCE_NOT_SIMULATED, "root " + root().subject() + " is no simulated one");
                }
            }
        }
    }

    private void checkRoot(TrustAnchors anchors) {
        if (!anchors.roots().contains(root().digest())) {
            throw new Rejection(Reason.ROOT_UNTRUSTED, "root " + root().subject() + ", SHA-256 " + root().digest());
        }
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

    private void checkLinks() {
        for (int i = 0; i + 1 < certificates.size(); i++) {
            certificates.get(i).checkIssuedBy(certificates.get(i + 1));
        }
    }
}
