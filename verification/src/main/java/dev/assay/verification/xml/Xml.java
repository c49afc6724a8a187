package dev.assay.verification.xml;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads XML 1.0 (fifth edition) with namespaces, in UTF-8, and only what data needs: elements, attributes, characters and
 * references to characters. Document types, entities, comments, processing instructions and CDATA sections are refused:
 * each is a known way to make a reader and a signature see different documents, or to make a small document large.
 */
public final class Xml {

    /** NVIDIA's manifests have about 25 KiB. */
    static final int MAX_BYTES = 256 << 10;

    private Xml() {}

    /**
     * Reads one document, all of it.
     *
     * @return the root element
     * @throws Rejection if it is not such a document: {@link Reason#TOO_LARGE} beyond 256 KiB, 16 levels, 8192 elements, 64
     *     attributes or 16 namespaces in scope, else {@link Reason#RIM_MALFORMED}
     */
    public static XmlElement read(byte[] document) {
        if (document.length > MAX_BYTES) {
            throw new Rejection(
                    Reason.TOO_LARGE, "an XML document of " + document.length + " bytes; the limit is " + MAX_BYTES);
        }
        return new XmlReader(decode(document)).readDocument();
    }

    private static String decode(byte[] document) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Rejection(Reason.RIM_MALFORMED, "the XML document is not UTF-8");
        }
    }
}
