package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.x509.SignatureCache;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * A text such as {@code {"tcbInfo":{...},"signature":"<128 hex digits>"}}, whose signature is over the bytes of the first
 * member exactly as they stand (Intel PCS API v4, "TCB Info" and "Enclave Identity").
 */
final class SignedJson {

    /** Published ones have at most some 20 KB. */
    private static final int MAX_BYTES = 512 << 10;

    private final byte[] body;
    private final byte[] signature;

    private SignedJson(byte[] body, byte[] signature) {
        this.body = body;
        this.signature = signature;
    }

    /**
     * @param name the member that is signed
     * @param malformed the reason unless the text has this member and a signature and no other
     */
    static SignedJson read(byte[] text, String name, Reason malformed) {
        if (text.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, name + " of " + text.length + " bytes; the limit is " + MAX_BYTES);
        }
        Map<String, byte[]> members = rawMembers(text, malformed);
        byte[] body = members.get(name);
        byte[] signature = members.get("signature");
        if (body == null || signature == null || !members.keySet().equals(Set.of(name, "signature"))) {
            throw new Rejection(malformed, "not " + name + " and its signature");
        }
        return new SignedJson(body, signature(signature, malformed));
    }

    private static Map<String, byte[]> rawMembers(byte[] text, Reason malformed) {
        try {
            return Json.readRawMembers(text);
        } catch (Rejection rejection) {
            throw new Rejection(malformed, rejection.detail());
        }
    }

    private static byte[] signature(byte[] raw, Reason malformed) {
        if (Json.read(raw) instanceof JsonString(String hex) && hex.matches("[0-9a-fA-F]{128}")) {
            return HexFormat.of().parseHex(hex);
        }
        throw new Rejection(malformed, "the signature is not 128 hexadecimal digits");
    }

    /**
     * The signed object.
     *
     * @param wrongSignature the reason unless the key signed it
     */
    JsonFields verified(EcdsaKey signer, SignatureCache known, Reason malformed, Reason wrongSignature) {
        if (!known.verifyRaw(signer, body, signature)) {
            throw new Rejection(wrongSignature, "not signed by the TCB signing key");
        }
        if (Json.read(body) instanceof JsonObject object) {
            return new JsonFields(object, malformed);
        }
        throw new Rejection(malformed, "what is signed is no object");
    }
}
