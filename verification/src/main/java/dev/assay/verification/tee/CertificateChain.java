package dev.assay.verification.tee;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * The certificates of a Nitro document, root first and the leaf last, each parsed but none trusted until
 * {@link #verify} returns.
 */
record CertificateChain(List<P384Certificate> certificates) {

    /**
     * Follows the chain from the root down. Revocation is not checked: AWS publishes none for verifiers (section 3.2.4, "We
     * do not use CRL"). The root's signature of itself proves nothing and is not checked.
     *
     * @throws Rejection at the first check that fails
     */
    void verify(TrustAnchors anchors, Instant now) {
        checkPlace(anchors, now);
        checkLinks();
    }

    /** All but the signatures, which alone say the same whatever the anchors and the time. */
    void checkPlace(TrustAnchors anchors, Instant now) {
        checkSimulation(anchors);
        checkRoot(anchors);
        certificates.forEach(certificate -> checkValidity(certificate, now));
        checkRoles();
    }

    P384Certificate root() {
        return certificates.getFirst();
    }

    P384Certificate leaf() {
        return certificates.getLast();
    }

    /** Before the pin: a pinned digest must not make a simulated TEE pass for hardware, nor the reverse. */
    private void checkSimulation(TrustAnchors anchors) {
        switch (anchors) {
            case TrustAnchors.Production production -> {
                if (certificates.stream().anyMatch(P384Certificate::hintsAtSimulation)) {
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

    /** Both ends included (RFC 5280, section 4.1.2.5). */
    private static void checkValidity(P384Certificate certificate, Instant now) {
        if (now.isBefore(certificate.notBefore())) {
            throw new Rejection(
                    Reason.CERTIFICATE_NOT_YET_VALID, certificate.subject() + " from " + certificate.notBefore());
        }
        if (now.isAfter(certificate.notAfter())) {
            throw new Rejection(Reason.CERTIFICATE_EXPIRED, certificate.subject() + " until " + certificate.notAfter());
        }
    }

    private void checkRoles() {
        int cas = certificates.size() - 1;
        for (int i = 0; i < cas; i++) {
            checkCa(certificates.get(i), cas - 1 - i);
        }
        checkLeaf(leaf());
    }

    private static void checkCa(P384Certificate certificate, int casBelow) {
        if (!certificate.isCa() || !certificate.maySignCertificates()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, certificate.subject() + " is not for signing certificates");
        }
        BigInteger pathLength = certificate.pathLength();
        if (pathLength != null && pathLength.compareTo(BigInteger.valueOf(casBelow)) < 0) {
            throw new Rejection(
                    Reason.CERTIFICATE_PATH_LENGTH,
                    certificate.subject() + " allows " + pathLength + " CA certificates below, not " + casBelow);
        }
    }

    private static void checkLeaf(P384Certificate leaf) {
        if (leaf.isCa() || leaf.maySignCertificates() || !leaf.maySignData()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, leaf.subject() + " is not for signing documents only");
        }
        if (leaf.pathLength() != null) {
            throw new Rejection(Reason.CERTIFICATE_PATH_LENGTH, leaf.subject() + " is a leaf with a path length");
        }
    }

    private void checkLinks() {
        for (int i = 1; i < certificates.size(); i++) {
            P384Certificate issuer = certificates.get(i - 1);
            P384Certificate subject = certificates.get(i);
            if (!subject.isIssuedBy(issuer)) {
                throw new Rejection(
                        Reason.CERTIFICATE_ISSUER, subject.subject() + " was not issued by " + issuer.subject());
            }
            if (!subject.isSignedBy(issuer)) {
                throw new Rejection(
                        Reason.CERTIFICATE_SIGNATURE, subject.subject() + " is not signed by " + issuer.subject());
            }
        }
    }
}
