package dev.assay.verification.tee.snp;

import dev.assay.verification.Checks;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Instant;
import java.util.Optional;

/**
 * An endorsement key that a pinned root of AMD's vouches for, with all that its certificates say. Verified once, it
 * serves for every report of the key: what time changes is checked again at each use, and nothing else can change.
 * Immutable.
 */
public final class SnpChain {

    private final ChainCertificates certificates;
    private final EndorsementKey endorsement;
    private final EcdsaKey key;
    private final TrustAnchors anchors;

    private SnpChain(ChainCertificates certificates, EndorsementKey endorsement, EcdsaKey key, TrustAnchors anchors) {
        this.certificates = certificates;
        this.endorsement = endorsement;
        this.key = key;
        this.anchors = anchors;
    }

    /**
     * Verifies an endorsement key's certificate (AMD 57230, section 3). Checks:
     *
     * <ol>
     *   <li>endorsement key, intermediate and root are there, in places that are for this kind of key;
     *   <li>each is one X.509 version 3 certificate in DER (RFC 5280, section 4.1), or in PEM;
     *   <li>ours: none is marked as simulated, or, under simulated anchors, the root is;
     *   <li>the root is among the anchors, by the SHA-256 of its DER: never by its name, nor by its being there;
     *   <li>names: ARK-product, SEV-product or SEV-VLEK-product, SEV-VCEK or SEV-VLEK, all of one product;
     *   <li>keys and signatures: RSA-4096, RSASSA-PSS with SHA-384 and a salt of 48 bytes, and a P-384 endorsement key;
     *   <li>roles: CA flag, key usage and path length (RFC 5280, 4.2.1.3 and 4.2.1.9);
     *   <li>validity of all three at {@code now};
     *   <li>each is issued and signed by the one above it;
     *   <li>if there is a revocation list: it is signed by the root, current, and does not name the intermediate;
     *   <li>the endorsement key's extensions: product, TCB, and hwID or CSP_ID, in their exact encodings.
     * </ol>
     *
     * @param signedBy the kind of key that signed the report
     * @return {@code Simulated} under simulated anchors, never {@code Verified}
     */
    public static Verdict<SnpChain> verify(
            SnpEndorsements endorsements, SnpSigningKey signedBy, TrustAnchors anchors, Instant now) {
        try {
            return Verdicts.under(anchors, check(endorsements, signedBy, anchors, now));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection with every check that fails */
    static SnpChain check(SnpEndorsements endorsements, SnpSigningKey signedBy, TrustAnchors anchors, Instant now) {
        ChainCertificates chain = ChainCertificates.parse(endorsements.certificates(signedBy));
        Checks checks = new Checks();
        checks.make(() -> anchors.checkSimulation(chain.all(), chain.root()));
        checks.make(() -> anchors.checkRoot(chain.root()));
        checks.make(chain::checkNames);
        checks.make(chain::checkAlgorithms);
        checks.make(chain::checkRoles);
        checks.make(() -> chain.checkValidity(now));
        checks.make(() -> anchors.checkLinks(chain.all()));
        checks.make(() -> chain.checkRevocation(anchors, now));
        checks.make(() -> EndorsementKey.read(chain.endorsementKey(), chain.product(), signedBy));
        checks.end();
        return new SnpChain(
                chain,
                EndorsementKey.read(chain.endorsementKey(), chain.product(), signedBy),
                chain.reportKey(),
                anchors);
    }

    /**
     * What time changes: the validity of each certificate, and the revocation list's.
     *
     * @throws Rejection with every check that fails
     */
    void checkCurrent(Instant now) {
        Checks checks = new Checks();
        checks.make(() -> certificates.checkValidity(now));
        checks.make(() -> certificates.checkListIsCurrent(now));
        checks.end();
    }

    /** By the root's name, which the pin vouches for. */
    public SnpProduct product() {
        return certificates.product();
    }

    public SnpSigningKey signingKey() {
        return certificates.signedBy();
    }

    /** The version of the firmware that the key is of. */
    public SnpTcb tcb() {
        return endorsement.tcb();
    }

    /** hwID: 64 bytes, on Turin 8; empty for a VLEK. A copy. */
    public byte[] chipId() {
        return endorsement.chipId().clone();
    }

    /** CSP_ID, whose fleet the key is of; empty for a VCEK. */
    public Optional<String> cloud() {
        return endorsement.cloudName();
    }

    /** SHA-256 of the endorsement key's certificate: one key of one chip at one version. */
    public Digest digest() {
        return certificates.endorsementKey().digest();
    }

    /** Before this no report is accepted with it. */
    public Instant notBefore() {
        return certificates.notBefore();
    }

    /** After this no report is accepted with it: the first end of its certificates and of the revocation list. */
    public Instant notAfter() {
        return certificates.notAfter();
    }

    /** Nobody vouches for it but a test's root. */
    public boolean simulated() {
        return anchors instanceof TrustAnchors.InsecureSimulated;
    }

    /** A list was there, and did not name the intermediate. */
    public boolean isRevocationChecked() {
        return certificates.hasRevocationList();
    }

    /** What it was verified up to. */
    public TrustAnchors anchors() {
        return anchors;
    }

    void checkSignature(SnpReport report) {
        ReportSignature.check(report, key);
    }

    void checkKind(SnpReport report) {
        if (report.signingKey() != signingKey()) {
            throw new Rejection(
                    Reason.SNP_SIGNING_KEY, "signed by a " + report.signingKey() + ", endorsed is a " + signingKey());
        }
    }
}
