package dev.assay.verification.tee.cca;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Tagged;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.x509.SignatureCache;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A tagged COSE_Sign1 message (RFC 9052, section 4.2) of ES256 or ES384, with its payload inside; not verified.
 *
 * @param curve of the key that the protected header's algorithm is for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SignedClaims(byte[] protectedHeader, NistCurve curve, byte[] payload, byte[] signature) {

    private static final int TAG = 18;

    /** RFC 9052, section 3.1. */
    private static final Int ALGORITHM = new Int(1);

    private static final Int CRITICAL = new Int(2);

    /** RFC 9053, section 2.1. */
    private static final Int ES256 = new Int(-7);

    private static final Int ES384 = new Int(-35);

    private static final byte[] CONTEXT = "Signature1".getBytes(StandardCharsets.US_ASCII);

    /** @throws Rejection unless the bytes are such a message, wholly */
    static SignedClaims parse(byte[] message) {
        if (Cbor.decode(message, Cbor.Outermost.DEFINITE) instanceof Tagged(long tag, Array(var parts))
                && tag == TAG
                && parts.size() == 4
                && parts.get(0) instanceof Bytes(byte[] header)
                // Nobody signs the unprotected header, so nothing in it is read.
                && parts.get(1) instanceof Mapping
                && parts.get(2) instanceof Bytes(byte[] payload)
                && parts.get(3) instanceof Bytes(byte[] signature)) {
            return new SignedClaims(header, curve(header), payload, signature);
        }
        throw new Rejection(Reason.MALFORMED, "not a tagged COSE_Sign1: 18([bytes, map, bytes, bytes])");
    }

    private static NistCurve curve(byte[] header) {
        if (Cbor.decode(header, Cbor.Outermost.DEFINITE) instanceof Mapping(Map<CborValue, CborValue> entries)
                // What the header calls critical must be understood, and nothing is (RFC 9052, section 3.1).
                && !entries.containsKey(CRITICAL)) {
            CborValue algorithm = entries.get(ALGORITHM);
            if (ES256.equals(algorithm)) {
                return NistCurve.P256;
            }
            if (ES384.equals(algorithm)) {
                return NistCurve.P384;
            }
        }
        throw new Rejection(Reason.CCA_ALGORITHM, "a protected header of another algorithm than ES256 and ES384");
    }

    /** Whether this key signed the header and the payload as they were received. */
    boolean isSignedBy(EcdsaKey key, SignatureCache known) {
        return key.curve() == curve && known.verifyRaw(key, signedBytes(), signature);
    }

    /** The Sig_structure (RFC 9052, section 4.4) with no external data. */
    private byte[] signedBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x84);
        out.write(0x60 + CONTEXT.length);
        out.writeBytes(CONTEXT);
        putByteString(out, protectedHeader);
        putByteString(out, new byte[0]);
        putByteString(out, payload);
        return out.toByteArray();
    }

    /** Of less than 64 KiB, as the whole token is. */
    private static void putByteString(ByteArrayOutputStream out, byte[] value) {
        if (value.length < 24) {
            out.write(0x40 + value.length);
        } else if (value.length < 256) {
            out.write(0x58);
            out.write(value.length);
        } else {
            out.write(0x59);
            out.write(value.length >>> 8);
            out.write(value.length);
        }
        out.writeBytes(value);
    }
}
