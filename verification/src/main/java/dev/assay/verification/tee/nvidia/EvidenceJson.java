package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The file form of evidence that NVIDIA's attestation SDK writes and reads. */
final class EvidenceJson {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEVICES = 64;

    private EvidenceJson() {}

    static List<NvidiaEvidence> read(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, json.length + " bytes of evidence; the limit is " + MAX_BYTES);
        }
        if (!(Json.read(json) instanceof JsonArray(List<JsonValue> devices))) {
            throw malformed("is no array");
        }
        if (devices.isEmpty() || devices.size() > MAX_DEVICES) {
            throw malformed("is of " + devices.size() + " devices");
        }
        return devices.stream().map(EvidenceJson::device).toList();
    }

    private static NvidiaEvidence device(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            throw malformed("holds something other than devices");
        }
        NvidiaArchitecture architecture = NvidiaArchitecture.named(text(object, "arch"));
        NvidiaEvidence evidence = NvidiaEvidence.read(
                base64(object, "evidence"), base64(object, "certificate"), Optional.of(architecture));
        checkNonce(text(object, "nonce"), evidence.report());
        return evidence;
    }

    /** Nothing but the report's own is ever believed; another one beside it is a trap for others. */
    private static void checkNonce(String claimed, SpdmReport report) {
        if (!claimed.toLowerCase(Locale.ROOT).equals(HexFormat.of().formatHex(report.requestNonce()))) {
            throw new Rejection(Reason.EVIDENCE_NONCE_MISMATCH, "the evidence is not of the nonce that it names");
        }
    }

    private static byte[] base64(JsonObject object, String name) {
        try {
            return Base64.getDecoder().decode(text(object, name));
        } catch (IllegalArgumentException e) {
            throw malformed("has a \"" + name + "\" that is not base 64");
        }
    }

    private static String text(JsonObject object, String name) {
        if (object.members().get(name) instanceof JsonString(String text)) {
            return text;
        }
        throw malformed("lacks the string \"" + name + '"');
    }

    private static Rejection malformed(String what) {
        return new Rejection(Reason.MALFORMED, "the evidence " + what);
    }
}
