package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import java.time.Instant;
import java.util.Arrays;

/** The certificate of a platform's provisioning certification key with its chain, verified up to a trust anchor. */
final class PckChain {

    private final byte[] pem;
    private final IntelChain chain;
    private final SgxExtension platform;
    private final EcdsaKey key;

    private PckChain(byte[] pem, IntelChain chain) {
        this.pem = pem;
        this.chain = chain;
        platform = SgxExtension.of(chain.leaf());
        key = chain.leafKey();
    }

    /** As {@link IntelChain#verify}, and the SGX extension is there. */
    static PckChain verify(byte[] pem, TrustAnchors anchors, Instant now) {
        return new PckChain(pem, IntelChain.pck(pem).verify(anchors, now));
    }

    /** The same bytes, all of them: not the same name, and not the same content under another signature. */
    boolean isReadFrom(byte[] other) {
        return Arrays.equals(pem, other);
    }

    Certificate certificate() {
        return chain.leaf();
    }

    /** The platform or processor CA. */
    Certificate issuer() {
        return chain.issuer();
    }

    SgxExtension platform() {
        return platform;
    }

    EcdsaKey key() {
        return key;
    }

    void checkValidity(Instant now) {
        chain.checkValidity(now);
    }

    /**
     * Otherwise a list of the one root would be taken to speak of certificates of the other. One key may have two root
     * certificates, as Intel's has.
     */
    void checkRoot(Certificate collateralRoot) {
        if (!chain.root().key().equals(collateralRoot.key())) {
            throw new Rejection(Reason.COLLATERAL_ROOT_MISMATCH, "the quote and the collateral are of two roots");
        }
    }
}
