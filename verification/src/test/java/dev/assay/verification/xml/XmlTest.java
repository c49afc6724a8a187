package dev.assay.verification.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class XmlTest {

    @Test
    void readsElementsAttributesAndCharacters() {
        XmlElement root = read("<p:a xmlns:p='u:1' xmlns='u:2' p:x='1' x=' &lt;\n'><b>1</b>t&#x41;<p:b/></p:a>");
        assertTrue(root.is("u:1", "a"));
        assertEquals(Optional.of("1"), root.attribute("u:1", "x"));
        assertEquals(Optional.of(" < "), root.attribute("x"));
        assertEquals(Optional.empty(), root.attribute("y"));
        assertEquals("tA", root.text());
        assertTrue(root.elements().getFirst().is("u:2", "b"));
        assertTrue(root.elements().getLast().is("u:1", "b"));
    }

    @Test
    void readsTheEndOfACdataSectionWhereItIsAllowed() {
        XmlElement root = read("<a b=']]>'>]]&gt;]] >]]</a>");
        assertEquals(Optional.of("]]>"), root.attribute("b"));
        assertEquals("]]>]] >]]", root.text());
    }

    @Test
    void refusesWhatIsNotOneWellFormedDocument() {
        for (String document : new String[] {
            "",
            " ",
            "a",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>x",
            "x<a/>",
            "<a",
            "<a b/>",
            "<a b=1/>",
            "<a b='1'c='2'/>",
            "<a b='<'/>",
            "<a b='1' b='2'/>",
            "<a xmlns:p='u:1' xmlns:q='u:1' p:b='1' q:b='2'/>",
            "<a xmlns='u:1' xmlns='u:2'/>",
            "<a xmlns='u'/>",
            "<a xmlns:p=''/>",
            "<a xmlns=''/>",
            "<a xmlns:xml='u:1'/>",
            "<a xmlns:xmlns='u:1'/>",
            "<a xmlns:p='u:1 2'/>",
            "<p:a/>",
            "<a p:b='1'/>",
            "<a xml:id='1'/>",
            "<1/>",
            "<a:b:c/>",
            "<ä/>",
            "<a>&b;</a>",
            "<a>&amp</a>",
            "<a>&#0;</a>",
            "<a>&#xD800;</a>",
            "<a>&#x110000;</a>",
            "<a>&#;</a>",
            "<a>&#x;</a>",
            "<a>&#x000000041;</a>",
            "<a>\u0001</a>",
            "<a>\uFFFE</a>",
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
            "<a><!-- b --></a>",
            "<a><?b c?></a>",
            "<a><![CDATA[b]]></a>",
            "<a>b]]>c</a>",
            "<a>]]]></a>",
            "<?xml version=\"1.1\"?><a/>",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
            "<?xml version=\"1.0\"?><?xml version=\"1.0\"?><a/>",
            "\uFEFF<a/>"
        }) {
            assertEquals(Reason.RIM_MALFORMED, refused(document.getBytes(StandardCharsets.UTF_8)), document);
        }
        assertEquals(Reason.RIM_MALFORMED, refused(new byte[] {'<', 'a', '>', (byte) 0xC0, '<', '/', 'a', '>'}));
    }

    /** Each would otherwise be a small document that takes much. */
    @Test
    void refusesWhatIsLargerThanAManifestEverIs() {
        assertEquals(
                Reason.TOO_LARGE, refused(("<a>".repeat(17) + "</a>".repeat(17)).getBytes(StandardCharsets.UTF_8)));
        read("<a>".repeat(16) + "</a>".repeat(16));
        assertEquals(Reason.TOO_LARGE, refused("<a>".repeat(50_000).getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                Reason.TOO_LARGE, refused(("<a>" + "<b/>".repeat(8192) + "</a>").getBytes(StandardCharsets.UTF_8)));
        assertEquals(Reason.TOO_LARGE, refused(attributes("x%d='1' ", 65)));
        assertEquals(Reason.TOO_LARGE, refused(attributes("xmlns:p%d='u:1' ", 17)));
        assertEquals(Reason.TOO_LARGE, refused(new byte[Xml.MAX_BYTES + 1]));
    }

    private static byte[] attributes(String format, int count) {
        StringBuilder xml = new StringBuilder("<a ");
        for (int i = 0; i < count; i++) {
            xml.append(format.formatted(i));
        }
        return xml.append("/>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Reason refused(byte[] document) {
        return assertThrows(Rejection.class, () -> Xml.read(document)).reason();
    }

    private static XmlElement read(String document) {
        return Xml.read(document.getBytes(StandardCharsets.UTF_8));
    }
}
