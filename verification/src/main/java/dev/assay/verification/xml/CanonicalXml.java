package dev.assay.verification.xml;

import dev.assay.verification.xml.XmlElement.Attribute;
import dev.assay.verification.xml.XmlElement.Child;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Canonical XML 1.1 (W3C Recommendation of 2 May 2008) of a whole document or of one element in it. What that standard
 * says of comments, processing instructions and attributes with the prefix {@code xml} does not arise: {@link Xml} reads
 * none.
 */
public final class CanonicalXml {

    /** Section 2.2: by namespace, those without one first, then by name. */
    private static final Comparator<Attribute> ORDER =
            Comparator.comparing(Attribute::namespace).thenComparing(Attribute::name);

    private final StringBuilder out = new StringBuilder();
    private final @Nullable XmlElement omitted;

    private CanonicalXml(@Nullable XmlElement omitted) {
        this.omitted = omitted;
    }

    /** The element as the apex of its document subset: with all namespaces in scope (section 2.3), in UTF-8. */
    public static byte[] of(XmlElement element) {
        return new CanonicalXml(null).bytes(element);
    }

    /**
     * The same without one element inside: the enveloped signature transform (XML Signature, section 6.6.4).
     *
     * @param omitted compared by identity
     */
    public static byte[] without(XmlElement element, XmlElement omitted) {
        return new CanonicalXml(omitted).bytes(element);
    }

    private byte[] bytes(XmlElement apex) {
        write(apex, Map.of());
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("ReferenceEquality") // two signatures may be equal; only one is the one that is verified
    private void write(XmlElement element, Map<String, String> rendered) {
        if (element == omitted) {
            return;
        }
        out.append('<').append(element.qualifiedName());
        writeNamespaces(element.namespaces(), rendered);
        element.attributes().stream().sorted(ORDER).forEach(this::writeAttribute);
        out.append('>');
        writeChildren(element.children(), element.namespaces());
        out.append("</").append(element.qualifiedName()).append('>');
    }

    /** Those that the element around it has not written, by prefix; the map is sorted. */
    private void writeNamespaces(Map<String, String> inScope, Map<String, String> rendered) {
        inScope.forEach((prefix, namespace) -> {
            if (!namespace.equals(rendered.get(prefix))) {
                out.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix);
                writeValue(namespace);
            }
        });
    }

    private void writeAttribute(Attribute attribute) {
        out.append(' ').append(attribute.qualifiedName());
        writeValue(attribute.value());
    }

    private void writeValue(String value) {
        out.append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '"' -> out.append("&quot;");
                case '\t' -> out.append("&#x9;");
                case '\n' -> out.append("&#xA;");
                case '\r' -> out.append("&#xD;");
                default -> out.append(c);
            }
        }
        out.append('"');
    }

    private void writeChildren(List<Child> children, Map<String, String> rendered) {
        for (Child child : children) {
            switch (child) {
                case Child.Text(String text) -> writeText(text);
                case Child.Nested(XmlElement element) -> write(element, rendered);
            }
        }
    }

    private void writeText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#xD;");
                default -> out.append(c);
            }
        }
    }
}
