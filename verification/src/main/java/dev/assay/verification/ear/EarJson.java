package dev.assay.verification.ear;

import dev.assay.verification.Finding;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The claims-set in JSON, as a JWT carries it. */
final class EarJson {

    /** Private claims (RFC 7519, section 4.3): what failed, and of which evidence it is said. */
    static final String FINDINGS = "assay_findings";

    static final String EVIDENCE = "assay_evidence_sha256";

    private EarJson() {}

    static byte[] encode(AttestationResult result) {
        return Json.canonical(claims(result)).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject claims(AttestationResult result) {
        Map<String, JsonValue> claims = new LinkedHashMap<>();
        claims.put("eat_profile", new JsonString(AttestationResult.PROFILE));
        claims.put("ear_status", new JsonString(result.status().label()));
        claims.put("iat", seconds(result.issued()));
        result.expires().ifPresent(time -> claims.put("exp", seconds(time)));
        claims.put("ear_verifier_id", verifier(result));
        claims.put("submods", submods(result));
        result.nonce().ifPresent(nonce -> claims.put("eat_nonce", new JsonString(base64(nonce))));
        return new JsonObject(claims);
    }

    private static JsonNumber seconds(Instant time) {
        return new JsonNumber(Long.toString(time.getEpochSecond()));
    }

    private static JsonObject verifier(AttestationResult result) {
        return new JsonObject(
                Map.of("developer", new JsonString(result.developer()), "build", new JsonString(result.build())));
    }

    private static JsonObject submods(AttestationResult result) {
        Map<String, JsonValue> submods = new LinkedHashMap<>();
        result.submods().forEach((name, appraisal) -> submods.put(name, appraisal(appraisal)));
        return new JsonObject(submods);
    }

    private static JsonObject appraisal(Appraisal appraisal) {
        Map<String, JsonValue> claims = new LinkedHashMap<>();
        claims.put("ear_status", new JsonString(appraisal.status().label()));
        claims.put("ear_trustworthiness_vector", vector(appraisal.vector()));
        if (!appraisal.findings().isEmpty()) {
            claims.put(FINDINGS, findings(appraisal.findings()));
        }
        appraisal.evidence().ifPresent(digest -> claims.put(EVIDENCE, new JsonString(base64(digest.bytes()))));
        return new JsonObject(claims);
    }

    private static JsonObject vector(Map<TrustClaim, Integer> vector) {
        Map<String, JsonValue> claims = new LinkedHashMap<>();
        vector.forEach((claim, value) -> claims.put(claim.label(), new JsonNumber(Integer.toString(value))));
        return new JsonObject(claims);
    }

    private static JsonArray findings(List<Finding> findings) {
        return new JsonArray(findings.stream()
                .<JsonValue>map(finding -> new JsonString(finding.toString()))
                .toList());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
