package dev.assay.verification.corim;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborEncoding;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Tagged;
import dev.assay.verification.cbor.CborValue.Text;
import dev.assay.verification.ecdsa.EcdsaKey;
import java.time.Instant;
import java.util.List;

/**
 * Reads the reference values of a concise reference integrity manifest (draft-ietf-rats-corim, section 4). Strict: what
 * would narrow the values and is not understood is refused; tags that hold no reference values are passed over.
 */
public final class Corim {

    private static final int MAX_BYTES = 1 << 20;

    private static final int COSE_SIGN1 = 18;
    private static final int CORIM_MAP = 501;

    /** RFC 9052, table 2, and RFC 9053, section 2.1. */
    private static final Int ALGORITHM = new Int(1);

    /** corim-meta. */
    private static final Int META = new Int(8);

    private static final int ES256 = -7;
    private static final int ES384 = -35;

    private Corim() {}

    /**
     * A manifest without a signature: the caller has it from whoever it trusts.
     *
     * @param manifest tag 501; at most 1 MiB
     */
    public static Verdict<List<ReferenceTriple>> readUnsigned(byte[] manifest, Instant now) {
        try {
            return new Verdict.Verified<>(triples(decode(manifest), now));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * A signed manifest. Checks:
     *
     * <ol>
     *   <li>section 4.2: a COSE_Sign1 with tag 18, ES256 or ES384 by the curve of the signer's key;
     *   <li>RFC 9052, section 4.4: the signature, over the payload as received;
     *   <li>section 4.1: the manifest in it, and its validity.
     * </ol>
     *
     * @param signed at most 1 MiB
     * @param signer the provider's key, which the caller trusts
     */
    public static Verdict<List<ReferenceTriple>> verify(byte[] signed, EcdsaKey signer, Instant now) {
        try {
            return new Verdict.Verified<>(triples(decode(payload(decode(signed), signer, now)), now));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static CborValue decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, bytes.length + " bytes; the limit is " + MAX_BYTES);
        }
        return Cbor.decode(bytes, Cbor.Outermost.DEFINITE);
    }

    private static byte[] payload(CborValue message, EcdsaKey signer, Instant now) {
        if (message instanceof Tagged(long tag, Array(List<CborValue> parts))
                && tag == COSE_SIGN1
                && parts.size() == 4
                && parts.get(0) instanceof Bytes(byte[] headers)
                && parts.get(1) instanceof Mapping
                && parts.get(2) instanceof Bytes(byte[] payload)
                && parts.get(3) instanceof Bytes(byte[] signature)) {
            checkSignature(headers, payload, signature, signer, now);
            return payload;
        }
        throw CorimFields.malformed("not a COSE_Sign1 message with its payload inside");
    }

    private static void checkSignature(byte[] headers, byte[] payload, byte[] signature, EcdsaKey signer, Instant now) {
        int expected = switch (signer.curve()) {
            case P256 -> ES256;
            case P384 -> ES384;
        };
        CorimFields header = CorimFields.of(decode(headers), "the protected header");
        header.only(1, 3, 4, 8); // "crit" and CWT claims are conditions that are not understood
        CborValue algorithm = header.required(ALGORITHM);
        byte[] signed = CborEncoding.encode(new Array(
                List.of(new Text("Signature1"), new Bytes(headers), new Bytes(new byte[0]), new Bytes(payload))));
        if (!algorithm.equals(new Int(expected)) || !signer.verifyRaw(signed, signature)) {
            throw new Rejection(Reason.REFERENCE_VALUES_SIGNATURE, "not signed by the provider's key");
        }
        header.optional(META).ifPresent(meta -> checkSignatureValidity(meta, now));
    }

    /** Section 4.2.1: corim-meta, whose field 1 is how long the signature counts. */
    private static void checkSignatureValidity(CborValue meta, Instant now) {
        if (!(meta instanceof Bytes(byte[] encoded))) {
            throw CorimFields.malformed("corim-meta is not a byte string");
        }
        CorimFields.of(decode(encoded), "corim-meta")
                .optional(1)
                .ifPresent(validity -> CorimReader.checkValidity(validity, now));
    }

    private static List<ReferenceTriple> triples(CborValue manifest, Instant now) {
        if (manifest instanceof Tagged(long tag, CborValue content) && tag == CORIM_MAP) {
            return new CorimReader(now).read(content);
        }
        throw CorimFields.malformed("not tagged 501");
    }
}
