package dev.assay.verification.tee.dcap;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.MeasurementsField;
import dev.assay.verification.tee.PolicyFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The JSON file form of a {@link DcapPolicy}. Whoever writes one is the caller, so faults are IllegalArgumentException. */
final class DcapPolicyFile {

    private static final String WHAT = "intel";
    private static final String REPORT_DATA = "reportData";
    private static final Set<String> FIELDS = Set.of(
            "measurements",
            "debug",
            "septVe",
            "serviceTd",
            "tcbStatuses",
            "advisories",
            "minTcbEvaluation",
            "tcbEvaluations",
            "platforms",
            "deniedSigners");
    private static final Set<String> SIGNER_FIELDS = Set.of("signer", "isvProdId", "minIsvSvn");

    private static final String ANY = "any";
    private static final String INSECURE_ANY = "insecure-any";
    private static final String INSECURE_ALLOW = "insecure-allow";

    private final DcapPolicy.Builder policy;
    private final PolicyFields fields;

    private DcapPolicyFile(DcapPolicy.Builder policy, PolicyFields fields) {
        this.policy = policy;
        this.fields = fields;
    }

    /** All but the report data. */
    static DcapPolicy.Builder read(DcapPolicy.Builder policy, JsonValue rules) {
        return new DcapPolicyFile(policy, PolicyFields.of(WHAT, rules, FIELDS)).read();
    }

    static DcapPolicy read(JsonObject json) {
        Set<String> all = new HashSet<>(FIELDS);
        all.add(REPORT_DATA);
        PolicyFields fields = PolicyFields.of(WHAT, json, all);
        DcapPolicy.Builder policy = new DcapPolicyFile(DcapPolicy.builder(), fields).read();
        return fields.isWord(REPORT_DATA, INSECURE_ANY)
                ? policy.insecureAnyReportData().build()
                : policy.reportData(fields.hex(REPORT_DATA, 64)).build();
    }

    private DcapPolicy.Builder read() {
        readMeasurements();
        readDebug();
        readDomains();
        readTcb();
        readPlatforms(PolicyFields.of(WHAT + ".platforms", fields.required("platforms"), Set.of("allow", "deny")));
        fields.array("deniedSigners").forEach(signer -> policy.denySigner(hex("a denied signer", signer)));
        return policy;
    }

    private void readMeasurements() {
        new MeasurementsField(fields, "measurements")
                .read(policy::anyMeasurement, policy::referenceValues, this::readMeasurement);
    }

    private void readMeasurement(JsonValue value) {
        String what = WHAT + ".measurements";
        Map<String, JsonValue> members = PolicyFields.any(what, value).members();
        if (members.containsKey("signer")) {
            PolicyFields signer = PolicyFields.of(what, value, SIGNER_FIELDS);
            policy.signer(signer.hex("signer", 32), signer.number("isvProdId"), signer.number("minIsvSvn"));
        } else {
            Map<String, byte[]> registers = new HashMap<>();
            members.forEach((name, register) -> registers.put(name, hex(name, register)));
            policy.measurement(registers);
        }
    }

    private void readDebug() {
        switch (fields.text("debug")) {
            case "refuse" -> policy.refuseDebug();
            case INSECURE_ALLOW -> policy.insecureAllowDebug();
            default -> throw PolicyFields.fault("debug is neither \"refuse\" nor \"insecure-allow\"");
        }
    }

    private void readDomains() {
        switch (fields.text("septVe")) {
            case "require-disabled" -> policy.requireSeptVeDisabled();
            case INSECURE_ALLOW -> policy.insecureAllowSeptVe();
            default -> throw PolicyFields.fault("septVe is neither \"require-disabled\" nor \"insecure-allow\"");
        }
        switch (fields.text("serviceTd")) {
            case "refuse" -> policy.refuseServiceTd();
            case INSECURE_ANY -> policy.insecureAnyServiceTd();
            default -> policy.serviceTd(fields.hex("serviceTd", 48));
        }
    }

    private void readTcb() {
        policy.tcbStatuses(
                words("tcbStatuses").stream().map(DcapPolicyFile::status).collect(Collectors.toSet()));
        if (fields.isWord("advisories", ANY)) {
            policy.anyAdvisory();
        } else {
            policy.advisories(Set.copyOf(words("advisories")));
        }
        policy.minEvaluation(fields.number("minTcbEvaluation"));
        switch (fields.text("tcbEvaluations")) {
            case "same" -> policy.sameEvaluation();
            case ANY -> policy.anyEvaluation();
            default -> throw PolicyFields.fault("tcbEvaluations is neither \"same\" nor \"any\"");
        }
    }

    private static TcbStatus status(String word) {
        for (TcbStatus status : TcbStatus.values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        throw PolicyFields.fault("\"" + word + "\" is no TCB status");
    }

    private void readPlatforms(PolicyFields lists) {
        if (lists.isWord("allow", ANY)) {
            policy.anyPlatform();
        } else {
            policy.platforms(platforms(lists.array("allow")));
        }
        policy.denyPlatforms(platforms(lists.array("deny")));
    }

    private static List<PlatformId> platforms(List<JsonValue> ids) {
        return ids.stream().map(DcapPolicyFile::platform).toList();
    }

    private static PlatformId platform(JsonValue value) {
        PolicyFields id = PolicyFields.of(WHAT + ".platforms", value, Set.of(), Set.of("fmspc", "ppid", "pckSerial"));
        if (id.members().size() != 1) {
            throw PolicyFields.fault("a platform is named by one of fmspc, ppid and pckSerial");
        }
        String name = id.members().keySet().iterator().next();
        PlatformId.Kind kind = switch (name) {
            case "fmspc" -> PlatformId.Kind.FMSPC;
            case "ppid" -> PlatformId.Kind.PPID;
            default -> PlatformId.Kind.PCK_SERIAL;
        };
        return new PlatformId(kind, id.text(name));
    }

    private List<String> words(String name) {
        return fields.array(name).stream().map(word -> string(name, word)).toList();
    }

    private static String string(String what, JsonValue value) {
        if (value instanceof JsonString(String string)) {
            return string;
        }
        throw PolicyFields.fault(what + " is not a string");
    }

    private static byte[] hex(String what, JsonValue value) {
        String hex = string(what, value);
        if (!hex.matches("(?:[0-9a-fA-F]{2})+")) {
            throw PolicyFields.fault(what + " is not of hexadecimal digits");
        }
        return HexFormat.of().parseHex(hex);
    }
}
