package dev.assay.simulator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/**
 * A reference manifest as NVIDIA writes it, signed by the JDK's XML signatures: another implementation than the one that
 * verifies it.
 */
public final class SimulatedRim {

    private static final String C14N_1_1 = "http://www.w3.org/2006/12/xml-c14n11";
    private static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    private static final String SHA384 = "http://www.w3.org/2001/04/xmldsig-more#sha384";
    private static final String ECDSA_SHA384 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384";

    private final String edition;
    private final String product;
    private final String version;
    private final Map<Integer, List<byte[]>> golden = new TreeMap<>();

    public SimulatedRim(String edition, String product, String version) {
        this.edition = edition;
        this.product = product;
        this.version = version;
    }

    /** By index, which starts at 0. */
    public SimulatedRim golden(Map<Integer, List<byte[]>> values) {
        golden.putAll(values);
        return this;
    }

    /** @param chain the signer first and the root last */
    public byte[] signed(List<NvidiaCertificate> chain) {
        return sign(unsigned(), chain);
    }

    public String unsigned() {
        StringBuilder xml = new StringBuilder("""
                <SoftwareIdentity xmlns="http://standards.iso.org/iso/19770/-2/2015/schema.xsd" \
                xmlns:ns0="http://standards.iso.org/iso/19770/-2/2015/schema.xsd" \
                xmlns:ns2="http://www.w3.org/2001/04/xmlenc#sha384" corpus="false" name="%2$s" patch="false" \
                supplemental="false" tagId="SIMULATED" version="1.0" tagVersion="0">
                    <ns0:Entity name="SIMULATED" role="softwareCreator tagCreator"/>
                    <ns0:Meta xmlns:ns1="https://trustedcomputinggroup.org/resource/\
                tcg-reference-integrity-manifest-rim-information-model/" colloquialVersion="%3$s" edition="%1$s" \
                product="%2$s" revision="r1" PayloadType="direct" ns1:FirmwareManufacturerId="5703"/>
                    <ns0:Payload xmlns:SHA384="http://www.w3.org/2001/04/xmlenc#sha384">
                """.formatted(edition, product, version));
        golden.forEach((index, values) -> xml.append(resource(index, values)));
        return xml.append("    </ns0:Payload>\n</SoftwareIdentity>\n").toString();
    }

    private static String resource(int index, List<byte[]> values) {
        StringBuilder hashes = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            hashes.append(" ns2:Hash%d=\"%s\"".formatted(i, HexFormat.of().formatHex(values.get(i))));
        }
        return "        <ns0:Resource type=\"Measurement\" index=\"%d\" active=\"True\" alternatives=\"%d\"%s name=\"Measurement_%d\" size=\"%d\"/>\n"
                .formatted(index, values.size(), hashes, index, values.getFirst().length);
    }

    /** Any document, with the signature at the end of its root. */
    public static byte[] sign(String xml, List<NvidiaCertificate> chain) {
        return sign(xml, chain, "", C14N_1_1);
    }

    /** With another reference or transform than NVIDIA's. */
    public static byte[] sign(String xml, List<NvidiaCertificate> chain, String uri, String transform) {
        try {
            Document document = document(xml);
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            PrivateKey key = chain.getFirst().keys().getPrivate();
            DOMSignContext context = new DOMSignContext(key, document.getDocumentElement());
            context.setDefaultNamespacePrefix("ds");
            factory.newXMLSignature(signedInfo(factory, uri, transform), keyInfo(factory.getKeyInfoFactory(), chain))
                    .sign(context);
            return bytes(document);
        } catch (Exception e) {
            throw new IllegalStateException("the simulated manifest cannot be signed", e);
        }
    }

    private static SignedInfo signedInfo(XMLSignatureFactory factory, String uri, String transform) throws Exception {
        Reference reference = factory.newReference(
                uri,
                factory.newDigestMethod(SHA384, null),
                List.of(
                        factory.newTransform(ENVELOPED, (@Nullable TransformParameterSpec) null),
                        factory.newTransform(transform, (@Nullable TransformParameterSpec) null)),
                null,
                null);
        return factory.newSignedInfo(
                factory.newCanonicalizationMethod(C14N_1_1, (@Nullable C14NMethodParameterSpec) null),
                factory.newSignatureMethod(ECDSA_SHA384, null),
                List.of(reference));
    }

    private static KeyInfo keyInfo(KeyInfoFactory factory, List<NvidiaCertificate> chain) throws Exception {
        CertificateFactory x509 = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (NvidiaCertificate certificate : chain) {
            certificates.add((X509Certificate) x509.generateCertificate(new ByteArrayInputStream(certificate.der())));
        }
        return factory.newKeyInfo(List.of(factory.newX509Data(certificates)));
    }

    private static Document document(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(Document document) throws Exception {
        Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
        writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.transform(new DOMSource(document), new StreamResult(out));
        return out.toByteArray();
    }
}
