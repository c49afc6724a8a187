package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.tpm.PcrBank;
import dev.assay.verification.tee.tpm.TpmHash;
import dev.assay.verification.tee.tpm.TpmQuote;
import dev.assay.verification.tee.tpm.TpmSignature;
import dev.assay.verification.x509.Pem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Evidence of Azure as JSON. There is no standard; these are the two spellings of the attesters in use:
 *
 * <pre>{@code
 * {"version": 1, "tpm_quote": {"signature": BYTES, "message": BYTES, "pcrs": [BYTES, ...]},
 *  "hcl_report": BYTES, "vcek": BYTES or "td_quote": BYTES}
 * {"hcl_report_base64": BYTES, "tdx_quote_base64": BYTES,
 *  "tpm_attestation": {"quote": {...}, "ak_certificate_pem": PEM, "ak_intermediate_certificates_pem": [PEM, ...],
 *                      "event_log": [], "instance_info": null}}
 * }</pre>
 *
 * The first may stand in the member {@code evidence} beside a {@code platform} of {@code az-snp} or {@code az-tdx}, may say
 * {@code quote} and {@code report}, and its {@code vcek} may be PEM. BYTES is base64url, or, in a quote, hexadecimal; or an
 * array of numbers. {@code pcrs} are those of SHA-256, from register 0 on. Other members are refused.
 */
final class AzureJson {

    /** Evidence in arrays of numbers, with three certificates, has some 60 KiB. */
    static final int MAX_BYTES = 256 << 10;

    private static final int MAX_CERTIFICATES = 6;
    private static final int MAX_PCRS = 24;
    private static final Set<String> ENVELOPE = Set.of("platform", "evidence");
    private static final Set<String> PLATFORMS = Set.of("az-snp", "az-tdx");
    private static final Set<String> FIELDS = Set.of(
            "version",
            "tpm_quote",
            "quote",
            "hcl_report",
            "report",
            "vcek",
            "td_quote",
            "hcl_report_base64",
            "tdx_quote_base64",
            "tpm_attestation");
    private static final Set<String> ATTESTATION_FIELDS =
            Set.of("quote", "ak_certificate_pem", "ak_intermediate_certificates_pem", "event_log", "instance_info");
    private static final Set<String> QUOTE_FIELDS = Set.of("signature", "message", "pcrs");

    private AzureJson() {}

