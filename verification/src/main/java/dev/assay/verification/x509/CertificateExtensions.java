package dev.assay.verification.x509;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of a certificate: the three that decide its role, read, and all by object identifier.
 *
 * @param pathLength how many CA certificates may follow; null where there is no limit
 * @param purposes object identifiers; empty where the certificate does not limit them
 * @param values each extension's content
 * @param critical the object identifiers of those that are critical
 */
record CertificateExtensions(
        BasicConstraints constraints,
        @Nullable BigInteger pathLength,
        KeyUsage usage,
        Set<String> purposes,
        Map<String, byte[]> values,
        Set<String> critical) {

    /** Those whose meaning this package enforces. */
    private static final Set<String> UNDERSTOOD =
            Set.of(Extension.basicConstraints.getId(), Extension.keyUsage.getId(), SimulatedMark.OID);

    static CertificateExtensions of(@Nullable Extensions extensions) {
        if (extensions == null) {
            throw new Rejection(Reason.CERTIFICATE_MALFORMED, "a certificate without extensions");
        }
        BasicConstraints constraints = constraints(extensions.getExtension(Extension.basicConstraints));
        return new CertificateExtensions(
                constraints,
                constraints.getPathLenConstraint(),
                usage(extensions.getExtension(Extension.keyUsage)),
                purposes(extensions.getExtension(Extension.extendedKeyUsage)),
                values(extensions),
                critical(extensions));
    }

    private static BasicConstraints constraints(@Nullable Extension extension) {
        if (extension == null) {
            return new BasicConstraints(false);
        }
        BasicConstraints constraints = BasicConstraints.getInstance(extension.getParsedValue());
        if (constraints.isCA() && !extension.isCritical()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, "the basic constraints of a CA certificate are not critical");
        }
        return constraints;
    }

    private static KeyUsage usage(@Nullable Extension extension) {
        return extension == null ? new KeyUsage(0) : KeyUsage.getInstance(extension.getParsedValue());
    }

    private static Set<String> purposes(@Nullable Extension extension) {
        if (extension == null) {
            return Set.of();
        }
        KeyPurposeId[] usages =
                ExtendedKeyUsage.getInstance(extension.getParsedValue()).getUsages();
        return Arrays.stream(usages).map(KeyPurposeId::getId).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, byte[]> values(Extensions extensions) {
        Map<String, byte[]> values = new HashMap<>();
        for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
            values.put(oid.getId(), extensions.getExtension(oid).getExtnValue().getOctets());
        }
        return values;
    }

    private static Set<String> critical(Extensions extensions) {
        Set<String> critical = new HashSet<>();
        for (ASN1ObjectIdentifier oid : extensions.getCriticalExtensionOIDs()) {
            critical.add(oid.getId());
        }
        return critical;
    }

    /** RFC 5280, section 4.2: what is critical and not understood is refused. */
    void checkCritical(Set<String> alsoUnderstood) {
        for (String oid : critical) {
            if (!UNDERSTOOD.contains(oid) && !alsoUnderstood.contains(oid)) {
                throw new Rejection(Reason.CERTIFICATE_EXTENSION_UNKNOWN, "critical extension " + oid);
            }
        }
    }

    boolean isCa() {
        return constraints.isCA();
    }

    boolean maySignCertificates() {
        return usage.hasUsages(KeyUsage.keyCertSign);
    }

    boolean maySignRevocationLists() {
        return usage.hasUsages(KeyUsage.cRLSign);
    }

    boolean maySignData() {
        return usage.hasUsages(KeyUsage.digitalSignature);
    }
}
