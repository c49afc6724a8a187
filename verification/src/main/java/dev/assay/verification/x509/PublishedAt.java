package dev.assay.verification.x509;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/**
 * Where a certificate says that its issuer's certificate and list are (RFC 5280, sections 4.2.2.1 and 4.2.1.13). Whoever made
 * the certificate chose these addresses: to ask one that is on no list of one's own is to be sent anywhere.
 *
 * @param issuers of the issuer's certificate; may be empty
 * @param revocationLists of the issuer's list; may be empty
 */
public record PublishedAt(List<String> issuers, List<String> revocationLists) {

    /** Vendors name one or two. */
    private static final int MAX_ADDRESSES = 8;

    private static final Pattern ADDRESS = Pattern.compile("[!-~]{1,512}");

    /** Critical where the subject is empty (TCG EK Credential Profile, section 3.2.9); no address stands there. */
    private static final Set<String> UNDERSTOOD = Set.of(Extension.subjectAlternativeName.getId());

    public PublishedAt {
        issuers = List.copyOf(issuers);
        revocationLists = List.copyOf(revocationLists);
    }

    /** @param certificate DER */
    public static Verdict<PublishedAt> of(byte[] certificate) {
        try {
            return new Verdict.Verified<>(read(Certificate.parse(certificate, UNDERSTOOD)));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static PublishedAt read(Certificate certificate) {
        try {
            return new PublishedAt(
                    issuers(certificate
                            .extension(Extension.authorityInfoAccess.getId())
                            .orElse(null)),
                    lists(certificate
                            .extension(Extension.cRLDistributionPoints.getId())
                            .orElse(null)));
        } catch (IOException | RuntimeException e) {
            // The ASN.1 classes throw many kinds of exception on hostile bytes; all mean the same here.
            throw new Rejection(
                    Reason.CERTIFICATE_MALFORMED,
                    "addresses of the issuer: " + e.getClass().getSimpleName());
        }
    }

    private static List<String> issuers(byte @Nullable [] der) throws IOException {
        List<String> found = new ArrayList<>();
        if (der != null) {
            for (AccessDescription access : AuthorityInformationAccess.getInstance(ASN1Primitive.fromByteArray(der))
                    .getAccessDescriptions()) {
                if (AccessDescription.id_ad_caIssuers.equals(access.getAccessMethod())) {
                    add(access.getAccessLocation(), found);
                }
            }
        }
        return found;
    }

    private static List<String> lists(byte @Nullable [] der) throws IOException {
        List<String> found = new ArrayList<>();
        if (der != null) {
            for (DistributionPoint point :
                    CRLDistPoint.getInstance(ASN1Primitive.fromByteArray(der)).getDistributionPoints()) {
                DistributionPointName name = point.getDistributionPoint();
                if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                    for (GeneralName one :
                            GeneralNames.getInstance(name.getName()).getNames()) {
                        add(one, found);
                    }
                }
            }
        }
        return found;
    }

    private static void add(GeneralName name, List<String> found) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
            return;
        }
        String address = ASN1IA5String.getInstance(name.getName()).getString();
        if (!ADDRESS.matcher(address).matches() || found.size() == MAX_ADDRESSES) {
            throw new IllegalArgumentException("no address, or too many");
        }
        found.add(address);
    }
}
