package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.xml.Xml;
import dev.assay.verification.xml.XmlElement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A reference manifest that NVIDIA signed: what a driver or a VBIOS of one version measures as. */
public final class NvidiaRim {

    /** Signer, two authorities, root. */
    private static final int CHAIN_LENGTH = 4;

    private final Digest digest;
    private final RimContent content;
    private final CertificatePath path;

    private NvidiaRim(Digest digest, RimContent content, CertificatePath path) {
        this.digest = digest;
        this.content = content;
        this.path = path;
    }

    /**
     * Verifies a manifest. Checks:
     *
     * <ol>
     *   <li>it is XML without a document type, entities, comments or instructions, of at most 256 KiB;
     *   <li>it has one signature, enveloped in its root, over the whole of it, by canonical XML 1.1, SHA-384 and ECDSA
     *       (W3C XML Signature, section 3.2);
     *   <li>ours: no certificate is marked as simulated, or, under simulated anchors, the root is;
     *   <li>the last of its four certificates is a root among the anchors, each is valid at {@code now}, for its role, and
     *       issued and signed by the next (RFC 5280);
     *   <li>the document and the signature over it are the signer's;
     *   <li>the content is a primary tag of NVIDIA's with golden values (ISO/IEC 19770-2, TCG RIM information model).
     * </ol>
     *
     * Whether a certificate was revoked only OCSP says: see {@link GenuineNvidia#appraise}.
     *
     * @return {@code Simulated} under simulated anchors, never {@code Verified}
     */
    public static Verdict<NvidiaRim> verify(byte[] rim, TrustAnchors anchors, Instant now) {
        try {
            NvidiaRim verified = verified(rim, anchors, now);
            return anchors instanceof TrustAnchors.InsecureSimulated
                    ? new Verdict.Simulated<>(verified)
                    : new Verdict.Verified<>(verified);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    static NvidiaRim verified(byte[] rim, TrustAnchors anchors, Instant now) {
        XmlElement root = Xml.read(rim);
        RimSignature signature = RimSignature.of(root);
        signature.path().verify(anchors, CHAIN_LENGTH, now);
        signature.verify(anchors.known());
        return new NvidiaRim(Digest.sha256(rim), RimContent.of(root), signature.path());
    }

    /** SHA-256 of the manifest as received. */
    public Digest digest() {
        return digest;
    }

    /** The chip that it is for, such as {@code GH100}. */
    public String product() {
        return content.product();
    }

    /** Of the driver or of the VBIOS: which of them, a manifest does not say. */
    public String version() {
        return content.version();
    }

    /** The values that a device may report, by index, which starts at 0; a copy. */
    public SortedMap<Integer, List<byte[]>> golden() {
        SortedMap<Integer, List<byte[]>> copy = new TreeMap<>();
        content.golden()
                .forEach((index, values) ->
                        copy.put(index, values.stream().map(byte[]::clone).toList()));
        return Collections.unmodifiableSortedMap(copy);
    }

    CertificatePath path() {
        return path;
    }

    /** @throws Rejection if it is for another chip, or for a switch in place of a GPU */
    void checkProduct(NvidiaArchitecture architecture, String product) {
        String edition = architecture.isSwitch() ? "SWITCH" : "GPU";
        if (!content.edition().equals(edition) || !content.product().equals(product)) {
            throw new Rejection(
                    Reason.RIM_VERSION, "a manifest for the " + content.edition() + ' ' + content.product());
        }
    }
}
