package dev.assay.verification.tee.cca;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Tagged;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Step 1 of 3: a CCA attestation token whose shape is right; anyone may have made it.
 *
 * @param digest SHA-256 of the whole
 */
record CcaToken(
        Digest digest,
        SignedClaims platform,
        PlatformClaims platformClaims,
        SignedClaims realm,
        RealmClaims realmClaims) {

    /** Twenty times what real tokens have. */
    static final int MAX_BYTES = 60_000;

    /** RMM, A7.2.3: {@code #6.399({44234 => bstr, 44241 => bstr})}. */
    private static final int LEGACY_COLLECTION = 399;

    /** draft-ffm-rats-cca-token: a CMW collection, {@code #6.907({44234 => [263, bstr], 44241 => [263, bstr]})}. */
    private static final int CMW_COLLECTION = 907;

    /** The CoAP content format of an EAT in a CWT (RFC 9782). */
    private static final Int EAT_CWT = new Int(263);

    private static final Int PLATFORM = new Int(44234);
    private static final Int REALM = new Int(44241);

    /**
     * Reads a token. Checks, with the clause of the Realm Management Monitor specification (RMM):
     *
     * <ol>
     *   <li>the size, before anything else;
     *   <li>A7.2.3: a collection of a platform token and a realm token and nothing else, as Arm wrote it first or as a CMW
     *       collection;
     *   <li>A7.2.3: each is a COSE_Sign1 with tag 18, here of ES256 or ES384. The unprotected header is not signed and not
     *       read;
     *   <li>A7.2.3.2: the platform's profile; each claim is there, of its type, length and range;
     *   <li>A7.2.3.1: the realm's profile fits; each claim is there, of its type and length; its key is a point of its curve.
     * </ol>
     *
     * @throws Rejection at the first check that fails
     */
    static CcaToken parse(byte[] token) {
        checkSize(token);
        Claims collection = collection(token);
        SignedClaims platform = SignedClaims.parse(collection.bytes(44234, "platform token"));
        SignedClaims realm = SignedClaims.parse(collection.bytes(44241, "realm token"));
        PlatformClaims platformClaims = PlatformClaims.parse(platform.payload());
        RealmClaims realmClaims = RealmClaims.parse(realm.payload(), platformClaims.profile());
        return new CcaToken(Digest.sha256(token), platform, platformClaims, realm, realmClaims);
    }

    private static void checkSize(byte[] token) {
        if (token.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, token.length + " bytes; the limit is " + MAX_BYTES);
        }
    }

    private static Claims collection(byte[] token) {
        if (Cbor.decode(token, Cbor.Outermost.DEFINITE)
                        instanceof Tagged(long tag, Mapping(Map<CborValue, CborValue> entries))
                // An entry that is not understood might be one that others rely on.
                && entries.size() == 2) {
            if (tag == LEGACY_COLLECTION) {
                return new Claims(entries);
            }
            if (tag == CMW_COLLECTION) {
                return new Claims(Map.of(PLATFORM, wrapped(entries.get(PLATFORM)), REALM, wrapped(entries.get(REALM))));
            }
        }
        throw new Rejection(Reason.MALFORMED, "not a CCA token: a map of two entries with tag 399 or 907");
    }

    private static Bytes wrapped(@Nullable CborValue value) {
        if (value instanceof Array(List<CborValue> parts)
                && parts.size() == 2
                && parts.get(0).equals(EAT_CWT)
                && parts.get(1) instanceof Bytes token) {
            return token;
        }
        throw new Rejection(Reason.MALFORMED, "an entry of the collection is not [263, bytes]");
    }
}
