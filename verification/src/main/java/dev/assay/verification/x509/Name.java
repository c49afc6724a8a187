package dev.assay.verification.x509;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * A distinguished name.
 *
 * @param der what is compared
 * @param text printable; it goes into details, which people read on terminals
 * @param commonName of a name with exactly one
 * @param deviceSerial the serialNumber attribute of a name with exactly one
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package
record Name(byte[] der, String text, Optional<String> commonName, Optional<String> deviceSerial) {

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

    /** @throws IllegalArgumentException if an attribute is no text, of which readers would make what they like */
    static Name of(X500Name name) throws IOException {
        for (RDN names : name.getRDNs()) {
            checkTexts(names);
        }
        return new Name(
                name.getEncoded(ASN1Encoding.DER),
                NOT_PRINTABLE.matcher(name.toString()).replaceAll("?"),
                only(name.getRDNs(BCStyle.CN)),
                only(name.getRDNs(BCStyle.SERIALNUMBER)));
    }

    private static void checkTexts(RDN names) {
        for (AttributeTypeAndValue attribute : names.getTypesAndValues()) {
            if (!(attribute.getValue() instanceof ASN1String)) {
                throw new IllegalArgumentException("an attribute of a name that is no text");
            }
        }
    }

    private static Optional<String> only(RDN[] names) {
        if (names.length != 1 || names[0].isMultiValued()) {
            return Optional.empty();
        }
        return Optional.of(IETFUtils.valueToString(names[0].getFirst().getValue()));
    }
}
