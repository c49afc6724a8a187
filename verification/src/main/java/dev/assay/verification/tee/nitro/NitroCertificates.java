package dev.assay.verification.tee.nitro;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import java.time.Instant;
import java.util.List;

/**
 * The certificates of a Nitro document, root first and the leaf last, each parsed but none trusted until
 * {@link #verify} returns.
 */
record NitroCertificates(List<Certificate> certificates) {

    /**
     * Follows the chain from the root down. Revocation is not checked: AWS publishes none for verifiers (section 3.2.4,
     * "We do not use CRL"). The root's signature of itself proves nothing and is not checked.
     *
     * @throws Rejection at the first check that fails
     */
    void verify(TrustAnchors anchors, Instant now) {
        checkPlace(anchors, now);
        anchors.checkLinks(certificates.reversed());
    }

    /** All but the signatures, which alone say the same whatever the anchors and the time. */
    void checkPlace(TrustAnchors anchors, Instant now) {
        anchors.checkSimulation(certificates, root());
        anchors.checkRoot(root());
        certificates.forEach(certificate -> certificate.checkValidity(now));
        checkRoles();
    }

    Certificate root() {
        return certificates.getFirst();
    }

    Certificate leaf() {
        return certificates.getLast();
    }

    private void checkRoles() {
        int cas = certificates.size() - 1;
        for (int i = 0; i < cas; i++) {
            checkCa(certificates.get(i), cas - 1 - i);
        }
        checkLeaf(leaf());
    }

    private static void checkCa(Certificate certificate, int casBelow) {
        if (!certificate.isCa() || !certificate.maySignCertificates()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, certificate.subject() + " is not for signing certificates");
        }
        certificate.checkPathLength(casBelow);
    }

    private static void checkLeaf(Certificate leaf) {
        if (leaf.isCa() || leaf.maySignCertificates() || !leaf.maySignData()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, leaf.subject() + " is not for signing documents only");
        }
        if (leaf.pathLength().isPresent()) {
            throw new Rejection(Reason.CERTIFICATE_PATH_LENGTH, leaf.subject() + " is a leaf with a path length");
        }
    }
}
