package dev.assay.verification.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element as it was read.
 *
 * @param prefix empty where the name has none
 * @param namespace the prefix's, or the default one; empty if there is none
 * @param attributes without namespace declarations, in document order; no two of one name
 * @param namespaces all that are in scope here by prefix, the default one under the empty prefix
 * @param children in document order
 */
public record XmlElement(
        String prefix,
        String name,
        String namespace,
        List<Attribute> attributes,
        Map<String, String> namespaces,
        List<Child> children) {

    /** What an element holds. */
    public sealed interface Child {

        /** Characters, with references resolved. */
        record Text(String text) implements Child {}

        record Nested(XmlElement element) implements Child {}
    }

    /**
     * @param prefix empty where the name has none
     * @param namespace empty where the name has no prefix
     * @param value normalised (XML 1.0, section 3.3.3)
     */
    public record Attribute(String prefix, String name, String namespace, String value) {

        String qualifiedName() {
            return prefix.isEmpty() ? name : prefix + ':' + name;
        }
    }

    /** Whether it is the element of this name in this namespace. */
    public boolean is(String otherNamespace, String otherName) {
        return namespace.equals(otherNamespace) && name.equals(otherName);
    }

    /** The attribute of this name in this namespace; an empty one for a name without a prefix. */
    public Optional<String> attribute(String otherNamespace, String otherName) {
        return attributes.stream()
                .filter(attribute -> attribute.namespace().equals(otherNamespace)
                        && attribute.name().equals(otherName))
                .map(Attribute::value)
                .findAny();
    }

    /** The attribute of this name without a prefix. */
    public Optional<String> attribute(String otherName) {
        return attribute("", otherName);
    }

    /** The elements inside, one level down. */
    public List<XmlElement> elements() {
        return children.stream()
                .<XmlElement>mapMulti((child, out) -> {
                    if (child instanceof Child.Nested(XmlElement element)) {
                        out.accept(element);
                    }
                })
                .toList();
    }

    /** The characters inside, one level down. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Child child : children) {
            if (child instanceof Child.Text(String characters)) {
                text.append(characters);
            }
        }
        return text.toString();
    }

    String qualifiedName() {
        return prefix.isEmpty() ? name : prefix + ':' + name;
    }
}
