package dev.assay.verification.tee.nitro;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Tagged;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** A COSE_Sign1 message (RFC 9052, section 4.2) of ES384 with its payload inside; not verified. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CoseSign1(byte[] payload, byte[] signature) {

    /** AWS, section 3.1: {@code bstr .size (1..16384)}. */
    static final int MAX_PAYLOAD_BYTES = 16_384;

    private static final int TAG = 18;

    /** {1: -35}. CBOR in its shortest form has no other encoding of it. */
    private static final byte[] PROTECTED_ES384 = {(byte) 0xA1, 0x01, 0x38, 0x22};

    /** RFC 9052, section 4.4: an array of four that starts with the text "Signature1". */
    private static final byte[] CONTEXT = {(byte) 0x84, 0x6A, 'S', 'i', 'g', 'n', 'a', 't', 'u', 'r', 'e', '1'};

    static CoseSign1 parse(byte[] message) {
        CborValue item = Cbor.decode(message, Cbor.Outermost.DEFINITE);
        if (item instanceof Tagged tagged && tagged.tag() == TAG) {
            item = tagged.content();
        }
        if (item instanceof Array parts
                && parts.items().size() == 4
                && parts.items().get(0) instanceof Bytes header
                // Nobody signs the unprotected header, so nothing in it is read.
                && parts.items().get(1) instanceof Mapping
                && parts.items().get(2) instanceof Bytes payload
                && parts.items().get(3) instanceof Bytes signature) {
            checkProtected(header.value());
            checkPayload(payload.value());
            return new CoseSign1(payload.value(), signature.value());
        }
        throw new Rejection(Reason.MALFORMED, "not a COSE_Sign1: [bytes, map, bytes, bytes]");
    }

    private static void checkProtected(byte[] header) {
        if (!Arrays.equals(header, PROTECTED_ES384)) {
            String hex = HexFormat.of().formatHex(header, 0, Math.min(header.length, 16));
            throw new Rejection(Reason.EVIDENCE_ALGORITHM, "protected header " + hex + ", not {1: -35}");
        }
    }

    private static void checkPayload(byte[] payload) {
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw new Rejection(
                    Reason.TOO_LARGE, "a payload of " + payload.length + " bytes; the limit is " + MAX_PAYLOAD_BYTES);
        }
    }

    /** The Sig_structure (RFC 9052, section 4.4) around the payload as it was received, with no external data. */
    byte[] signedBytes() {
        ByteBuffer out = ByteBuffer.allocate(CONTEXT.length + 1 + PROTECTED_ES384.length + 1 + 3 + payload.length);
        out.put(CONTEXT);
        out.put((byte) (0x40 + PROTECTED_ES384.length)).put(PROTECTED_ES384);
        out.put((byte) 0x40);
        putByteStringHead(out, payload.length);
        out.put(payload);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void putByteStringHead(ByteBuffer out, int length) {
        if (length < 24) {
            out.put((byte) (0x40 + length));
        } else if (length < 256) {
            out.put((byte) 0x58).put((byte) length);
        } else {
            out.put((byte) 0x59).putShort((short) length);
        }
    }
}
