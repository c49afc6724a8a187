package dev.assay.verification.tee.nitro;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.SignatureCache;
import java.time.Instant;

/** Step 2 of 3: a Nitro document that a trust anchor's TEE has signed; whether it is what the caller wants is open. */
final class GenuineNitro {

    private final NitroEvidence evidence;
    private final TrustAnchors anchors;

    private GenuineNitro(NitroEvidence evidence, TrustAnchors anchors) {
        this.evidence = evidence;
        this.anchors = anchors;
    }

    /**
     * Verifies the signatures. Checks, with the clause of AWS's attestation_process.md:
     *
     * <ol>
     *   <li>ours: no certificate is marked as simulated, or, under simulated anchors, the root is;
     *   <li>3.2.3: the first certificate is the root, by its SHA-256 among the anchors;
     *   <li>3.2.3.1: every certificate, the root too, is valid at {@code now};
     *   <li>3.2.3.2 and 3.2.3.3: CA flag, key usage and path length of each, for its place;
     *   <li>3.2.4: each is issued and signed by the one before it; no CRL;
     *   <li>3.2.1: the document is signed by the last one's key, with r and s in range.
     * </ol>
     *
     * @throws Rejection at the first check that fails
     */
    static GenuineNitro verify(NitroEvidence evidence, TrustAnchors anchors, Instant now) {
        NitroCertificates chain = evidence.document().certificates();
        chain.verify(anchors, now);
        checkSignature(evidence.envelope(), chain.leaf(), anchors.known());
        return new GenuineNitro(evidence, anchors);
    }

    /**
     * The same document for other anchors or at another time: the first four checks again. The signatures are over bytes
     * that have not changed, under a root that the document itself names, and are not.
     *
     * @throws Rejection at the first check that fails
     */
    GenuineNitro verifyAgain(TrustAnchors again, Instant now) {
        document().certificates().checkPlace(again, now);
        return new GenuineNitro(evidence, again);
    }

    private static void checkSignature(CoseSign1 envelope, Certificate leaf, SignatureCache known) {
        if (!isSignature(known.keep(leaf.key()), envelope)) {
            throw new Rejection(Reason.EVIDENCE_SIGNATURE, "the document is not signed by " + leaf.subject());
        }
    }

    private static boolean isSignature(PublicKey key, CoseSign1 envelope) {
        return key instanceof PublicKey.Ec(EcdsaKey point)
                && point.verifyRaw(envelope.signedBytes(), envelope.signature());
    }

    NitroEvidence evidence() {
        return evidence;
    }

    NitroDocument document() {
        return evidence.document();
    }

    boolean isSimulated() {
        return anchors instanceof TrustAnchors.InsecureSimulated;
    }
}
