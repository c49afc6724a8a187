package dev.assay.verification.tee.dcap;

import dev.assay.verification.Checks;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.RevocationList;
import dev.assay.verification.x509.SignatureCache;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collateral whose signatures were verified up to a trust anchor, for use with many quotes. It knows its anchors, and its
 * times are checked at each use, so it may be kept for as long as one likes: once a part of it is out of date, quotes are
 * refused. Immutable.
 *
 * <p>It may also know the chain of one platform ({@link GenuineQuote#collateral}), whose signatures are then not verified
 * again for a quote that brings the same bytes.
 */
public final class VerifiedCollateral {

    private final TrustAnchors anchors;
    private final IntelChain tcbInfoSigner;
    private final IntelChain qeIdentitySigner;
    private final TcbInfo tcbInfo;
    private final QeIdentity qeIdentity;
    private final RevocationList rootCrl;
    private final RevocationList pckCrl;
    private final Optional<byte[]> pckChainPem;
    private final @Nullable PckChain known;

    private VerifiedCollateral(Parts parts, TcbInfo tcbInfo, QeIdentity qeIdentity) {
        anchors = parts.anchors;
        tcbInfoSigner = parts.tcbInfoSigner;
        qeIdentitySigner = parts.qeIdentitySigner;
        rootCrl = parts.rootCrl;
        pckCrl = parts.pckCrl;
        pckChainPem = parts.pckChainPem;
        this.tcbInfo = tcbInfo;
        this.qeIdentity = qeIdentity;
        known = null;
    }

    private VerifiedCollateral(VerifiedCollateral other, PckChain platform) {
        anchors = other.anchors;
        tcbInfoSigner = other.tcbInfoSigner;
        qeIdentitySigner = other.qeIdentitySigner;
        tcbInfo = other.tcbInfo;
        qeIdentity = other.qeIdentity;
        rootCrl = other.rootCrl;
        pckCrl = other.pckCrl;
        pckChainPem = other.pckChainPem;
        known = platform;
    }

    /**
     * Verifies collateral, once for many quotes. Checks, with the clause of Intel's QVL:
     *
     * <ol>
     *   <li>nothing is missing;
     *   <li>4.1.2.7 and 4.1.2.8: the chains of both signers, of the role "Intel SGX TCB Signing", end in a trust anchor, the
     *       same for both, as {@link IntelChain#verify} says;
     *   <li>4.1.2.5: the root CA's revocation list is of that root, signed by it and current, and no signer is on it;
     *   <li>4.1.2.7: the TCB info is signed, over its bytes as received, by its signer, then well formed, and current;
     *   <li>4.1.2.8: the QE identity likewise;
     *   <li>the PCK CA's revocation list is well formed and current. Its issuer comes with a quote, and its signature is
     *       verified then.
     * </ol>
     *
     * @return {@code Simulated} under simulated anchors
     */
    public static Verdict<VerifiedCollateral> verify(DcapEndorsements endorsements, TrustAnchors anchors, Instant now) {
        try {
            VerifiedCollateral collateral = check(endorsements, anchors, now);
            return anchors instanceof TrustAnchors.InsecureSimulated
                    ? new Verdict.Simulated<>(collateral)
                    : new Verdict.Verified<>(collateral);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** What can be read and verified without the rest. */
    private record Parts(
            TrustAnchors anchors,
            IntelChain tcbInfoSigner,
            IntelChain qeIdentitySigner,
            RevocationList rootCrl,
            RevocationList pckCrl,
            Optional<byte[]> pckChainPem) {

        static Parts read(DcapEndorsements given, TrustAnchors anchors, Instant now) {
            Checks checks = new Checks();
            Optional<IntelChain> tcbInfoSigner = checks.attempt(
                    () -> IntelChain.tcbSigning(given.tcbInfoIssuerChain()).verify(anchors, now));
            Optional<IntelChain> qeIdentitySigner = given.hasOneIssuerChain()
                    ? tcbInfoSigner
                    : checks.attempt(() ->
                            IntelChain.tcbSigning(given.qeIdentityIssuerChain()).verify(anchors, now));
            Optional<RevocationList> rootCrl = checks.attempt(() -> RevocationList.parse(given.rootCrl()));
            Optional<RevocationList> pckCrl = checks.attempt(() -> RevocationList.parse(given.pckCrl()));
            checks.end();
            return new Parts(
                    anchors,
                    tcbInfoSigner.orElseThrow(),
                    qeIdentitySigner.orElseThrow(),
                    rootCrl.orElseThrow(),
                    pckCrl.orElseThrow(),
                    given.pckChain());
        }

        void checkSigner(IntelChain signer, Instant now) {
            rootCrl.check(signer.root(), anchors.known(), now);
            rootCrl.checkNotRevoked(signer.leaf());
        }
    }

    /** @throws Rejection with every check that fails */
    static VerifiedCollateral check(DcapEndorsements given, TrustAnchors anchors, Instant now) {
        given.checkComplete();
        Parts parts = Parts.read(given, anchors, now);
        Checks checks = new Checks();
        signers(parts.tcbInfoSigner(), parts.qeIdentitySigner())
                .forEach(signer -> checks.make(() -> parts.checkSigner(signer, now)));
        Optional<TcbInfo> tcbInfo =
                checks.attempt(() -> tcbInfo(given, parts.tcbInfoSigner().leafKey(), anchors.known(), now));
        Optional<QeIdentity> qeIdentity =
                checks.attempt(() -> qeIdentity(given, parts.qeIdentitySigner().leafKey(), anchors.known(), now));
        checks.make(() -> parts.pckCrl().checkCurrent(now));
        checks.end();
        return new VerifiedCollateral(parts, tcbInfo.orElseThrow(), qeIdentity.orElseThrow());
    }

    /** Mostly one and the same. */
    private static List<IntelChain> signers(IntelChain tcbInfo, IntelChain qeIdentity) {
        return tcbInfo == qeIdentity ? List.of(tcbInfo) : List.of(tcbInfo, qeIdentity);
    }

    private static TcbInfo tcbInfo(DcapEndorsements given, EcdsaKey signer, SignatureCache known, Instant now) {
        TcbInfo tcbInfo = TcbInfo.verify(given.tcbInfo(), signer, known);
        tcbInfo.checkCurrent(now);
        return tcbInfo;
    }

    private static QeIdentity qeIdentity(DcapEndorsements given, EcdsaKey signer, SignatureCache known, Instant now) {
        QeIdentity qeIdentity = QeIdentity.verify(given.qeIdentity(), signer, known);
        qeIdentity.checkCurrent(now);
        return qeIdentity;
    }

    /**
     * The times of all that was verified, at another time.
     *
     * @throws Rejection with everything that is not valid then
     */
    VerifiedCollateral checkCurrent(Instant now) {
        Checks checks = new Checks();
        signers(tcbInfoSigner, qeIdentitySigner).forEach(signer -> checks.make(() -> signer.checkValidity(now)));
        checks.end();
        checks.make(() -> rootCrl.checkCurrent(now));
        checks.make(() -> pckCrl.checkCurrent(now));
        checks.make(() -> tcbInfo.checkCurrent(now));
        checks.make(() -> qeIdentity.checkCurrent(now));
        checks.end();
        return this;
    }

    /** The platform's chain is under the collateral's root, and neither its CA nor its PCK certificate is revoked. */
    void checkPlatform(PckChain platform, Instant now) {
        platform.checkRoot(root());
        if (platform != known) {
            pckCrl.check(platform.issuer(), anchors.known(), now);
        }
        Checks checks = new Checks();
        checks.make(() -> rootCrl.checkNotRevoked(platform.issuer()));
        checks.make(() -> pckCrl.checkNotRevoked(platform.certificate()));
        checks.end();
    }

    /** The same, knowing a platform that was verified with it. */
    VerifiedCollateral knowing(PckChain platform) {
        return platform == known ? this : new VerifiedCollateral(this, platform);
    }

    Optional<PckChain> known() {
        return Optional.ofNullable(known);
    }

    /** What it was verified up to. */
    public TrustAnchors anchors() {
        return anchors;
    }

    TcbInfo tcbInfo() {
        return tcbInfo;
    }

    QeIdentity qeIdentity() {
        return qeIdentity;
    }

    Optional<byte[]> pckChainPem() {
        return pckChainPem;
    }

    private Certificate root() {
        return tcbInfoSigner.root();
    }
}
