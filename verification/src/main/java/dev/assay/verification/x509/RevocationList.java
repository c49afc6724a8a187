package dev.assay.verification.x509;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.Time;
import org.jspecify.annotations.Nullable;

/** A certificate revocation list, version 2 (RFC 5280, section 5), complete and direct. Parsed; not trusted. */
public final class RevocationList {

    /** Vendors' lists have at most some thousand entries of about 50 bytes. */
    private static final int MAX_BYTES = 1 << 20;

    private final byte[] signedPart;
    private final byte[] signature;
    private final SignatureAlgorithm algorithm;
    private final Name issuer;
    private final Instant thisUpdate;
    private final Instant nextUpdate;
    private final @Nullable BigInteger number;
    private final Set<BigInteger> serials;

    private RevocationList(CertificateList list) throws IOException {
        TBSCertList tbs = list.getTBSCertList();
        signedPart = tbs.getEncoded(ASN1Encoding.DER);
        signature = list.getSignature().getOctets();
        algorithm = SignatureAlgorithm.of(list.getSignatureAlgorithm(), tbs.getSignature());
        issuer = Name.of(list.getIssuer());
        thisUpdate = DerTime.of(list.getThisUpdate());
        nextUpdate = nextUpdate(list.getNextUpdate());
        number = number(tbs.getExtensions());
        serials = serials(tbs);
    }

    /**
     * @throws Rejection unless the bytes are one list, in DER, with nothing around it, a next update and no critical
     *     extension: a delta or an indirect list says less than it seems to
     */
    public static RevocationList parse(byte[] der) {
        if (der.length > MAX_BYTES) {
            throw malformed(der.length + " bytes; the limit is " + MAX_BYTES);
        }
        try {
            CertificateList list = CertificateList.getInstance(ASN1Primitive.fromByteArray(der));
            if (!Arrays.equals(list.getEncoded(ASN1Encoding.DER), der) || list.getVersionNumber() != 2) {
                throw malformed("not a version 2 list in DER");
            }
            checkElements((ASN1Sequence) list.getTBSCertList().toASN1Primitive());
            return new RevocationList(list);
        } catch (Rejection rejection) {
            throw rejection;
        } catch (IOException | RuntimeException e) {
            throw malformed("not a revocation list: " + e.getClass().getSimpleName());
        }
    }

    /**
     * RFC 5280, section 5.1: version, algorithm, issuer and two times, then at most the entries and, under tag 0, the
     * extensions. The ASN.1 library passes over whatever else there is.
     */
    private static void checkElements(ASN1Sequence list) {
        List<Integer> tags = Elements.tags(list);
        int first = 5;
        boolean entries = list.size() > first && list.getObjectAt(first) instanceof ASN1Sequence;
        List<Integer> rest = tags.subList(Math.min(tags.size(), entries ? first + 1 : first), tags.size());
        if (tags.size() < first
                || !tags.subList(0, first).stream().allMatch(tag -> tag == Elements.UNTAGGED)
                || !(rest.isEmpty() || rest.equals(List.of(0)))) {
            throw malformed("elements tagged " + tags);
        }
    }

    private static Instant nextUpdate(@Nullable Time time) throws IOException {
        if (time == null) {
            throw malformed("no next update: it would never be out of date");
        }
        return DerTime.of(time);
    }

    private static @Nullable BigInteger number(@Nullable Extensions extensions) {
        if (extensions == null) {
            return null;
        }
        for (ASN1ObjectIdentifier oid : extensions.getCriticalExtensionOIDs()) {
            throw malformed("critical extension " + oid);
        }
        Extension number = extensions.getExtension(Extension.cRLNumber);
        return number == null
                ? null
                : ASN1Integer.getInstance(number.getParsedValue()).getValue();
    }

    private static Set<BigInteger> serials(TBSCertList tbs) throws IOException {
        Set<BigInteger> serials = new HashSet<>();
        Enumeration<?> entries = tbs.getRevokedCertificateEnumeration();
        while (entries.hasMoreElements()) {
            TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) entries.nextElement();
            checkEntry(entry);
            serials.add(entry.getUserCertificate().getPositiveValue());
        }
        return serials;
    }

    /** A critical extension, such as the certificate's issuer in an indirect list, changes what the serial number means. */
    private static void checkEntry(TBSCertList.CRLEntry entry) throws IOException {
        DerTime.of(entry.getRevocationDate()); // throws unless it is a time: nothing in the list goes unread
        Extensions extensions = entry.getExtensions();
        if (extensions != null && extensions.hasAnyCriticalExtensions()) {
            throw malformed("an entry with a critical extension");
        }
    }

    /** When the issuer made it. */
    public Instant thisUpdate() {
        return thisUpdate;
    }

    /** When the next one is due. */
    public Instant nextUpdate() {
        return nextUpdate;
    }

    /** Grows with each list of one issuer. */
    public Optional<BigInteger> number() {
        return Optional.ofNullable(number);
    }

    /** The serial numbers of what is revoked. */
    public Set<BigInteger> serials() {
        return Set.copyOf(serials);
    }

    /** Whether the list names this issuer, byte for byte; that it is the issuer's is for {@link #check} to say. */
    public boolean isOf(Certificate by) {
        return Arrays.equals(issuer.der(), by.subjectDer());
    }

    /**
     * Checks that the list speaks of certificates of one issuer:
     *
     * <ol>
     *   <li>it is of that issuer, byte for byte, which may sign lists;
     *   <li>it is signed by the issuer's key;
     *   <li>{@code now} is between this update and the next, both included.
     * </ol>
     *
     * @param known what was verified before under the same roots
     * @throws Rejection at the first check that fails
     */
    public void check(Certificate by, SignatureCache known, Instant now) {
        if (!isOf(by) || !by.maySignRevocationLists()) {
            throw new Rejection(Reason.CRL_ISSUER, "the list of " + issuer.text() + ", not of " + by.subject());
        }
        if (!known.verify(by.key(), algorithm, signedPart, signature)) {
            throw new Rejection(Reason.CRL_SIGNATURE, "the list is not signed by " + by.subject());
        }
        checkCurrent(now);
    }

    /**
     * The third of the checks alone, for a list whose issuer was checked before.
     *
     * @throws Rejection unless {@code now} is between this update and the next, both included
     */
    public void checkCurrent(Instant now) {
        if (now.isBefore(thisUpdate) || now.isAfter(nextUpdate)) {
            throw new Rejection(
                    Reason.CRL_NOT_CURRENT,
                    "the list of " + issuer.text() + " is for " + thisUpdate + " to " + nextUpdate);
        }
    }

    /**
     * Call {@link #check} with the certificate's issuer first.
     *
     * @throws Rejection if the certificate is on the list
     */
    public void checkNotRevoked(Certificate certificate) {
        if (serials.contains(certificate.serial())) {
            throw new Rejection(
                    Reason.CERTIFICATE_REVOKED,
                    certificate.subject() + ", serial " + certificate.serial().toString(16));
        }
    }

    private static Rejection malformed(String detail) {
        return new Rejection(Reason.CRL_MALFORMED, detail);
    }
}
