package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.RevocationList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The certificate of an attestation key and its authorities, leaf first and the root last. */
record AkChain(List<Certificate> certificates, KeyRevocation revocation) {

    private static final int MAX_LENGTH = 5;
    private static final int MAX_CANDIDATES = 16;

    /**
     * Critical where the subject is empty (TCG EK Credential Profile, section 3.2.9): names the TPM's maker and model.
     */
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

    /** tcg-kp-AIKCertificate (TCG PKI: OIDs, "Key Purpose"): what Azure writes. */
    static final String FOR_ATTESTATION_KEYS = "2.23.133.8.3";

    /** tcg-kp-EKCertificate: what Google writes into the certificates of attestation keys as well. */
    static final String FOR_ENDORSEMENT_KEYS = "2.23.133.8.1";

    /**
     * Verifies a chain. Checks:
     *
     * <ol>
     *   <li>from the leaf upwards, there is an authority of the issuer's name for each certificate, up to one that
     *   issued
     *       itself (RFC 5280, section 6.1.3);
     *   <li>ours: no certificate is marked as simulated, or, under simulated anchors, the root is;
     *   <li>the root is among the anchors, by its SHA-256;
     *   <li>each certificate but the root is signed by its issuer (section 6.1.3);
     *   <li>every certificate is valid at {@code now}, both ends included (section 4.1.2.5);
     *   <li>authorities may sign certificates, the leaf may not and is for signing data; path lengths (sections 4.2.1.3
     *   and
     *       4.2.1.9);
     *   <li>the leaf is for at least one of the purposes (section 4.2.1.12): the authorities certify other keys too;
     *   <li>each certificate but the root is not on its issuer's list, where lists are asked for: a missing one fails.
     * </ol>
     *
     * @param purposes object identifiers of what the cloud certifies its attestation keys for
     * @throws Rejection with every check that failed
     */
    static AkChain verify(
            byte[] leaf,
            List<byte[]> others,
            Set<String> purposes,
            AkEndorsements given,
            TrustAnchors anchors,
            Instant now) {
        List<Certificate> certificates = build(parse(leaf), candidates(others, given.authorities()));
        AkChain chain = new AkChain(
                certificates, given.revocationLists().isPresent() ? KeyRevocation.CHECKED : KeyRevocation.NOT_CHECKED);
        Checks checks = new Checks();
        checks.make(() -> anchors.checkSimulation(certificates, chain.root()));
        checks.make(() -> anchors.checkRoot(chain.root()));
        checks.make(() -> anchors.checkLinks(certificates));
        chain.certificates.forEach(certificate -> checks.make(() -> certificate.checkValidity(now)));
        checks.make(chain::checkRoles);
        checks.make(() -> chain.checkPurpose(purposes));
        given.revocationLists().ifPresent(lists -> checks.make(() -> chain.checkRevocation(lists, anchors, now)));
        checks.end();
        return chain;
    }

    private static Certificate parse(byte[] der) {
        return Certificate.parse(der, Set.of(SUBJECT_ALTERNATIVE_NAME, EXTENDED_KEY_USAGE));
    }

    private static List<Certificate> candidates(List<byte[]> evidence, List<byte[]> endorsements) {
        List<byte[]> all = new ArrayList<>(evidence);
        all.addAll(endorsements);
        if (all.size() > MAX_CANDIDATES) {
            throw new Rejection(Reason.CERTIFICATE_CHAIN_LENGTH, all.size() + " certificates of authorities");
        }
        return all.stream().map(Certificate::parse).toList();
    }

    private static List<Certificate> build(Certificate leaf, List<Certificate> candidates) {
        List<Certificate> chain = new ArrayList<>(List.of(leaf));
        while (!chain.getLast().isIssuedBy(chain.getLast())) {
            if (chain.size() == MAX_LENGTH) {
                throw new Rejection(Reason.CERTIFICATE_CHAIN_LENGTH, "more than " + MAX_LENGTH + " certificates");
            }
            chain.add(issuer(chain.getLast(), candidates));
        }
        return List.copyOf(chain);
    }

    private static Certificate issuer(Certificate of, List<Certificate> candidates) {
        List<Certificate> named = candidates.stream().filter(of::isIssuedBy).toList();
        if (named.isEmpty()) {
            throw new Rejection(Reason.ENDORSEMENT_MISSING, "no certificate of " + of.issuer());
        }
        // An authority may have several certificates, and two keys of one name.
        return named.size() == 1
                ? named.getFirst()
                : named.stream().filter(of::isSignedBy).findFirst().orElse(named.getFirst());
    }

    private void checkRoles() {
        if (leaf().isCa() || leaf().maySignCertificates() || !leaf().maySignData() || certificates.size() < 2) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, leaf().subject() + " is not for signing data only");
        }
        for (int i = 1; i < certificates.size(); i++) {
            Certificate authority = certificates.get(i);
            if (!authority.isCa() || !authority.maySignCertificates()) {
                throw new Rejection(Reason.CERTIFICATE_ROLE, authority.subject() + " is not for signing certificates");
            }
            authority.checkPathLength(i - 1);
        }
    }

    private void checkPurpose(Set<String> purposes) {
        if (Collections.disjoint(leaf().purposes(), purposes)) {
            throw new Rejection(
                    Reason.CERTIFICATE_ROLE,
                    leaf().subject() + " is for " + leaf().purposes() + ", not for attestation keys");
        }
    }

    private void checkRevocation(List<byte[]> given, TrustAnchors anchors, Instant now) {
        List<RevocationList> lists = given.stream().map(RevocationList::parse).toList();
        for (int i = 1; i < certificates.size(); i++) {
            Certificate issuer = certificates.get(i);
            Certificate subject = certificates.get(i - 1);
            List<RevocationList> ofIssuer =
                    lists.stream().filter(list -> list.isOf(issuer)).toList();
            if (ofIssuer.isEmpty()) {
                throw new Rejection(Reason.ENDORSEMENT_MISSING, "no revocation list of " + issuer.subject());
            }
            // Of several, each counts: none is newer than the others for certain.
            for (RevocationList list : ofIssuer) {
                list.check(issuer, anchors.knownBelow(root().digest()), now);
                list.checkNotRevoked(subject);
            }
        }
    }

    Certificate leaf() {
        return certificates.getFirst();
    }

    Certificate root() {
        return certificates.getLast();
    }

    PublicKey key() {
        return leaf().key();
    }
}
