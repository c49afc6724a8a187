package dev.assay.verification.receipt;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonBoolean;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A receipt in a file, for whoever checks it later: EIP-712 typed data as wallets take it (types, primaryType, domain,
 * message), and beside it the signature, the evidence and the output (hexadecimal after 0x, Base64, Base64).
 *
 * @param domain as the file says; {@link ReceiptVerifier} must be given the one that the reader expects
 */
public record ReceiptFile(SigningDomain domain, Receipt receipt, byte[] signature, byte[] evidence, byte[] output) {

    private static final String DOMAIN_TYPE = "EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)";

    /** The file's text, UTF-8. */
    public byte[] encode() {
        Map<String, JsonValue> file = new LinkedHashMap<>();
        file.put("types", object(Map.of("EIP712Domain", type(DOMAIN_TYPE), "Receipt", type(Receipt.TYPE))));
        file.put("primaryType", new JsonString("Receipt"));
        file.put("domain", encodeDomain());
        file.put("message", encodeMessage());
        file.put("signature", new JsonString("0x" + HexFormat.of().formatHex(signature)));
        file.put("evidence", new JsonString(Base64.getEncoder().encodeToString(evidence)));
        file.put("output", new JsonString(Base64.getEncoder().encodeToString(output)));
        return Json.canonical(object(file)).getBytes(StandardCharsets.UTF_8);
    }

    private JsonValue encodeDomain() {
        return object(Map.of(
                "name",
                new JsonString("Assay"),
                "version",
                new JsonString("1"),
                "chainId",
                number(domain.chainId()),
                "salt",
                hex(domain.deployment())));
    }

    private JsonValue encodeMessage() {
        Map<String, JsonValue> message = new LinkedHashMap<>();
        message.put("requestId", hex(receipt.requestId()));
        message.put("workload", hex(receipt.workload()));
        message.put("inputDigest", hex(receipt.inputDigest()));
        message.put("outputDigest", hex(receipt.outputDigest()));
        message.put("status", number(receipt.status()));
        message.put("cpuNanos", number(receipt.cpu().toNanos()));
        message.put("memoryBytes", number(receipt.memoryBytes()));
        message.put("startedMillis", number(receipt.started().toEpochMilli()));
        message.put("finishedMillis", number(receipt.finished().toEpochMilli()));
        message.put("evidence", hex(receipt.evidence()));
        message.put("tee", new JsonString(receipt.tee()));
        message.put("simulated", new JsonBoolean(receipt.simulated()));
        return object(message);
    }

    private static JsonValue type(String encoded) {
        List<JsonValue> members = new ArrayList<>();
        String list = encoded.substring(encoded.indexOf('(') + 1, encoded.length() - 1);
        for (String member : list.split(",", -1)) {
            String[] parts = member.split(" ", 2);
            members.add(object(Map.of("type", new JsonString(parts[0]), "name", new JsonString(parts[1]))));
        }
        return new JsonArray(members);
    }

    private static JsonValue object(Map<String, JsonValue> members) {
        return new JsonObject(members);
    }

    private static JsonValue number(long value) {
        return new JsonNumber(Long.toString(value));
    }

    private static JsonValue hex(Digest digest) {
        return new JsonString("0x" + digest.hex());
    }

    /**
     * Reads the shape alone; nothing is verified. Spaces and the order of members are free, all else is as
     * {@link #encode} writes it: a file must not show people, or wallets, another statement than the one that is verified.
     */
    public static Verdict<ReceiptFile> parse(byte[] text) {
        try {
            return new Verdict.Verified<>(read(text));
        } catch (Rejection rejection) {
            return rejection.verdict();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Verdict.Rejected<>(Reason.MALFORMED, "receipt file: " + e.getMessage());
        }
    }

    private static ReceiptFile read(byte[] text) {
        JsonValue json = Json.read(text);
        ReceiptFile file = read(new Members(json));
        if (!Json.read(file.encode()).equals(json)) {
            throw new Rejection(
                    Reason.MALFORMED, "receipt file: a member is unknown, of another type, or in another spelling");
        }
        return file;
    }

    private static ReceiptFile read(Members file) {
        Members domain = new Members(file.get("domain"));
        Members message = new Members(file.get("message"));
        Receipt receipt = new Receipt(
                message.digest("requestId"),
                message.digest("workload"),
                message.digest("inputDigest"),
                message.digest("outputDigest"),
                Math.toIntExact(message.integer("status")),
                Duration.ofNanos(message.integer("cpuNanos")),
                message.integer("memoryBytes"),
                Instant.ofEpochMilli(message.integer("startedMillis")),
                Instant.ofEpochMilli(message.integer("finishedMillis")),
                message.digest("evidence"),
                message.string("tee"),
                message.get("simulated") instanceof JsonBoolean flag && flag.value());
        return new ReceiptFile(
                new SigningDomain(domain.integer("chainId"), domain.digest("salt")),
                receipt,
                HexFormat.of().parseHex(withoutPrefix(file.string("signature"))),
                Base64.getDecoder().decode(file.string("evidence")),
                Base64.getDecoder().decode(file.string("output")));
    }

    private static String withoutPrefix(String hex) {
        if (!hex.startsWith("0x")) {
            throw new Rejection(Reason.MALFORMED, "receipt file: hexadecimal begins with 0x");
        }
        return hex.substring(2);
    }

    private record Members(JsonValue value) {
        JsonValue get(String key) {
            if (value instanceof JsonObject object) {
                JsonValue member = object.members().get(key);
                if (member != null) {
                    return member;
                }
            }
            throw new Rejection(Reason.MALFORMED, "receipt file: \"" + key + "\" is missing");
        }

        String string(String key) {
            if (get(key) instanceof JsonString string) {
                return string.value();
            }
            throw new Rejection(Reason.MALFORMED, "receipt file: \"" + key + "\" must be a string");
        }

        long integer(String key) {
            if (get(key) instanceof JsonNumber number && number.literal().length() <= 20) {
                return Long.parseLong(number.literal());
            }
            throw new Rejection(Reason.MALFORMED, "receipt file: \"" + key + "\" must be a whole number");
        }

        Digest digest(String key) {
            return Digest.ofHex(withoutPrefix(string(key)));
        }
    }
}
