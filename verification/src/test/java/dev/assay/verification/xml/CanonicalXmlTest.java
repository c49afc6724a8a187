package dev.assay.verification.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.xml.crypto.Data;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dsig.TransformService;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The canonical form is the JDK's, which is another implementation. */
class CanonicalXmlTest {

    private static final int DOCUMENTS = 400;

    @Test
    void writesWhatTheJdkWrites() throws Exception {
        for (String document : new String[] {
            "<a/>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes'?>\r\n <a >\r\n</a  >\n\n",
            "<a b='1' a = \"2\"/>",
            "<a xmlns='u:1' xmlns:p='u:2'><p:b xmlns='u:1' xmlns:p='u:2'/><b xmlns='u:3'><c xmlns='u:1'/></b></a>",
            "<a xmlns:z='u:a' xmlns:y='u:b' z:b='1' y:c='2' b='3' y:a='4'/>",
            "<a>&lt;&gt;&amp;&quot;&apos;&#x9;&#10;&#xD;&#x1F600;\t>\"'</a>",
            "<a b='&lt;&gt;&amp;&quot;&apos;&#x9;&#10;&#xD;\t\r\n>\" x'/>",
            "<a>ä€𝄞</a>"
        }) {
            assertSame(document);
        }
    }

    @Test
    void writesWhatTheJdkWritesForAnyDocument() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < DOCUMENTS; i++) {
            assertSame(element(random, 0, false));
        }
    }

    private static void assertSame(String document) throws Exception {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        String expected = new String(jdk(bytes), StandardCharsets.UTF_8);
        byte[] actual = CanonicalXml.of(Xml.read(bytes));
        assertEquals(expected, new String(actual, StandardCharsets.UTF_8), document);
        assertEquals(expected, new String(CanonicalXml.of(Xml.read(actual)), StandardCharsets.UTF_8), document);
    }

    private static byte[] jdk(byte[] document) throws Exception {
        TransformService service = TransformService.getInstance("http://www.w3.org/2006/12/xml-c14n11", "DOM");
        service.init((@Nullable TransformParameterSpec) null);
        Data canonical = service.transform(new OctetStreamData(new ByteArrayInputStream(document)), null);
        return ((OctetStreamData) canonical).getOctetStream().readAllBytes();
    }

    /** Prefixes p, q and none, declared anew now and then, at will after the root has declared them all. */
    private static String element(Random random, int depth, boolean declared) {
        StringBuilder xml = new StringBuilder("<");
        String name = pick(random, "", "p:", "q:") + pick(random, "a", "b", "c.d-e_f");
        xml.append(name);
        for (String prefix : new String[] {"xmlns", "xmlns:p", "xmlns:q"}) {
            if (!declared || random.nextInt(4) == 0) {
                xml.append(space(random))
                        .append(prefix)
                        .append("='")
                        .append(pick(random, "u:1", "u:2", "v:3"))
                        .append('\'');
            }
        }
        for (String attribute : new String[] {"x", "y", "p:z"}) {
            if (random.nextInt(3) == 0) {
                xml.append(space(random))
                        .append(attribute)
                        .append("=\"")
                        .append(text(random))
                        .append('"');
            }
        }
        xml.append('>').append(text(random));
        for (int i = depth > 3 ? 0 : random.nextInt(4); i > 0; i--) {
            xml.append(element(random, depth + 1, true)).append(text(random));
        }
        return xml.append("</").append(name).append('>').toString();
    }

    private static String space(Random random) {
        return pick(random, " ", "\n  ", "\t");
    }

    private static String text(Random random) {
        return pick(random, "", "x", "&amp;", "&#13;", "\r\n", " ' ", "\t", "é&#x10FFFD;", ">");
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