    /** @throws Rejection if it is none of those, or a part of it is not what it should be */
    static AzureEvidence read(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, json.length + " bytes; the limit is " + MAX_BYTES);
        }
        Map<String, JsonValue> fields = withoutEnvelope(Json.read(json));
        Map<String, JsonValue> attestation =
                object("tpm_attestation", fields.get("tpm_attestation"), ATTESTATION_FIELDS);
        JsonValue quote = one(fields.get("tpm_quote"), fields.get("quote"), attestation.get("quote"))
                .orElseThrow(() -> missing("quote"));
        HclReport report = one(fields.get("hcl_report"), fields.get("report"), fields.get("hcl_report_base64"))
                .map(value -> HclReport.read(bytes("report", value)))
                .orElseThrow(() -> missing("report"));
        return new AzureEvidence(
                Digest.sha256(json), report, quote(quote), hardware(report, fields), certificates(attestation));
    }

    private static Map<String, JsonValue> withoutEnvelope(JsonValue json) {
        if (!(json instanceof JsonObject(Map<String, JsonValue> members))) {
            throw malformed("is no object");
        }
        if (!members.containsKey("evidence")) {
            return object("evidence", json, FIELDS);
        }
        object("envelope", json, ENVELOPE);
        if (!(members.get("platform") instanceof JsonString(String platform)) || !PLATFORMS.contains(platform)) {
            throw malformed("is of no platform of Azure");
        }
        return object("evidence", members.get("evidence"), FIELDS);
    }

    /** The hardware's own part, by its kind; the other kind's is refused, so that nobody takes it for verified. */
    private static Optional<byte[]> hardware(HclReport report, Map<String, JsonValue> fields) {
        Optional<JsonValue> vcek = one(fields.get("vcek"));
        Optional<JsonValue> quote = one(fields.get("td_quote"), fields.get("tdx_quote_base64"));
        return switch (report.kind()) {
            case SNP -> {
                refuse("a TD quote", quote);
                yield vcek.map(AzureJson::certificate);
            }
            case TDX -> {
                refuse("a VCEK", vcek);
                yield quote.map(value -> bytes("td_quote", value));
            }
        };
    }

    private static void refuse(String what, Optional<JsonValue> value) {
        if (value.isPresent()) {
            throw malformed("has " + what + " for a report of the other kind");
        }
    }

    private static SignedQuote quote(JsonValue value) {
        Map<String, JsonValue> fields = object("quote", value, QUOTE_FIELDS);
        TpmQuote quote = TpmQuote.parse(bytes("message", fields.get("message")));
        TpmSignature signature = TpmSignature.rsassaSha256(bytes("signature", fields.get("signature")));
        return new SignedQuote(quote, signature, bank(quote, fields.get("pcrs")));
    }

    /** Registers that the quote does not select are dropped: nobody has signed them. */
    private static PcrBank bank(TpmQuote quote, @Nullable JsonValue pcrs) {
        if (!(pcrs instanceof JsonArray(List<JsonValue> values)) || values.size() > MAX_PCRS) {
            throw malformed("has no array of at most " + MAX_PCRS + " pcrs");
        }
        Map<Integer, byte[]> selected = new TreeMap<>();
        for (int index = 0; index < values.size(); index++) {
            if (selects(quote, index)) {
                selected.put(index, bytes("pcrs", values.get(index)));
            }
        }
        return PcrBank.of(TpmHash.SHA256, selected);
    }

    private static boolean selects(TpmQuote quote, int index) {
        return quote.selections().stream()
                .anyMatch(selection -> selection.indices().contains(index));
    }

    private static List<byte[]> certificates(Map<String, JsonValue> attestation) {
        List<byte[]> certificates = new ArrayList<>();
        one(attestation.get("ak_certificate_pem")).ifPresent(leaf -> certificates.add(certificate(leaf)));
        if (attestation.get("ak_intermediate_certificates_pem") instanceof JsonArray(List<JsonValue> others)) {
            if (certificates.isEmpty() || others.size() >= MAX_CERTIFICATES) {
                throw malformed("has " + others.size() + " intermediate certificates");
            }
            others.forEach(other -> certificates.add(certificate(other)));
        }
        return List.copyOf(certificates);
    }

    /** PEM, or DER in base64url. */
    private static byte[] certificate(JsonValue value) {
        if (value instanceof JsonString(String text) && text.startsWith("-----")) {
            return Pem.decode(text.getBytes(StandardCharsets.UTF_8), "CERTIFICATE", 1)
                    .getFirst();
        }
        return bytes("certificate", value);
    }

    private static byte[] bytes(String name, @Nullable JsonValue value) {
        return switch (value) {
            case JsonString(String text) when isHex(name) -> hex(name, text);
            case JsonString(String text) -> base64(name, text);
            case JsonArray(List<JsonValue> numbers) -> numbers(name, numbers);
            case null, default -> throw missing(name);
        };
    }

    private static boolean isHex(String name) {
        return QUOTE_FIELDS.contains(name);
    }

    private static byte[] hex(String name, String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw malformed("has no hexadecimal " + name);
        }
    }

    private static byte[] base64(String name, String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed("has a " + name + " that is no base64url");
        }
    }

    private static byte[] numbers(String name, List<JsonValue> numbers) {
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            if (!(numbers.get(i) instanceof JsonNumber(String literal)) || !literal.matches("0|[1-9][0-9]{0,2}")) {
                throw malformed("has a " + name + " that is no array of bytes");
            }
            int number = Integer.parseInt(literal);
            if (number > 255) {
                throw malformed("has a " + name + " that is no array of bytes");
            }
            bytes[i] = (byte) number;
        }
        return bytes;
    }

    /** The one that is there: two spellings of one thing, both given, are two things. */
    private static Optional<JsonValue> one(@Nullable JsonValue... spellings) {
        JsonValue found = null;
        for (JsonValue each : spellings) {
            if (each == null) {
                continue;
            }
            if (found != null) {
                throw malformed("says the same thing twice");
            }
            found = each;
        }
        return Optional.ofNullable(found);
    }

    private static Map<String, JsonValue> object(String what, @Nullable JsonValue value, Set<String> known) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof JsonObject(Map<String, JsonValue> members)) || !known.containsAll(members.keySet())) {
            throw malformed("has a " + what + " that is no object of " + known);
        }
        return members;
    }

    private static Rejection missing(String name) {
        return new Rejection(Reason.EVIDENCE_FIELD_MISSING, name + " is absent");
    }

    private static Rejection malformed(String what) {
        return new Rejection(Reason.MALFORMED, "the JSON " + what);
    }
}
