package dev.assay.verification.tee.snp;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.RevocationList;
import dev.assay.verification.x509.RsaKey;
import dev.assay.verification.x509.SignatureAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The three certificates of an endorsement, and the revocation list, parsed; none is trusted until {@link SnpChain} has
 * made all of these checks.
 *
 * @param list null if there is none
 */
record ChainCertificates(
        SnpSigningKey signedBy,
        Certificate endorsementKey,
        Certificate intermediate,
        Certificate root,
        @Nullable RevocationList list) {

    private static final int RSA_BITS = 4096;

    /** @throws Rejection with each that is missing or no certificate */
    static ChainCertificates parse(SnpEndorsements.Certificates raw) {
        List<Certificate> parsed = new ArrayList<>();
        Checks checks = new Checks();
        checks.make(() -> parsed.add(certificate("endorsement key", raw.endorsementKey())));
        checks.make(() -> parsed.add(certificate("intermediate", raw.intermediate())));
        checks.make(() -> parsed.add(certificate("root", raw.root())));
        checks.end();
        return new ChainCertificates(
                raw.key(), parsed.get(0), parsed.get(1), parsed.get(2), list(raw.revocationList()));
    }

    private static Certificate certificate(String which, byte[] raw) {
        if (raw.length == 0) {
            throw new Rejection(Reason.ENDORSEMENT_MISSING, "no certificate of the " + which);
        }
        // DER starts with a SEQUENCE, PEM with a dash.
        return raw[0] == '-' ? Certificate.parsePem(raw, 1).getFirst() : Certificate.parse(raw);
    }

    private static @Nullable RevocationList list(byte[] der) {
        return der.length == 0 ? null : RevocationList.parse(der);
    }

    /** Leaf first. */
    List<Certificate> all() {
        return List.of(endorsementKey, intermediate, root);
    }

    /** @throws Rejection unless the root is of a known product line */
    SnpProduct product() {
        return root.commonName()
                .flatMap(SnpProduct::ofRoot)
                .orElseThrow(() -> new Rejection(Reason.CERTIFICATE_NAME, "root " + root.subject()));
    }

    void checkNames() {
        checkName(intermediate, signedBy.issuerCommonName(product()));
        checkName(endorsementKey, signedBy.commonName());
    }

    private static void checkName(Certificate certificate, String expected) {
        if (!certificate.commonName().equals(Optional.of(expected))) {
            throw new Rejection(Reason.CERTIFICATE_NAME, certificate.subject() + " is not " + expected);
        }
    }

    void checkAlgorithms() {
        boolean isPss = all().stream().allMatch(c -> c.algorithm() == SignatureAlgorithm.RSA_PSS_SHA384);
        boolean isRsa4096 = isRsa4096(root) && isRsa4096(intermediate);
        if (!isPss || !isRsa4096) {
            throw new Rejection(Reason.CERTIFICATE_ALGORITHM, "not RSA-4096 with RSASSA-PSS and SHA-384 throughout");
        }
        reportKey();
    }

    private static boolean isRsa4096(Certificate certificate) {
        return certificate.key() instanceof PublicKey.Rsa(RsaKey numbers)
                && numbers.modulus().bitLength() == RSA_BITS;
    }

    /** @throws Rejection unless it is on P-384 */
    EcdsaKey reportKey() {
        if (endorsementKey.key() instanceof PublicKey.Ec(EcdsaKey point) && point.curve() == NistCurve.P384) {
            return point;
        }
        throw new Rejection(Reason.CERTIFICATE_ALGORITHM, "the endorsement key is not on P-384");
    }

    void checkRoles() {
        checkCa(root, 1);
        checkCa(intermediate, 0);
        // AMD's have neither constraints nor key usage: what an endorsement key is for, its name says.
        if (endorsementKey.isCa() || endorsementKey.maySignCertificates()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, endorsementKey.subject() + " is not for signing reports only");
        }
    }

    private static void checkCa(Certificate certificate, int casBelow) {
        if (!certificate.isCa() || !certificate.maySignCertificates()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, certificate.subject() + " is not for signing certificates");
        }
        certificate.checkPathLength(casBelow);
    }

    void checkValidity(Instant now) {
        all().forEach(certificate -> certificate.checkValidity(now));
    }

    /** The root's list alone: AMD lists no endorsement keys, which it replaces with each version of the firmware. */
    void checkRevocation(TrustAnchors anchors, Instant now) {
        if (list != null) {
            list.check(root, anchors.knownBelow(root.digest()), now);
            list.checkNotRevoked(intermediate);
        }
    }

    boolean hasRevocationList() {
        return list != null;
    }

    void checkListIsCurrent(Instant now) {
        if (now.isBefore(listFrom()) || now.isAfter(listUntil())) {
            throw new Rejection(Reason.CRL_NOT_CURRENT, "the list is for " + listFrom() + " to " + listUntil());
        }
    }

    Instant notBefore() {
        Instant latest = listFrom();
        for (Certificate certificate : all()) {
            latest = certificate.notBefore().isAfter(latest) ? certificate.notBefore() : latest;
        }
        return latest;
    }

    Instant notAfter() {
        Instant earliest = listUntil();
        for (Certificate certificate : all()) {
            earliest = certificate.notAfter().isBefore(earliest) ? certificate.notAfter() : earliest;
        }
        return earliest;
    }

    private Instant listFrom() {
        return list == null ? Instant.MIN : list.thisUpdate();
    }

    private Instant listUntil() {
        return list == null ? Instant.MAX : list.nextUpdate();
    }
}
