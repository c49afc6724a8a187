package dev.assay.verification.tee.tpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.RsaKey;
import java.math.BigInteger;

/**
 * The public area of a TPM's key (TPMT_PUBLIC; Part 2, section 12.2.4): the key, and what it can be used for. Parsed; that
 * it is a key of a TPM at all is for a certificate to say.
 *
 * @param attributes TPMA_OBJECT (section 8.3)
 * @param key RSA, or on P-256 or P-384
 * @param name the hash of this area, by its own algorithm, after that algorithm's identifier (Part 1, section 16)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TpmPublicKey(long attributes, PublicKey key, byte[] name) {

    static final int MAX_BYTES = 2048;

    private static final int ALG_RSA = 0x0001;
    private static final int ALG_ECC = 0x0023;
    private static final int ALG_NULL = 0x0010;

    /** Part 2, section 6.4. */
    private static final int ECC_NIST_P256 = 0x0003;

    private static final int ECC_NIST_P384 = 0x0004;

    /** TPMS_RSA_PARMS: an exponent of zero stands for this one. */
    private static final BigInteger DEFAULT_EXPONENT = BigInteger.valueOf(65537);

    private static final long FIXED_TPM = 1L << 1;
    private static final long FIXED_PARENT = 1L << 4;
    private static final long SENSITIVE_DATA_ORIGIN = 1L << 5;
    private static final long RESTRICTED = 1L << 16;
    private static final long DECRYPT = 1L << 17;
    private static final long SIGN = 1L << 18;

    /** @throws Rejection unless the bytes are one TPMT_PUBLIC, wholly, of an algorithm that is accepted */
    public static TpmPublicKey parse(byte[] area) {
        TpmReader in = new TpmReader("TPMT_PUBLIC", area, MAX_BYTES);
        int type = in.u16();
        TpmHash nameHash = TpmHash.required(in.u16());
        long attributes = in.u32();
        in.sized(); // authPolicy: who may use the key, which says nothing of what it signs
        PublicKey key = switch (type) {
            case ALG_RSA -> readRsa(in);
            case ALG_ECC -> readEcc(in);
            default -> throw unsupported("a key of type 0x" + Integer.toHexString(type));
        };
        in.end();
        return new TpmPublicKey(attributes, key, name(nameHash, area));
    }

    /** @throws Rejection unless the bytes are one TPM2B_PUBLIC (section 12.2.5), wholly */
    public static TpmPublicKey parseSized(byte[] sizedArea) {
        TpmReader in = new TpmReader("TPM2B_PUBLIC", sizedArea, MAX_BYTES + Short.BYTES);
        byte[] area = in.sized();
        in.end();
        return parse(area);
    }

    /**
     * An attestation key signs nothing but what the TPM itself has made (restricted), was made inside the TPM and cannot
     * leave it. Any other key's owner can sign a "quote" of his own making.
     *
     * @throws Rejection if the attributes say otherwise
     */
    public void checkAttestationKey() {
        long needed = FIXED_TPM | FIXED_PARENT | SENSITIVE_DATA_ORIGIN | RESTRICTED | SIGN;
        if ((attributes & needed) != needed || (attributes & DECRYPT) != 0) {
            throw new Rejection(
                    Reason.TPM_KEY_ATTRIBUTES,
                    "attributes 0x" + Long.toHexString(attributes) + " are no attestation key's");
        }
    }

    private static PublicKey readRsa(TpmReader in) {
        readSymmetric(in);
        readScheme(in);
        int bits = in.u16();
        long exponent = in.u32();
        BigInteger modulus = in.number();
        if (modulus.bitLength() != bits) {
            throw in.malformed("has a modulus of " + modulus.bitLength() + " bits, not " + bits);
        }
        return new PublicKey.Rsa(RsaKey.of(modulus, exponent == 0 ? DEFAULT_EXPONENT : BigInteger.valueOf(exponent)));
    }

    private static PublicKey readEcc(TpmReader in) {
        readSymmetric(in);
        readScheme(in);
        NistCurve curve = curve(in.u16());
        readKdf(in);
        byte[] x = coordinate(in, curve);
        byte[] y = coordinate(in, curve);
        byte[] xy = new byte[x.length + y.length];
        System.arraycopy(x, 0, xy, 0, x.length);
        System.arraycopy(y, 0, xy, x.length, y.length);
        try {
            return new PublicKey.Ec(EcdsaKey.of(curve, xy));
        } catch (IllegalArgumentException e) {
            throw in.malformed("has a point that is not on its curve");
        }
    }

    /** A TPM may drop leading zeros. */
    private static byte[] coordinate(TpmReader in, NistCurve curve) {
        byte[] given = in.sized();
        int width = curve.coordinateBytes();
        if (given.length > width) {
            throw in.malformed("has a coordinate of " + given.length + " bytes");
        }
        byte[] full = new byte[width];
        System.arraycopy(given, 0, full, width - given.length, given.length);
        return full;
    }

    private static NistCurve curve(int id) {
        return switch (id) {
            case ECC_NIST_P256 -> NistCurve.P256;
            case ECC_NIST_P384 -> NistCurve.P384;
            default -> throw unsupported("curve 0x" + Integer.toHexString(id));
        };
    }

    /** TPMT_SYM_DEF_OBJECT: only a key that decrypts has one. */
    private static void readSymmetric(TpmReader in) {
        int algorithm = in.u16();
        if (algorithm != ALG_NULL) {
            throw new Rejection(Reason.TPM_KEY_ATTRIBUTES, "a key with a symmetric algorithm is no signing key");
        }
    }

    /** TPMT_ASYM_SCHEME: null, or one with a hash. What was signed says by itself which one was used. */
    private static void readScheme(TpmReader in) {
        int scheme = in.u16();
        switch (scheme) {
            case ALG_NULL -> {}
            case TpmSignature.ALG_RSASSA, TpmSignature.ALG_RSAPSS, TpmSignature.ALG_ECDSA -> TpmHash.required(in.u16());
            default -> throw unsupported("scheme 0x" + Integer.toHexString(scheme));
        }
    }

    /** TPMT_KDF_SCHEME: reserved, null in every profile. */
    private static void readKdf(TpmReader in) {
        int scheme = in.u16();
        if (scheme != ALG_NULL) {
            throw unsupported("key derivation 0x" + Integer.toHexString(scheme));
        }
    }

    private static byte[] name(TpmHash hash, byte[] area) {
        byte[] digest = hash.digest(area);
        byte[] name = new byte[Short.BYTES + digest.length];
        name[0] = (byte) (hash.id() >> 8);
        name[1] = (byte) hash.id();
        System.arraycopy(digest, 0, name, Short.BYTES, digest.length);
        return name;
    }

    private static Rejection unsupported(String what) {
        return new Rejection(Reason.TPM_ALGORITHM, what);
    }
}
