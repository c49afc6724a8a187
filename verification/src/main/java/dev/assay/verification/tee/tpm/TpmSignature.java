package dev.assay.verification.tee.tpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.RsaKey;
import dev.assay.verification.x509.SignatureAlgorithm;

/** A signature of a TPM's key (TPMT_SIGNATURE; Part 2, section 11.3.4). */
public sealed interface TpmSignature {

    /** How an RSA key signs (Part 1, annex B). */
    enum RsaScheme {
        /** PKCS #1 version 1.5 (section B.6). */
        SSA,
        /** PSS, with a salt as long as the hash (section B.7). */
        PSS
    }

    /** The hash that it is over: the one of the registers' digest too. */
    TpmHash hash();

    /** TPMS_SIGNATURE_RSASSA or TPMS_SIGNATURE_RSAPSS. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Rsa(RsaScheme scheme, TpmHash hash, byte[] bytes) implements TpmSignature {

        private boolean isBy(PublicKey key, RsaKey numbers, byte[] message) {
            refuseSha1(hash);
            if (scheme == RsaScheme.SSA) {
                return key.verify(pkcs1(), message, bytes);
            }
            return switch (hash) {
                case SHA256 -> numbers.verifyPssSha256(message, bytes);
                case SHA384 -> key.verify(SignatureAlgorithm.RSA_PSS_SHA384, message, bytes);
                default -> throw unsupported("RSAPSS with " + hash);
            };
        }

        private SignatureAlgorithm pkcs1() {
            return switch (hash) {
                case SHA256 -> SignatureAlgorithm.RSA_SHA256;
                case SHA384 -> SignatureAlgorithm.RSA_SHA384;
                default -> SignatureAlgorithm.RSA_SHA512;
            };
        }
    }

    /** TPMS_SIGNATURE_ECDSA, each number big-endian and of any width. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ecdsa(TpmHash hash, byte[] r, byte[] s) implements TpmSignature {}

    /** Part 2, section 6.3. */
    int ALG_RSASSA = 0x0014;

    int ALG_RSAPSS = 0x0016;
    int ALG_ECDSA = 0x0018;

    /** An 8192-bit RSA signature, and its heads. */
    int MAX_BYTES = 1024 + 6;

    /** @throws Rejection unless the bytes are one such signature, wholly, of a kind that is accepted */
    static TpmSignature parse(byte[] bytes) {
        TpmReader in = new TpmReader("TPMT_SIGNATURE", bytes, MAX_BYTES);
        int algorithm = in.u16();
        TpmHash hash = TpmHash.required(in.u16());
        TpmSignature signature = switch (algorithm) {
            case ALG_RSASSA -> new Rsa(RsaScheme.SSA, hash, in.sized());
            case ALG_RSAPSS -> new Rsa(RsaScheme.PSS, hash, in.sized());
            case ALG_ECDSA -> new Ecdsa(hash, in.sized(), in.sized());
            default -> throw unsupported("signature algorithm 0x" + Integer.toHexString(algorithm));
        };
        in.end();
        return signature;
    }

    /** The bare bytes of an RSASSA signature with SHA-256, as Azure's tools store it. */
    static TpmSignature rsassaSha256(byte[] bytes) {
        return new Rsa(RsaScheme.SSA, TpmHash.SHA256, bytes.clone());
    }

    /** @throws Rejection if the signature is not the key's, or of a scheme and hash that are not accepted together */
    default void check(PublicKey key, byte[] message) {
        boolean signed = switch (this) {
            case Rsa rsa -> key instanceof PublicKey.Rsa(RsaKey numbers) && rsa.isBy(key, numbers, message);
            case Ecdsa(TpmHash hash, byte[] r, byte[] s) -> {
                refuseSha1(hash);
                yield key instanceof PublicKey.Ec(EcdsaKey point) && point.verifyHash(hash.digest(message), r, s);
            }
        };
        if (!signed) {
            throw new Rejection(Reason.EVIDENCE_SIGNATURE, "the quote is not signed by the attestation key");
        }
    }

    private static void refuseSha1(TpmHash hash) {
        if (hash == TpmHash.SHA1) {
            throw unsupported("a signature with SHA-1, for which collisions are known");
        }
    }

    private static Rejection unsupported(String what) {
        return new Rejection(Reason.TPM_ALGORITHM, what);
    }
}
