package dev.assay.verification.tee.cca;

import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import java.util.Arrays;

/**
 * The realm attestation key as the realm token has it (RMM, A7.2.3.1.7).
 *
 * @param encoded what the platform token hashes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RealmKey(byte[] encoded, EcdsaKey key) {

    private static final String NAME = "realm key";

    /** A COSE_Key of kty EC2 (RFC 9053, section 7.1.1): 1 is kty, -1 the curve, -2 and -3 the coordinates. */
    static RealmKey ofCoseKey(byte[] encoded) {
        Claims key = Claims.decode(encoded);
        if (key.integer(1, NAME) != 2) {
            throw Claims.invalid(NAME, "is not of the type EC2");
        }
        NistCurve curve = curve(key.integer(-1, NAME));
        byte[] xy = Arrays.copyOf(key.bytes(-2, NAME, curve.coordinateBytes()), 2 * curve.coordinateBytes());
        byte[] y = key.bytes(-3, NAME, curve.coordinateBytes());
        System.arraycopy(y, 0, xy, curve.coordinateBytes(), y.length);
        checkAlgorithm(key, curve);
        return new RealmKey(encoded, point(curve, xy));
    }

    private static NistCurve curve(long number) {
        return switch (Math.clamp(number, 0, 3)) {
            case 1 -> NistCurve.P256;
            case 2 -> NistCurve.P384;
            default -> throw Claims.invalid(NAME, "is not on P-256 or P-384");
        };
    }

    /** RFC 9052, section 7.1: a key that names its algorithm is for that one only. */
    private static void checkAlgorithm(Claims key, NistCurve curve) {
        CborValue expected = new Int(curve == NistCurve.P256 ? -7 : -35);
        CborValue algorithm = key.entries().getOrDefault(new Int(3), expected);
        if (!algorithm.equals(expected)) {
            throw Claims.invalid(NAME, "is for another algorithm than its curve's");
        }
    }

    /** The legacy form: 97 bytes, an uncompressed point of P-384 (SEC 1, section 2.3.3). */
    static RealmKey ofPoint(byte[] encoded) {
        if (encoded.length != 97) {
            throw Claims.invalid(NAME, "has " + encoded.length + " bytes, not 97");
        }
        return new RealmKey(encoded, point(NistCurve.P384, encoded));
    }

    private static EcdsaKey point(NistCurve curve, byte[] point) {
        try {
            return EcdsaKey.of(curve, point);
        } catch (IllegalArgumentException e) {
            throw Claims.invalid(NAME, "is not a point of its curve");
        }
    }
}
