package dev.assay.verification.x509;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/**
 * How the elements of a SEQUENCE are tagged. The ASN.1 library goes by position, takes some optional elements under any tag
 * and the last of those that come twice: another reader of the same signed bytes would see another certificate.
 */
final class Elements {

    /** Of an element with the tag of its own type. */
    static final int UNTAGGED = -1;

    private static final int NOT_OF_CONTEXT = -2;

    private Elements() {}

    /** The context-specific tag of each element. */
    static List<Integer> tags(ASN1Sequence sequence) {
        List<Integer> tags = new ArrayList<>();
        for (ASN1Encodable element : sequence) {
            tags.add(tag(element));
        }
        return tags;
    }

    private static int tag(ASN1Encodable element) {
        if (!(element.toASN1Primitive() instanceof ASN1TaggedObject tagged)) {
            return UNTAGGED;
        }
        return tagged.hasContextTag() ? tagged.getTagNo() : NOT_OF_CONTEXT;
    }
}
