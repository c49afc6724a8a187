package dev.assay.enclave.endorse;

import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.Pem;
import dev.assay.verification.x509.RevocationList;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The forms that sources give collateral in, read by {@code verification}'s parsers. */
final class Reading {

    private static final int MAX_CHAIN = 4;

    /** Critical where the subject is empty, as in certificates of virtual TPMs' keys. */
    private static final Set<String> UNDERSTOOD = Set.of("2.5.29.17");

    private Reading() {}

    /** Of an object whose member {@code name} is signed (Intel PCS API v4, "TCB Info" and "Enclave Identity"). */
    static Life signedJson(Answer answer, String name) throws MalformedAnswer {
        Map<String, byte[]> members = Json.readRawMembers(answer.body());
        byte[] signed = members.getOrDefault(name, new byte[0]);
        if (!members.containsKey("signature") || !(Json.read(signed) instanceof JsonObject body)) {
            throw new MalformedAnswer("not " + name + " and its signature");
        }
        checkIssuers(answer);
        return new Life(instant(body, "issueDate"), instant(body, "nextUpdate"), evaluation(body));
    }

    /** Otherwise a header that a proxy has spoilt would be kept as long as what it came with. */
    static void checkIssuers(Answer answer) throws MalformedAnswer {
        Certificate.parsePem(answer.chainPem(), MAX_CHAIN);
    }

    private static Instant instant(JsonObject body, String name) throws MalformedAnswer {
        try {
            if (body.members().get(name) instanceof JsonString(String text)) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new MalformedAnswer("no time " + name);
    }

    private static BigInteger evaluation(JsonObject body) throws MalformedAnswer {
        if (body.members().get("tcbEvaluationDataNumber") instanceof JsonNumber(String literal)
                && literal.matches("[0-9]{1,9}")) {
            return new BigInteger(literal);
        }
        throw new MalformedAnswer("no tcbEvaluationDataNumber");
    }

    static Life revocationList(Answer answer) throws MalformedAnswer {
        RevocationList list = RevocationList.parse(revocationListDer(answer.body()));
        return new Life(list.thisUpdate(), list.nextUpdate(), list.number().orElse(BigInteger.ZERO));
    }

    /** Out of PEM, hexadecimal digits, as a PCCS gives it, or DER. */
    static byte[] revocationListDer(byte[] body) throws MalformedAnswer {
        if (isPem(body)) {
            return Pem.decode(body, "X509 CRL", 1).getFirst();
        }
        String text = new String(body, StandardCharsets.ISO_8859_1).strip();
        if (!text.startsWith("30")) {
            return body.clone();
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedAnswer("neither DER, nor PEM, nor hexadecimal digits");
        }
    }

    /** As many certificates as there are, in DER or PEM. */
    static List<Certificate> certificates(byte[] body) {
        return isPem(body)
                ? Certificate.parsePem(body, MAX_CHAIN, UNDERSTOOD)
                : List.of(Certificate.parse(body, UNDERSTOOD));
    }

    /** Certificates are good while all of them are valid. */
    static Life life(Collection<Certificate> certificates) {
        return new Life(
                certificates.stream()
                        .map(Certificate::notBefore)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                certificates.stream()
                        .map(Certificate::notAfter)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                BigInteger.ZERO);
    }

    static boolean isPem(byte[] body) {
        return body.length > 0 && body[0] == '-';
    }
}
