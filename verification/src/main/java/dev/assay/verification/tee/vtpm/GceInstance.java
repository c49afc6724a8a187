package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.x509.Certificate;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;

/**
 * The virtual machine that Google's certificate of an attestation key names, in an extension of Google's own.
 *
 * @param zone such as {@code us-central1-a}
 * @param number of the instance, which is never used again
 * @param production whether Google calls the machine's host a production one
 */
public record GceInstance(
        String zone, BigInteger projectNumber, String project, BigInteger number, String name, boolean production) {

    private static final String OID = "1.3.6.1.4.1.11129.2.1.21";
    private static final int IS_PRODUCTION = 1;

    /**
     * @return empty where the certificate names no instance
     * @throws Rejection if it names one in another form
     */
    static Optional<GceInstance> of(Certificate certificate) {
        return certificate.extension(OID).map(GceInstance::parse);
    }

    /** SEQUENCE { zone, project number, project, instance number, instance name, [0] security properties }. */
    private static GceInstance parse(byte[] der) {
        try {
            ASN1Sequence fields = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
            return new GceInstance(
                    text(fields, 0),
                    number(fields, 1),
                    text(fields, 2),
                    number(fields, 3),
                    text(fields, 4),
                    fields.size() > 5 && isProduction(fields));
        } catch (IOException | RuntimeException e) {
            // The ASN.1 classes throw many kinds of exception on hostile bytes; all mean the same here.
            throw new Rejection(
                    Reason.CERTIFICATE_MALFORMED,
                    "instance extension: " + e.getClass().getSimpleName());
        }
    }

    private static String text(ASN1Sequence fields, int index) {
        return ASN1UTF8String.getInstance(fields.getObjectAt(index)).getString();
    }

    private static BigInteger number(ASN1Sequence fields, int index) {
        return ASN1Integer.getInstance(fields.getObjectAt(index)).getValue();
    }

    private static boolean isProduction(ASN1Sequence fields) {
        ASN1Sequence properties = ASN1Sequence.getInstance(
                ASN1TaggedObject.getInstance(fields.getObjectAt(5)).getExplicitBaseObject());
        for (int i = 0; i < properties.size(); i++) {
            ASN1TaggedObject property = ASN1TaggedObject.getInstance(properties.getObjectAt(i));
            if (property.getTagNo() == IS_PRODUCTION) {
                return ASN1Boolean.getInstance(property.getExplicitBaseObject()).isTrue();
            }
        }
        return false;
    }

    /** What a policy names: {@code projects/PROJECT/zones/ZONE/instances/NUMBER}. */
    public String path() {
        return "projects/" + project + "/zones/" + zone + "/instances/" + number;
    }
}
