package dev.assay.verification.xml;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.xml.XmlElement.Attribute;
import dev.assay.verification.xml.XmlElement.Child;
import dev.assay.verification.xml.XmlText.SpaceRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recursive descent over one document. */
final class XmlReader {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_ELEMENTS = 8192;
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_NAMESPACES = 16;

    private static final String DECLARATION = "xmlns";
    private static final Pattern ENCODING = Pattern.compile("[Uu][Tt][Ff]-8");
    /**
     * Absolute, or canonical XML must fail (C14N 1.1, section 1.3); printable, so that their order by character is the order
     * that it wants.
     */
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,15}:[!-~]{1,512}");

    private final XmlText in;
    private int depth;
    private int elements;

    /** A name as it stands, before its prefix is looked up. */
    private record QualifiedName(String prefix, String name) {}

    private record Written(QualifiedName name, String value) {}

    XmlReader(String text) {
        in = new XmlText(text);
    }

    XmlElement readDocument() {
        readDeclaration();
        in.skipSpace();
        XmlElement root = readElement(Map.of());
        in.skipSpace();
        if (!in.isAtEnd()) {
            throw in.malformed("something follows the root element");
        }
        return root;
    }

    /** XML 1.0, section 2.8; {@code standalone} changes nothing without a document type. */
    private void readDeclaration() {
        if (!in.accept("<?xml ")) {
            return;
        }
        in.skipSpace();
        expectPseudoAttribute("version", Pattern.compile("1\\.0"));
        if (in.skipSpace() && in.accept("encoding")) {
            checkValue(ENCODING);
            in.skipSpace();
        }
        if (in.accept("standalone")) {
            checkValue(Pattern.compile("yes|no"));
            in.skipSpace();
        }
        in.expect("?>");
    }

    private void expectPseudoAttribute(String name, Pattern value) {
        in.expect(name);
        checkValue(value);
    }

    private void checkValue(Pattern expected) {
        if (!expected.matcher(readValue()).matches()) {
            throw in.malformed("another declaration than XML 1.0 in UTF-8");
        }
    }

    private XmlElement readElement(Map<String, String> outer) {
        if (++depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw tooLarge(depth > MAX_DEPTH ? "levels" : "elements");
        }
        in.expect("<");
        QualifiedName name = readQualifiedName();
        List<Written> written = readAttributes();
        Map<String, String> namespaces = namespaces(outer, written);
        List<Attribute> attributes = attributes(written, namespaces);
        List<Child> children = in.accept("/>") ? List.of() : readContent(name, namespaces);
        depth--;
        String namespace = name.prefix().isEmpty() ? namespaces.getOrDefault("", "") : lookUp(name, namespaces);
        return new XmlElement(name.prefix(), name.name(), namespace, attributes, namespaces, children);
    }

    private QualifiedName readQualifiedName() {
        String first = in.readName();
        return in.accept(":") ? new QualifiedName(first, in.readName()) : new QualifiedName("", first);
    }

    private List<Written> readAttributes() {
        List<Written> written = new ArrayList<>();
        while (in.skipSpace() && in.peek() != '/' && in.peek() != '>') {
            if (written.size() == MAX_ATTRIBUTES) {
                throw tooLarge("attributes");
            }
            written.add(new Written(readQualifiedName(), readValue()));
        }
        return written;
    }

    private String readValue() {
        in.skipSpace();
        in.expect("=");
        in.skipSpace();
        String quote = in.peek() == '\'' ? "'" : "\"";
        in.expect(quote);
        String value = in.readCharacters(quote + '<', SpaceRule.NORMALISE);
        in.expect(quote);
        return value;
    }

    private List<Child> readContent(QualifiedName name, Map<String, String> namespaces) {
        in.expect(">");
        List<Child> children = new ArrayList<>();
        while (!in.accept("</")) {
            if (in.peek() == '<') {
                children.add(new Child.Nested(readElement(namespaces)));
            } else {
                children.add(new Child.Text(in.readCharacters("<", SpaceRule.KEEP)));
            }
        }
        if (!readQualifiedName().equals(name)) {
            throw in.malformed("the end of another element");
        }
        in.skipSpace();
        in.expect(">");
        return Collections.unmodifiableList(children);
    }

    private Map<String, String> namespaces(Map<String, String> outer, List<Written> written) {
        Map<String, String> inScope = new TreeMap<>(outer);
        Set<String> declared = new HashSet<>();
        for (Written attribute : written) {
            @Nullable String prefix = declaredPrefix(attribute.name());
            if (prefix != null) {
                checkDeclaration(prefix, attribute.value());
                inScope.put(prefix, attribute.value());
                if (!declared.add(prefix)) {
                    throw in.malformed("a namespace prefix is declared twice");
                }
            }
        }
        if (inScope.size() > MAX_NAMESPACES) {
            throw tooLarge("namespaces");
        }
        return declared.isEmpty() ? outer : Collections.unmodifiableMap(inScope);
    }

    private static @Nullable String declaredPrefix(QualifiedName name) {
        if (name.prefix().equals(DECLARATION)) {
            return name.name();
        }
        return name.prefix().isEmpty() && name.name().equals(DECLARATION) ? "" : null;
    }

    /** Namespaces in XML 1.0, sections 3 and 5; that the default one may be taken back is of no use to a manifest. */
    private void checkDeclaration(String prefix, String namespace) {
        if (prefix.startsWith("xml") || !NAMESPACE.matcher(namespace).matches()) {
            throw in.malformed("not a namespace declaration");
        }
    }

    private List<Attribute> attributes(List<Written> written, Map<String, String> namespaces) {
        List<Attribute> attributes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Written attribute : written) {
            QualifiedName name = attribute.name();
            if (declaredPrefix(name) == null) {
                String namespace = name.prefix().isEmpty() ? "" : lookUp(name, namespaces);
                attributes.add(new Attribute(name.prefix(), name.name(), namespace, attribute.value()));
                // By what the names mean (Namespaces in XML 1.0, section 6.3), not by how they are written.
                if (!seen.add(namespace + ' ' + name.name())) {
                    throw in.malformed("an attribute comes twice");
                }
            }
        }
        return Collections.unmodifiableList(attributes);
    }

    /** The prefix {@code xml} is never declared: its attributes would be inherited by what is signed (C14N 1.1, 2.4). */
    private String lookUp(QualifiedName name, Map<String, String> namespaces) {
        @Nullable String namespace = namespaces.get(name.prefix());
        if (namespace == null) {
            throw in.malformed("a prefix without a namespace");
        }
        return namespace;
    }

    private static Rejection tooLarge(String what) {
        return new Rejection(Reason.TOO_LARGE, "an XML document with too many " + what);
    }
}
