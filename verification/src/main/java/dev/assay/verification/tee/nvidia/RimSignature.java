package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.SignatureCache;
import dev.assay.verification.xml.CanonicalXml;
import dev.assay.verification.xml.XmlElement;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The one signature of a reference manifest (W3C XML Signature, second edition): enveloped, over the whole document and
 * nothing else, by the algorithms that NVIDIA uses and no others.
 *
 * @param element which stands directly in the root, so that no signed part can be moved elsewhere and another be read
 * @param path the certificates beside it
 */
record RimSignature(XmlElement root, XmlElement element, CertificatePath path) {

    private static final String NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";
    private static final String CANONICAL_XML_1_1 = "http://www.w3.org/2006/12/xml-c14n11";
    private static final String ENVELOPED = NAMESPACE + "enveloped-signature";
    private static final String SHA384 = "http://www.w3.org/2001/04/xmldsig-more#sha384";
    private static final String ECDSA_SHA384 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384";

    private static final String ALGORITHM = "Algorithm";
    private static final String TRANSFORM = "Transform";
    private static final String CERTIFICATE = "X509Certificate";
    private static final int MAX_CERTIFICATES = 8;

    static RimSignature of(XmlElement root) {
        List<XmlElement> signatures = root.elements().stream()
                .filter(element -> element.is(NAMESPACE, "Signature"))
                .toList();
        if (signatures.size() != 1 || signaturesWithin(root) != 1) {
            throw form("not one signature, directly in the root");
        }
        XmlElement signature = signatures.getFirst();
        checkForm(signature);
        return new RimSignature(root, signature, path(signature));
    }

    private static int signaturesWithin(XmlElement element) {
        return element.elements().stream()
                .mapToInt(child -> (child.is(NAMESPACE, "Signature") ? 1 : 0) + signaturesWithin(child))
                .sum();
    }

    /** Every part that the specification allows to vary has one value here. */
    private static void checkForm(XmlElement signature) {
        expect(signature, "SignedInfo", "SignatureValue", "KeyInfo");
        XmlElement info = child(signature, "SignedInfo");
        expect(info, "CanonicalizationMethod", "SignatureMethod", "Reference");
        expectAlgorithm(child(info, "CanonicalizationMethod"), CANONICAL_XML_1_1);
        expectAlgorithm(child(info, "SignatureMethod"), ECDSA_SHA384);
        XmlElement reference = child(info, "Reference");
        expect(reference, "Transforms", "DigestMethod", "DigestValue");
        // The empty reference is the document itself; anything else would have to be looked up.
        if (!reference.attribute("URI").orElse("-").isEmpty()) {
            throw form("a reference to another part than the whole document");
        }
        XmlElement transforms = child(reference, "Transforms");
        expect(transforms, TRANSFORM, TRANSFORM);
        expectAlgorithm(transforms.elements().getFirst(), ENVELOPED);
        expectAlgorithm(transforms.elements().getLast(), CANONICAL_XML_1_1);
        expectAlgorithm(child(reference, "DigestMethod"), SHA384);
    }

    private static void expect(XmlElement parent, String... names) {
        boolean same = parent.elements().stream()
                        .allMatch(child -> child.namespace().equals(NAMESPACE))
                && parent.elements().stream().map(XmlElement::name).toList().equals(List.of(names));
        if (!same) {
            throw form(parent.name() + " does not hold exactly " + List.of(names));
        }
    }

    private static void expectAlgorithm(XmlElement method, String algorithm) {
        if (!method.attribute(ALGORITHM).orElse("").equals(algorithm)
                || !method.elements().isEmpty()) {
            throw form(method.name() + " is not " + algorithm);
        }
    }

    private static XmlElement child(XmlElement parent, String name) {
        return parent.elements().stream()
                .filter(element -> element.is(NAMESPACE, name))
                .findFirst()
                .orElseThrow(() -> form("no " + name));
    }

    private static CertificatePath path(XmlElement signature) {
        XmlElement info = child(signature, "KeyInfo");
        expect(info, "X509Data");
        List<XmlElement> encoded = child(info, "X509Data").elements();
        boolean only = encoded.stream().allMatch(element -> element.is(NAMESPACE, CERTIFICATE));
        if (!only || encoded.isEmpty() || encoded.size() > MAX_CERTIFICATES) {
            throw form("not 1 to " + MAX_CERTIFICATES + " certificates");
        }
        return new CertificatePath(
                encoded.stream().map(der -> Certificate.parse(base64(der))).toList());
    }

    private static byte[] base64(XmlElement element) {
        try {
            return Base64.getDecoder().decode(element.text().replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException e) {
            throw form(element.name() + " is not base 64");
        }
    }

    /** Section 3.2: the reference to the document, then the signature over it; both by what was read, not by what came. */
    void verify(SignatureCache known) {
        XmlElement info = child(element, "SignedInfo");
        byte[] digest = base64(child(child(info, "Reference"), "DigestValue"));
        if (!Arrays.equals(sha384(CanonicalXml.without(root, element)), digest)) {
            throw new Rejection(Reason.RIM_SIGNATURE, "the manifest was changed after signing");
        }
        byte[] signature = base64(child(element, "SignatureValue"));
        boolean signed = path.leaf().key() instanceof PublicKey.Ec(EcdsaKey point)
                && known.verifyRaw(point, CanonicalXml.of(info), signature);
        if (!signed) {
            throw new Rejection(
                    Reason.RIM_SIGNATURE,
                    "the manifest is not signed by " + path.leaf().subject());
        }
    }

    private static byte[] sha384(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-384", e);
        }
    }

    private static Rejection form(String detail) {
        return new Rejection(Reason.RIM_SIGNATURE_FORM, detail);
    }
}
