package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.nvidia.NvidiaSample.ANCHORS;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NOW;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NVIDIA;
import static dev.assay.verification.tee.nvidia.NvidiaSample.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.NvidiaCertificate;
import dev.assay.simulator.SimulatedNvidia;
import dev.assay.simulator.SimulatedRim;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which reference manifests are NVIDIA's, and say what. The JDK's XML signatures sign them. */
class NvidiaRimTest {

    private static final SimulatedRim RIM = new SimulatedRim("GPU", "GH100", "580.1")
            .golden(Map.of(0, List.of(value(1)), 7, List.of(value(2), value(3))));
    private static final String SIGNED = new String(RIM.signed(NVIDIA.rimChain()), StandardCharsets.UTF_8);
    private static final String ROOT_END = "</SoftwareIdentity>";

    @Test
    void readsManifestsThatTheJdkSigned() {
        NvidiaRim rim = simulated(verify(SIGNED));
        assertEquals("580.1", rim.version());
        assertEquals(2, rim.golden().size());
        assertArrayEquals(value(3), List.copyOf(rim.golden().values()).getLast().getLast());
    }

    @Test
    void rejectsManifestsChangedAfterSigning() {
        for (String[] change : new String[][] {
            {"colloquialVersion=\"580.1\"", "colloquialVersion=\"580.2\""},
            {"Hash0=\"01", "Hash0=\"11"},
            {"active=\"True\"", "active=\"False\""},
            {"<ns0:Payload ", " <ns0:Payload "},
            {"name=\"SIMULATED\"", "name=\"NVIDIA\""}
        }) {
            assertTrue(SIGNED.contains(change[0]), change[0]);
            rejected(Reason.RIM_SIGNATURE, verify(SIGNED.replaceFirst(Pattern.quote(change[0]), change[1])));
        }
    }

    @Test
    void rejectsManifestsWhoseDigestWasReplaced() {
        String other = new String(
                new SimulatedRim("GPU", "GH100", "580.2")
                        .golden(Map.of(0, List.of(value(1))))
                        .signed(SimulatedNvidia.create(NOW).rimChain()),
                StandardCharsets.UTF_8);
        String digest = element(other, "DigestValue");
        String forged = other.substring(0, other.indexOf("<ds:Signature "))
                + element(SIGNED, "Signature").replace(element(SIGNED, "DigestValue"), digest)
                + ROOT_END;
        rejected(Reason.RIM_SIGNATURE, verify(forged));
    }

    /** A responder's key is online, and certified by the same authority. */
    @Test
    void rejectsManifestsThatAnOcspResponderSigned() {
        List<NvidiaCertificate> chain = NVIDIA.rimChain();
        NvidiaCertificate responder =
                chain.get(1).responder("CN=RIM L4 Signer,OU=SIMULATED", NOW, NOW.plus(Duration.ofDays(1)));
        rejected(
                Reason.CERTIFICATE_ROLE,
                verify(RIM.signed(List.of(responder, chain.get(1), chain.get(2), chain.get(3)))));
    }

    @Test
    void rejectsManifestsSignedByAnotherKey() {
        List<NvidiaCertificate> chain = NVIDIA.rimChain();
        NvidiaCertificate other = chain.get(1).leaf("CN=RIM L4 Signer,OU=SIMULATED", NOW, NOW.plus(Duration.ofDays(1)));
        String signed = new String(
                RIM.signed(List.of(other, chain.get(1), chain.get(2), chain.get(3))), StandardCharsets.UTF_8);
        simulated(verify(signed));
        rejected(
                Reason.RIM_SIGNATURE, verify(signed.replace(element(signed, "X509Data"), element(SIGNED, "X509Data"))));
    }

    /** The key beside the signature is believed only below a pinned root. */
    @Test
    void rejectsManifestsOfForgedRoots() {
        rejected(
                Reason.ROOT_UNTRUSTED,
                verify(new String(RIM.signed(SimulatedNvidia.create(NOW).rimChain()), StandardCharsets.UTF_8)));
        List<NvidiaCertificate> chain = NVIDIA.rimChain();
        rejected(
                Reason.CERTIFICATE_CHAIN_LENGTH,
                verify(new String(
                        RIM.signed(List.of(chain.get(0), chain.get(1), chain.get(3))), StandardCharsets.UTF_8)));
    }

