package dev.assay.verification.x509;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A public key that a certificate certifies. */
public sealed interface PublicKey {

    /** On P-256 or P-384, by its name (RFC 5480, section 2.1.1.1); explicit parameters are refused (CVE-2020-0601). */
    record Ec(EcdsaKey point) implements PublicKey {}

    /** Of 2048 to 8192 bits (RFC 3279, section 2.3.1). */
    record Rsa(RsaKey numbers) implements PublicKey {}

    /** Whether the signature is this key's; false for an algorithm that is not for keys of this kind. */
    default boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
        return switch (this) {
            case Ec(EcdsaKey point) -> isFor(algorithm, point.curve()) && point.verifyDer(message, signature);
            case Rsa(RsaKey numbers) -> numbers.verify(algorithm, message, signature);
        };
    }

    private static boolean isFor(SignatureAlgorithm algorithm, NistCurve curve) {
        return algorithm
                == switch (curve) {
                    case P256 -> SignatureAlgorithm.ECDSA_SHA256;
                    case P384 -> SignatureAlgorithm.ECDSA_SHA384;
                };
    }

    /** @throws Rejection if the key is of another kind */
    static PublicKey of(SubjectPublicKeyInfo info) throws IOException {
        AlgorithmIdentifier algorithm = info.getAlgorithm();
        ASN1ObjectIdentifier oid = algorithm.getAlgorithm();
        if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return new Ec(EcdsaKey.of(curve(algorithm), info.getPublicKeyData().getOctets()));
        }
        if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
            return new Rsa(RsaKey.of(key.getModulus(), key.getPublicExponent()));
        }
        throw new Rejection(Reason.CERTIFICATE_ALGORITHM, "a key of the algorithm " + oid);
    }

    private static NistCurve curve(AlgorithmIdentifier algorithm) {
        if (SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters())) {
            return NistCurve.P256;
        }
        if (SECObjectIdentifiers.secp384r1.equals(algorithm.getParameters())) {
            return NistCurve.P384;
        }
        throw new Rejection(Reason.CERTIFICATE_ALGORITHM, "a key on another curve than P-256 and P-384");
    }
}
