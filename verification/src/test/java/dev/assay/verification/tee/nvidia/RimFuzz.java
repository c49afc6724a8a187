package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedNvidia;
import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.xml.CanonicalXml;
import dev.assay.verification.xml.Xml;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dsig.TransformService;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Reference manifests under one simulated NVIDIA, and any XML: the JDK, whose parser is another, reads what is read here and
 * writes the same canonical form, and a manifest that is accepted has the canonical form that was signed.
 */
public final class RimFuzz implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final String ROOT = "root";
    private static final String RIM = SEED + "manifest";

    @Override
    public Map<String, byte[]> make() {
        SimulatedNvidia nvidia = SimulatedNvidia.create(NOW);
        Map<String, byte[]> files = new HashMap<>();
        files.put(ROOT, nvidia.rimRootDigest().bytes());
        files.put(RIM, nvidia.gpuRim("580.1", Map.of(0, List.of(new byte[48]), 1, List.of(new byte[48]))));
        seed(
                files,
                "declaration",
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes'?>\r\n <a >\r\n</a  >\n\n");
        seed(files, "namespaces", "<a xmlns='u:1' xmlns:p='u:2'><p:b xmlns='u:3' p:c='&lt;\t'/><b d=\"'\"/></a>");
        seed(files, "references", "<a>&lt;&gt;&amp;&quot;&apos;&#x9;&#10;&#xD;&#x1F600;\r\nä€𝄞</a>");
        return files;
    }

    private static void seed(Map<String, byte[]> files, String name, String xml) {
        files.put(SEED + name, xml.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Property over(Corpus files) {
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(Digest.of(files.given(ROOT))));
        byte[] rim = files.given(RIM);
        simulated(NvidiaRim.verify(rim, anchors, NOW));
        String statement = statement(rim);
        return input -> {
            checkCanonical(input);
            if (!(NvidiaRim.verify(input, anchors, NOW) instanceof Verdict.Rejected)) {
                assertEquals(statement, statement(input));
            }
        };
    }

    private static void checkCanonical(byte[] input) {
        byte[] canonical;
        try {
            canonical = CanonicalXml.of(Xml.read(input));
        } catch (Rejection rejection) {
            assertTrue(!rejection.findings().isEmpty());
            return;
        }
        assertArrayEquals(canonical, CanonicalXml.of(Xml.read(canonical)));
        assertArrayEquals(canonical, jdk(input));
    }

    private static byte[] jdk(byte[] document) {
        try {
            TransformService service = TransformService.getInstance("http://www.w3.org/2006/12/xml-c14n11", "DOM");
            service.init((@Nullable TransformParameterSpec) null);
            var canonical = service.transform(new OctetStreamData(new ByteArrayInputStream(document)), null);
            return ((OctetStreamData) canonical).getOctetStream().readAllBytes();
        } catch (Exception e) {
            throw new AssertionError("the JDK does not read it", e);
        }
    }

    /** What is written before the signature is signed; inside the signature, white space in base 64 is not. */
    private static String statement(byte[] rim) {
        String canonical = new String(CanonicalXml.of(Xml.read(rim)), StandardCharsets.UTF_8);
        return canonical.split("<ds:Signature ", 2)[0];
    }
}
