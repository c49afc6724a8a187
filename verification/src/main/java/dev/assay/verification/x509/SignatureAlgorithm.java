package dev.assay.verification.x509;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** How certificates, revocation lists and OCSP responses are signed; anything else is refused. */
public enum SignatureAlgorithm {
    /** RFC 5758, section 3.2; with a P-256 key. */
    ECDSA_SHA256,
    /** RFC 5758, section 3.2; with a P-384 key. */
    ECDSA_SHA384,
    /** RFC 4055, section 5. */
    RSA_SHA256,
    /** RFC 4055, section 5. */
    RSA_SHA384,
    /** RFC 4055, section 5. */
    RSA_SHA512,
    /** RFC 4055, section 3, with SHA-384 for both hashes and a salt of 48 bytes: AMD's. */
    RSA_PSS_SHA384;

    private static final int SALT_BYTES = 48;

    /** @throws Rejection unless both places of the certificate name the same algorithm, and one of these */
    static SignatureAlgorithm of(AlgorithmIdentifier outer, AlgorithmIdentifier signed) {
        if (!outer.equals(signed)) {
            throw new Rejection(
                    Reason.CERTIFICATE_ALGORITHM, "the signature's algorithm is not the one that is signed");
        }
        return find(outer)
                .orElseThrow(() ->
                        new Rejection(Reason.CERTIFICATE_ALGORITHM, "the signature algorithm " + outer.getAlgorithm()));
    }

    private static Optional<SignatureAlgorithm> find(AlgorithmIdentifier identifier) {
        ASN1ObjectIdentifier oid = identifier.getAlgorithm();
        ASN1Encodable parameters = identifier.getParameters();
        if (oid.equals(X9ObjectIdentifiers.ecdsa_with_SHA256)) {
            return parameters == null ? Optional.of(ECDSA_SHA256) : Optional.empty();
        } else if (oid.equals(X9ObjectIdentifiers.ecdsa_with_SHA384)) {
            return parameters == null ? Optional.of(ECDSA_SHA384) : Optional.empty();
        } else if (oid.equals(PKCSObjectIdentifiers.sha256WithRSAEncryption)) {
            return Optional.of(RSA_SHA256);
        } else if (oid.equals(PKCSObjectIdentifiers.sha384WithRSAEncryption)) {
            return Optional.of(RSA_SHA384);
        } else if (oid.equals(PKCSObjectIdentifiers.sha512WithRSAEncryption)) {
            return Optional.of(RSA_SHA512);
        } else if (oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return isPssSha384(RSASSAPSSparams.getInstance(parameters))
                    ? Optional.of(RSA_PSS_SHA384)
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isPssSha384(RSASSAPSSparams parameters) {
        AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
        return parameters.getHashAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_sha384)
                && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
                && AlgorithmIdentifier.getInstance(mask.getParameters())
                        .getAlgorithm()
                        .equals(NISTObjectIdentifiers.id_sha384)
                && parameters.getSaltLength().intValueExact() == SALT_BYTES
                && parameters.getTrailerField().intValueExact() == 1;
    }
}