    /** Wrapping: what is signed is hidden, and something else stands in its place. */
    @Test
    void rejectsSignaturesThatWereMoved() {
        String signature = element(SIGNED, "Signature");
        String unsigned = SIGNED.replace(signature, "");
        rejected(Reason.RIM_SIGNATURE_FORM, verify(unsigned));
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace(signature, signature + signature)));
        rejected(Reason.RIM_SIGNATURE_FORM, verify(unsigned.replace("</ns0:Payload>", signature + "</ns0:Payload>")));
        String evil = unsigned.replace("Hash0=\"01", "Hash0=\"99");
        String wrapped = evil.replace(ROOT_END, "<x>" + SIGNED + "</x>" + ROOT_END);
        rejected(Reason.RIM_SIGNATURE_FORM, verify(wrapped));
        String object = signature.replace("</ds:Signature>", "<ds:Object>" + unsigned + "</ds:Object></ds:Signature>");
        rejected(Reason.RIM_SIGNATURE_FORM, verify(evil.replace(ROOT_END, object + ROOT_END)));
        rejected(Reason.RIM_SIGNATURE, verify(evil.replace(ROOT_END, signature + ROOT_END)));
    }

    @Test
    void rejectsReferencesToAnythingButTheWholeDocument() {
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace("URI=\"\"", "URI=\"#SIMULATED\"")));
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace("URI=\"\"", "URI=\"http://localhost/\"")));
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace("URI=\"\"", "URI=\"file:///etc/passwd\"")));
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace(" URI=\"\"", "")));
        String reference = element(SIGNED, "Reference");
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace(reference, reference + reference)));
    }

    @Test
    void rejectsOtherTransforms() {
        String exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
        byte[] signed = SimulatedRim.sign(RIM.unsigned(), NVIDIA.rimChain(), "", exclusive);
        rejected(Reason.RIM_SIGNATURE_FORM, verify(new String(signed, StandardCharsets.UTF_8)));
        String transforms = element(SIGNED, "Transforms");
        for (String algorithm : List.of(
                "http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/TR/1999/REC-xpath-19991116")) {
            String changed = transforms.replace("http://www.w3.org/2006/12/xml-c14n11", algorithm);
            rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace(transforms, changed)));
        }
        String transform = element(transforms, "Transform");
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace(transform, transform + transform)));
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace(transform, "")));
    }

    @Test
    void rejectsOtherAlgorithms() {
        for (String[] change : new String[][] {
            {"xmldsig-more#ecdsa-sha384", "xmldsig-more#hmac-sha384"},
            {"xmldsig-more#ecdsa-sha384", "xmldsig-more#ecdsa-sha1"},
            {"xmldsig-more#sha384", "xmldsig-more#sha224"},
            {
                "ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2006/12/xml-c14n11\"",
                "ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2006/12/xml-c14n11#WithComments\""
            }
        }) {
            assertTrue(SIGNED.contains(change[0]), change[0]);
            rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace(change[0], change[1])));
        }
    }

    @Test
    void rejectsOtherKeysThanCertificates() {
        String data = element(SIGNED, "X509Data");
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace(data, "<ds:KeyName>NVIDIA</ds:KeyName>")));
        rejected(
                Reason.RIM_SIGNATURE_FORM,
                verify(SIGNED.replace(data, "<ds:RetrievalMethod URI=\"http://localhost/\"/>")));
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace(data, "<ds:X509Data/>")));
        String certificate = element(SIGNED, "X509Certificate");
        rejected(Reason.RIM_SIGNATURE_FORM, verify(SIGNED.replace(certificate, certificate.repeat(9))));
        rejected(
                Reason.RIM_SIGNATURE_FORM,
                verify(SIGNED.replace(certificate, "<ds:X509Certificate>%</ds:X509Certificate>")));
        rejected(
                Reason.CERTIFICATE_MALFORMED,
                verify(SIGNED.replace(certificate, "<ds:X509Certificate>AAAA</ds:X509Certificate>")));
    }

    @Test
    void rejectsDocumentTypesEntitiesCommentsAndInstructions() {
        rejected(Reason.RIM_MALFORMED, verify("<!DOCTYPE SoftwareIdentity>" + SIGNED));
        rejected(Reason.RIM_MALFORMED, verify("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + SIGNED));
        rejected(Reason.RIM_MALFORMED, verify(SIGNED.replace("name=\"SIMULATED\"", "name=\"&a;\"")));
        rejected(Reason.RIM_MALFORMED, verify(SIGNED.replace("</ns0:Payload>", "<!-- --></ns0:Payload>")));
        rejected(Reason.RIM_MALFORMED, verify(SIGNED.replace("</ns0:Payload>", "<?x y?></ns0:Payload>")));
        rejected(Reason.RIM_MALFORMED, verify(SIGNED.replace("</ns0:Payload>", "<![CDATA[x]]></ns0:Payload>")));
    }

    @Test
    void rejectsTagsThatAreNotAPrimaryOneOfNvidia() {
        for (String[] change : new String[][] {
            {"patch=\"false\"", "patch=\"true\""},
            {"supplemental=\"false\"", "supplemental=\"true\""},
            {"corpus=\"false\"", "corpus=\"1\""},
            {"FirmwareManufacturerId=\"5703\"", "FirmwareManufacturerId=\"5704\""},
            {"edition=\"GPU\"", "issue=\"GPU\""},
            {"product=\"GH100\"", ""},
            {"colloquialVersion=\"580.1\"", ""},
            {"</ns0:Payload>", "</ns0:Payload><ns0:Payload/>"},
            {"<ns0:Meta", "<ns0:Meta/><ns0:Meta"},
            {"active=\"True\"", "active=\"true\""},
            {"active=\"True\"", "active=\"False\""},
            {"type=\"Measurement\"", "type=\"File\""},
            {"index=\"7\"", "index=\"0\""},
            {"index=\"7\"", "index=\"07\""},
            {"index=\"7\"", "index=\"254\""},
            {"alternatives=\"2\"", "alternatives=\"1\""},
            {"alternatives=\"2\"", "alternatives=\"3\""},
            {"alternatives=\"1\" ns2:Hash0", "alternatives=\"1\" ns2:Hash1"},
            {"size=\"48\"", "size=\"32\""},
            {"size=\"48\"", "size=\"0\""},
            {"Hash1=\"03", "Hash1=\"0x"}
        }) {
            String changed = RIM.unsigned().replace(change[0], change[1]);
            assertTrue(!changed.equals(RIM.unsigned()), change[0]);
            rejected(Reason.RIM_SCHEMA, verify(SimulatedRim.sign(changed, NVIDIA.rimChain())));
        }
        rejected(Reason.RIM_SCHEMA, verify(SimulatedRim.sign("<SoftwareIdentity/>", NVIDIA.rimChain())));
    }

    @Test
    void rejectsManifestsThatAreNoXmlOrTooLarge() {
        byte[] rim = SIGNED.getBytes(StandardCharsets.UTF_8);
        rejected(Reason.RIM_MALFORMED, verify(new byte[0]));
        rejected(Reason.RIM_MALFORMED, verify(Arrays.copyOf(rim, rim.length / 2)));
        rejected(Reason.TOO_LARGE, verify(new byte[(256 << 10) + 1]));
    }

    private static String element(String xml, String name) {
        Matcher element = Pattern.compile(
                        "<ds:" + name + "[ >].*?</ds:" + name + ">|<ds:" + name + " [^>]*/>", Pattern.DOTALL)
                .matcher(xml);
        assertTrue(element.find(), name);
        return element.group();
    }

    private static Verdict<NvidiaRim> verify(String rim) {
        return verify(rim.getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict<NvidiaRim> verify(byte[] rim) {
        return NvidiaRim.verify(rim, ANCHORS.references(), NOW);
    }
}
